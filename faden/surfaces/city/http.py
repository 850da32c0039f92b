"""Who may open the pages of the administration; from a request to a message or an upload."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Concatenate, ParamSpec
from urllib.parse import urlsplit

from django.http import Http404
from django.http.response import HttpResponseBase
from django.utils import timezone

from faden.backbone.people.http import AccountRequest, PersonRequest, account_required
from faden.backbone.people.limits import take
from faden.backbone.processes.queries import standing
from faden.backbone.processes.rules import Permission
from faden.surfaces.city.actions import send_message
from faden.surfaces.city.actions.messages import Letter
from faden.surfaces.city.forms.messages import MessageForm
from faden.surfaces.city.models import Message
from faden.surfaces.city.queries import PostRoom
from faden.web.language import home_path, language_of
from faden.web.pages import is_own_page
from faden.web.refusals import refusal_in

P = ParamSpec("P")
NUMBER = re.compile("[0-9]{1,18}")  # more digits are no number to SQLite


def administration_required(
    view: Callable[Concatenate[AccountRequest, P], HttpResponseBase],
) -> Callable[Concatenate[PersonRequest, P], HttpResponseBase]:
    """Open a page to the administration; others who are signed in find no such page."""

    @wraps(view)
    def wrapper(request: AccountRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        now = timezone.now()  # noqa: TID251 - part of every view
        if not standing(request.person, None, now=now).may(Permission.ADMINISTER):
            raise Http404
        return view(request, *args, **kwargs)

    return account_required(wrapper)  # type: ignore[arg-type]  # `wraps` keeps the names


def number_in(request: PersonRequest, parameter: str) -> int | None:
    """Return the number of a parameter; nothing where it is none."""
    value = request.GET.get(parameter, "")
    return int(value) if NUMBER.fullmatch(value) else None


def take_in(
    request: PersonRequest, form: MessageForm, *, room: PostRoom, now: datetime
) -> Message | None:
    """Store the message if the form is valid; None: the form says what is wrong."""
    if not form.is_valid():
        return None
    letter = Letter(**form.letter())
    unit = room.addressee(form.cleaned_data.get("office"))
    copy_to = request.person if form.cleaned_data.get("wants_copy") else None
    with refusal_in(form):
        take("messages", person=request.person, address=request.address, now=now)
        return send_message(letter, unit, copy_to=copy_to, now=now)
    return None


def account_of(request: PersonRequest) -> str:
    """Return the e-mail address of whoever is signed in, else nothing."""
    return request.person.email or "" if request.person else ""


def page_they_come_from(request: PersonRequest) -> str:
    """Return the address of our page that led here, as a form about pages is filled in with it."""
    asked = request.GET.get("seite", "")[:500] or request.headers.get("Referer", "")[:500]
    if not asked or not is_own_page(request, asked):
        return ""
    parts = urlsplit(asked)
    is_this_page = parts.path == request.path
    path = parts._replace(scheme="", netloc="", fragment="").geturl()
    return "" if is_this_page or path == home_path(language_of(path)) else path
