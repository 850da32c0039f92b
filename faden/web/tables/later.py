"""Large lists become files in the background; the room that does it is named by a setting."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.module_loading import import_string
from django_stubs_ext import StrOrPromise

TELL_EVERY = 500  # rows
Tell = Callable[[int, int], None]  # rows done, rows in all


def offered(request: HttpRequest, title: StrOrPromise, *, n_rows: int) -> HttpResponseBase | None:
    """Return the page that offers to make the file in the background; None if it is small."""
    if hasattr(request, "tell_rows"):
        return None  # this is the background
    answer: HttpResponseBase | None = import_string(settings.FADEN_LARGE_LISTS)(
        request, title, n_rows=n_rows
    )
    return answer


def told(request: HttpRequest, rows: QuerySet[Any], *, n_rows: int) -> Iterable[Any]:
    """Return the rows; in the background each five hundred of them are told."""
    tell: Tell | None = getattr(request, "tell_rows", None)
    return rows if tell is None else _telling(rows, tell, n_rows)


def _telling(rows: QuerySet[Any], tell: Tell, n_rows: int) -> Iterator[Any]:
    tell(0, n_rows)
    for number, row in enumerate(rows.iterator(chunk_size=TELL_EVERY), 1):
        yield row
        if number % TELL_EVERY == 0:
            tell(number, max(number, n_rows))
