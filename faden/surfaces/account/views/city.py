"""Signing in with the account of the city: there and back."""

from __future__ import annotations

from typing import cast

from allauth.account.utils import perform_login
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from faden.backbone.people.http import PersonRequest, entered_by_city
from faden.lib.refused import Refused
from faden.surfaces.account import http
from faden.surfaces.account.city import CityDoesNotAnswer, CitySignIn, the_city
from faden.web.pages import see_other

NEXT_KEY = "city_next"  # in the session: where somebody wants to go on to


@never_cache
@require_safe
def begin(request: PersonRequest) -> HttpResponse:
    """Send staff to the sign-in of the city."""
    city = _city_or_404()
    target = http.next_url(request)
    if entered_by_city(request):
        return see_other(target or "account_overview")
    from faden.surfaces.account.provider import to_the_city  # noqa: PLC0415 - takes memory

    try:
        response = to_the_city(request, city)
    except CityDoesNotAnswer:
        return _sorry(request)
    request.session[NEXT_KEY] = target
    return response


@never_cache
@require_safe
def come_back(request: PersonRequest) -> HttpResponse:
    """Open the account of whoever the city's provider sends back."""
    city = _city_or_404()
    from faden.surfaces.account.provider import from_the_city  # noqa: PLC0415 - takes memory

    try:
        claims, token = from_the_city(request, city)
        person = http.account_by_city(claims, city, now=timezone.now())
    except CityDoesNotAnswer:
        return _sorry(request)
    except Refused as refused:
        messages.error(request, str(refused))
        return see_other("account_login")
    target = request.session.pop(NEXT_KEY, "") or reverse("account_overview")
    http.remember_entry(request, person, token=token)
    if claims.has_second_factor:
        return http.open_account(request, person, target=target)
    return cast(
        "HttpResponse",
        perform_login(request, person, email_verification="none", redirect_url=target),
    )


def _city_or_404() -> CitySignIn:
    city = the_city()
    if city is None:
        raise Http404
    return city


def _sorry(request: PersonRequest) -> HttpResponse:
    messages.error(
        request,
        _("The sign-in of the city did not work. Please try again, or ask your IT department."),
    )
    return see_other("account_login")
