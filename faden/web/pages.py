"""Small parts of answers that views share."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any, TypeVar, cast
from urllib.parse import urlsplit

from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseRedirectBase
from django.shortcuts import resolve_url
from django.urls import get_script_prefix
from django.utils.cache import get_conditional_response
from django.utils.functional import cached_property
from django.utils.http import http_date, url_has_allowed_host_and_scheme

Row = TypeVar("Row", bound=Model)
Shown = TypeVar("Shown")


class HttpResponseSeeOther(HttpResponseRedirectBase):
    """The answer to a form that was accepted: look there, by GET."""

    status_code = 303


def see_other(to: Any, *args: Any, **kwargs: Any) -> HttpResponse:
    """Answer a form that was accepted; the arguments are those of `redirect`."""
    return HttpResponseSeeOther(resolve_url(to, *args, **kwargs))


def unless_unchanged(
    request: HttpRequest, response: HttpResponse, *, changed_at: datetime | None = None
) -> HttpResponse:
    """Return the answer, or that the reader's own copy of it still holds (RFC 9110, section 13)."""
    etag = f'"{sha256(response.content).hexdigest()[:32]}"'
    response.headers.setdefault("ETag", etag)
    response.headers.setdefault("Cache-Control", "private, no-cache")
    modified = int(changed_at.timestamp()) if changed_at else None
    if modified is not None:
        response.headers.setdefault("Last-Modified", http_date(modified))
    found = get_conditional_response(request, etag=etag, last_modified=modified, response=response)
    return cast("HttpResponse", found)


def is_own_page(request: HttpRequest, url: str) -> bool:
    """Return whether the address, a path or a whole one, leads to a page of this site."""
    is_ours = url_has_allowed_host_and_scheme(
        url, {request.get_host()}, require_https=request.is_secure()
    )
    return is_ours and urlsplit(url).path.startswith(get_script_prefix())


class CountedPaginator(Paginator):  # type: ignore[type-arg]  # generic for the checker only
    """A paginator that is told the number of rows by a stored counter, or counts if it is None."""

    def __init__(self, rows: Any, per_page: int, *, n_all: int | None) -> None:
        super().__init__(rows, per_page)
        self.n_all = n_all

    @cached_property
    def count(self) -> int:
        return super().count if self.n_all is None else self.n_all


def page_of(
    request: HttpRequest,
    rows: QuerySet[Row],
    *,
    per_page: int = 20,
    parameter: str = "seite",
    n_all: int | None = None,
) -> Page[Row]:
    """Return the page that the address asks for; a wrong number gives the first or last one.

    :param n_all: the number of rows where it is stored, so that nobody need count
    """
    return CountedPaginator(rows, per_page, n_all=n_all).get_page(request.GET.get(parameter))


def asked_number(request: HttpRequest, parameter: str = "seite") -> int:
    """Return the number of the page that the address asks for; 1 where it says none."""
    try:
        return int(request.GET.get(parameter, ""))
    except ValueError:
        return 1


def known_page(rows: Sequence[Shown], number: int, *, per_page: int, n_all: int) -> Page[Shown]:
    """Return a page whose rows are read already.

    :param n_all: the number of rows on all pages
    """
    return Page(rows, number, CountedPaginator(rows, per_page, n_all=n_all))


def address_with(request: HttpRequest, parameter: str, *, value: object) -> str:
    """Return this page's address with one parameter changed (None: left out), on its first page."""
    query = request.GET.copy()
    query.pop("seite", None)
    query.pop(parameter, None)
    if value is not None and (parameter, value) != ("seite", 1):
        query[parameter] = str(value)
    return f"{request.path}?{query.urlencode()}" if query else request.path
