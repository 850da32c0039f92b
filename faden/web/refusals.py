"""How a rule's "no" reaches the page."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.contrib import messages
from django.http import HttpRequest, HttpResponse

from faden.lib.refused import Refused
from faden.web.errors import error_page
from faden.web.forms import Form


@contextmanager
def refusal_as_message(request: HttpRequest) -> Iterator[None]:
    """Show the reason of a Refused action as a message; the rest of the block is skipped."""
    try:
        yield
    except Refused as refused:
        messages.warning(request, str(refused))


@contextmanager
def refusal_in(form: Form) -> Iterator[None]:
    """Show the reason of a Refused action in the form; the rest of the block is skipped."""
    try:
        yield
    except Refused as refused:
        form.add_refusal(refused.refusal)


class RefusedMiddleware:
    """Answer a Refused that no view caught with its reason, what helps, and a way back (409)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, Refused):
            return error_page(request, 409, refusal=exception.refusal)
        return None
