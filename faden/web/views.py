"""Pages that belong to no room: the choice of light and dark, and the design system at a glance."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from faden.web.context import THEMES
from faden.web.language import home_path, language_of
from faden.web.pages import is_own_page, see_other
from faden.web.sample import sample

THEME_DAYS = 365


@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Keep the choice of light or dark in a cookie; `auto` removes it."""
    back = request.POST.get("next", "")
    if not is_own_page(request, back):
        back = home_path(language_of(request.path))
    response = see_other(back)
    chosen = request.POST.get("theme")
    if chosen == "auto" or chosen not in THEMES:
        response.delete_cookie("theme", path=settings.SESSION_COOKIE_PATH, samesite="Lax")
        return response
    response.set_cookie(
        "theme",
        chosen,
        max_age=THEME_DAYS * 86_400,
        path=settings.SESSION_COOKIE_PATH,
        samesite="Lax",
        secure=request.is_secure(),
    )
    return response


@require_safe
def kern_sample(request: HttpRequest) -> HttpResponse:
    """Show every component once, with content as it looks in use."""
    return render(request, "web/kern_sample.html", sample(request, now=timezone.now()))
