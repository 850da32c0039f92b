"""Files of large lists: the worker asks the same address once more, as whoever wanted the file.

So whatever the list filters, orders and allows holds for the file, and what somebody may not see
any more when the work begins is not in it.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any, cast
from urllib.parse import urlsplit

from django.core import signing
from django.core.handlers.wsgi import WSGIRequest
from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import resolve
from django.utils import translation
from django_stubs_ext import StrOrPromise

from faden.backbone.jobs.rules import JobFailed
from faden.backbone.people.http import AccountRequest
from faden.backbone.people.models import Person
from faden.shared.errands import rules
from faden.shared.errands.actions import Order
from faden.web.language import below_site, language_of
from faden.web.tables.later import Tell

SALT = "faden.errands.export"
VALID_S = 24 * 3600


class ListIsGone(JobFailed):
    """Whoever asked may not see the list any more, or it is at another address."""


def offer(request: HttpRequest, title: StrOrPromise, *, n_rows: int) -> HttpResponseBase | None:
    """Answer a download of many rows with the page that offers to make it in the background."""
    person = getattr(request, "person", None)
    if n_rows <= rules.AT_ONCE or not isinstance(person, Person):
        return None
    asked = signing.dumps([request.get_full_path(), str(title)], salt=SALT)
    context = {"asked": asked, "list_title": title, "n_rows": n_rows}
    return render(cast("AccountRequest", request), "errands/offer.html", context)


def order_in(asked: str) -> Order | None:
    """Return what the page offered; None if it is none of ours, or too old."""
    try:
        address, title = signing.loads(asked, salt=SALT, max_age=VALID_S)
    except signing.BadSignature:
        return None
    return Order("export", title, address=address)


def file_of(address: str, person: Person, *, tell: Tell) -> StreamingHttpResponse:
    """Return the list at the address as a file, as the person sees it now.

    :raises ListIsGone: when they see none
    """
    request = _ListRequest(address, person, tell)
    with translation.override(language_of(request.path_info)):
        try:
            match = resolve(request.path_info)
            answer: Any = match.func(request, *match.args, **match.kwargs)
        except Http404:
            raise ListIsGone from None
    if not isinstance(answer, StreamingHttpResponse):
        raise ListIsGone
    return answer


class _ListRequest(WSGIRequest):
    """A GET of the worker, in the name of a person."""

    def __init__(self, address: str, person: Person, tell: Tell) -> None:
        parts = urlsplit(address)
        super().__init__(
            {
                "REQUEST_METHOD": "GET",
                "PATH_INFO": below_site(parts.path),
                "QUERY_STRING": parts.query,
                "SERVER_NAME": "localhost",
                "SERVER_PORT": "80",
                "wsgi.input": BytesIO(),
                "wsgi.url_scheme": "http",
            }
        )
        self.person = person
        self.tell_rows = tell
