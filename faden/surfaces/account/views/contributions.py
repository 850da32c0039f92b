"""What somebody has handed in, and what became of it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from faden.backbone.people.http import PersonRequest
from faden.surfaces.account import http, queries
from faden.web.pages import page_of, see_other

PER_PAGE = 20  # contributions


@never_cache
@require_safe
def contributions(request: PersonRequest) -> HttpResponse:
    """Show the own contributions, also to the guest of this session."""
    if request.person is None:
        return see_other("account_login")
    page = page_of(request, queries.contributions_of(request.person), per_page=PER_PAGE)
    context = {
        "page": page,
        "rows": queries.contribution_rows(page, person=request.person),
        "is_account": http.has_account(request),
    }
    return render(request, "account/contributions.html", context)


@require_safe
def residence(request: PersonRequest) -> HttpResponse:
    """Say how to have one's residence confirmed."""
    return render(request, "account/residence.html", {"person": request.person})
