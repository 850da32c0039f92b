"""Who works for the city proves it twice before a page of the team opens."""

from collections.abc import Callable
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from faden.backbone.people.http import PersonRequest, may_hold_roles
from faden.web.language import below_site, path_in

TEAM = "/team/"


def second_factor_middleware(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Lead those who signed in with a password only from the team's pages to the second factor.

    Where passwords of staff are switched off, to the sign-in of the city.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        person = cast("PersonRequest", request).person if _is_team_page(request) else None
        if person is not None and person.email and person.lacks_second_factor:
            is_open = may_hold_roles(request, person)
            back = urlencode({"next": request.get_full_path()})
            return redirect(f"{reverse('account_factors' if is_open else 'account_city')}?{back}")
        return get_response(request)

    return middleware


def _is_team_page(request: HttpRequest) -> bool:
    return below_site(path_in(request.path, "de")).startswith(TEAM)
