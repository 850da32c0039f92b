"""The pages that law or fairness demands."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from faden.backbone.places.queries import legal_page
from faden.backbone.places.rules import Kind
from faden.backbone.processes.http import shows


@require_safe
def page(request: HttpRequest, kind: Kind) -> HttpResponse:
    """Show a legal page, in the city's language where this one has no text."""
    language = get_language() or settings.LANGUAGE_CODE
    found = legal_page(kind, language, otherwise=settings.LANGUAGE_CODE)
    if found is None or not found.text:
        raise Http404
    shows(request)
    context = {
        "page": found,
        "title": kind.label,
        "is_translated": found.language == language,
        "is_easy": kind == Kind.EASY_LANGUAGE,
        "is_accessibility": kind == Kind.ACCESSIBILITY,
    }
    return render(request, "city/legal.html", context)
