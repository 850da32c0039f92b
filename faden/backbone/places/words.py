"""The city's own word for its parts, as labels of fields, columns and filters say it."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar

from django.http import HttpRequest, HttpResponse
from django.utils.functional import lazystr
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from faden.backbone.places.models import Place
from faden.backbone.places.queries import the_place

GetResponse = Callable[[HttpRequest], HttpResponse]

_of_request: ContextVar[dict[str, str] | None] = ContextVar("district_term", default=None)


def remember_words(place: Place) -> None:
    """Let labels of this request use the words of the municipality that was read already."""
    words = _of_request.get()
    if words is not None:
        words["district"] = place.district_term


def words_middleware(get_response: GetResponse) -> GetResponse:
    """Keep what was read of the city's words for one request."""

    def middleware(request: HttpRequest) -> HttpResponse:
        token = _of_request.set({})
        try:
            return get_response(request)
        finally:
            _of_request.reset(token)

    return middleware


class _DistrictLabel:
    def __str__(self) -> str:
        """Return the city's own word, which is German; other languages say what it means."""
        if get_language() != "de":
            return _("District")
        if words := _of_request.get():
            return words["district"]
        place = the_place()
        remember_words(place)
        return place.district_term


DISTRICT = lazystr(_DistrictLabel())
