"""Requests as the middleware leaves them, and the person behind a contribution."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import get_script_prefix
from django.utils.translation import get_language

from faden.backbone.people import actions, queries
from faden.backbone.people.models import Person

GUEST_KEY = "guest"  # in the session: the row of somebody without an account
FACTOR_KEY = "second_factor"  # whether a second factor was given
ENTRY_KEY = "entry"  # how somebody entered, if not by password alone: {"person": key, ...}
SIGNED_KEY = "guest_signed"  # whether this guest was asked for a name

P = ParamSpec("P")


class PersonRequest(HttpRequest):
    """What views get."""

    person: Person | None  # signed in, or the guest of this session
    address: str  # of the client, behind trusted proxies


class AccountRequest(PersonRequest):
    """What views behind @account_required get."""

    person: Person


def account_required(
    view: Callable[Concatenate[AccountRequest, P], HttpResponseBase],
) -> Callable[Concatenate[PersonRequest, P], HttpResponseBase]:
    """Send people without an account to the sign-in page, and back afterwards.

    A form that was sent without one is lost: its address would only answer that it wants a form.
    The browser keeps no copy of what stands behind an account, for whoever uses it next.
    """

    @wraps(view)
    def wrapper(request: PersonRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if request.person is None or request.person.email is None:
            is_page = request.method in ("GET", "HEAD")
            return redirect_to_login(request.get_full_path() if is_page else get_script_prefix())
        response = view(request, *args, **kwargs)  # type: ignore[arg-type]  # person is there
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    return wrapper  # type: ignore[return-value]  # `wraps` keeps the names


@contextmanager
def contributor(
    request: PersonRequest, *, name: str | None = None, now: datetime
) -> Iterator[Person]:
    """Give the contribution in the block an author: who is signed in, the guest, or a new guest.

    A new guest comes into being with the contribution, in one transaction, and the session learns
    of it only when both are stored: a number that was rolled back may be given to somebody else.

    :param name: what the form asked a guest for, empty if left empty; None where it did not ask.
        The first one signs for this guest; whoever signs otherwise is another guest, so that
        nobody's contributions get another name because a device is shared.
    """
    person = request.person
    if person is not None and not person.is_guest:
        yield person
        return
    name = None if name is None else " ".join(name.split())
    is_signed = bool(request.session.get(SIGNED_KEY)) if person is not None else False
    with transaction.atomic():
        guest = _guest(person, name=name, is_signed=is_signed, now=now)
        yield guest
    if guest != person:
        remember_guest(request, guest)
    if name is not None:
        request.session[SIGNED_KEY] = True


def _guest(person: Person | None, *, name: str | None, is_signed: bool, now: datetime) -> Person:
    if person is None or (is_signed and name is not None and name != person.display_name):
        language = get_language() or "de"
        return actions.create_guest(display_name=name or "", language=language, now=now)
    if name and not is_signed:
        actions.name_guest(person, name)
    return person


def remember_guest(request: PersonRequest, guest: Person) -> None:
    """Make this session the guest's, under a key that nobody can have planted before."""
    request.session.cycle_key()
    request.session[GUEST_KEY] = guest.pk
    request.session.pop(SIGNED_KEY, None)
    request.person = guest


def guest_in(request: HttpRequest) -> Person | None:
    """Return the guest of this session, also when somebody is just signing in."""
    return queries.guest_by_id(request.session.get(GUEST_KEY))


def has_second_factor(request: HttpRequest) -> bool:
    """Return whether whoever signed in to this session proved it by a second factor."""
    return bool(request.session.get(FACTOR_KEY))


def entry_of(request: HttpRequest, person: Person) -> dict[str, Any]:
    """Return how the person entered: by the city's sign-in, or as the emergency account."""
    entry: dict[str, Any] = request.session.get(ENTRY_KEY) or {}
    return entry if entry.get("person") == person.pk else {}


def entered_by_city(request: PersonRequest) -> bool:
    """Return whether the city's sign-in opened this session."""
    return request.person is not None and "token" in entry_of(request, request.person)


def may_hold_roles(request: HttpRequest, person: Person) -> bool:
    """Return whether a password alone would do for staff, or the person entered otherwise."""
    return settings.FADEN_STAFF_PASSWORDS or bool(entry_of(request, person))


def remember_second_factor(request: HttpRequest) -> None:
    """Note that whoever signed in proved it by a second factor."""
    request.session[FACTOR_KEY] = True


def forget_second_factor(request: HttpRequest) -> None:
    """Note that whoever signed in has no second factor any more."""
    request.session.pop(FACTOR_KEY, None)


def forget_guest(request: HttpRequest) -> None:
    """Part this session from its guest."""
    request.session.pop(GUEST_KEY, None)
    request.session.pop(SIGNED_KEY, None)
