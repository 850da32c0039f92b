"""Who is asking, and from where."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, cached_property
from typing import Any, cast

from django.conf import settings
from django.contrib.auth.middleware import get_user
from django.http import HttpRequest, HttpResponse

from faden.backbone.people.address import client_address
from faden.backbone.people.http import (
    PersonRequest,
    guest_in,
    has_second_factor,
    may_hold_roles,
)
from faden.backbone.people.models import Person

GetResponse = Callable[[HttpRequest], HttpResponse]


def address_middleware(get_response: GetResponse) -> GetResponse:
    """Set `request.address`, trusting exactly as many proxies as FADEN_PROXIES names."""

    def middleware(request: HttpRequest) -> HttpResponse:
        cast("PersonRequest", request).address = client_address(
            request.META, proxies=settings.FADEN_PROXIES
        )
        return get_response(request)

    return middleware


def person_middleware(get_response: GetResponse) -> GetResponse:
    """Give requests a `person`, found when somebody asks for it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request_class: Any = type(request)
        request.__class__ = _with_person(request_class)
        return get_response(request)

    return middleware


class _LazyPerson:
    """A cached property, because Django's lazy object around None would not be None."""

    @cached_property
    def person(self: Any) -> Person | None:
        if settings.SESSION_COOKIE_NAME not in self.COOKIES:
            return None  # and the session stays untouched: this page may be cached
        user = get_user(self)
        if not isinstance(user, Person):
            return guest_in(self)
        user.lacks_second_factor = not may_hold_roles(self, user) or (
            settings.FADEN_SECOND_FACTOR and not has_second_factor(self)
        )
        return user


@cache
def _with_person(request_class: Any) -> type[HttpRequest]:
    return type(request_class.__name__, (_LazyPerson, request_class), {})
