"""The city's colours as a stylesheet of their own."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from faden.backbone.places.queries import the_place
from faden.surfaces.city.stylesheet import stylesheet, version

A_YEAR = 365 * 86_400  # seconds


@require_safe
def colors(request: HttpRequest) -> HttpResponse:
    """Answer with the colours; an address with their version may be kept for a year."""
    place = the_place()
    response = HttpResponse(stylesheet(place), content_type="text/css; charset=utf-8")
    is_current = request.GET.get("v") == version(place)
    response["Cache-Control"] = (
        f"public, max-age={A_YEAR}, immutable" if is_current else "public, no-cache"
    )
    return response
