"""What can be done with many rows at once, always after a page that asks."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django_stubs_ext import StrOrPromise

from faden.web.forms import Form

MOST_ROWS = 500  # at once: each is an action with its own record


@dataclass(frozen=True)
class BulkAction:
    """`run(request, rows, answers)` does it and returns what the message says.

    `consequence` tells before what will happen and who is told. A Refused is shown on the page
    that asks, and nothing is lost.
    """

    name: str
    label: StrOrPromise
    consequence: StrOrPromise
    run: Callable[[HttpRequest, Sequence[Any], dict[str, Any]], StrOrPromise] | None = None
    form_class: type[Form] = Form  # what is asked besides
    icon: str = ""
    page: Callable[[HttpRequest, Sequence[Any]], str] | None = None
