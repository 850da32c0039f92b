"""Ideas on the map, beside the same list."""

import json
from collections.abc import Iterator
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from faden.backbone.people.http import PersonRequest
from faden.participation.ideas.http.lists import list_context, listing
from faden.participation.ideas.queries import Found, Point, idea_page, points
from faden.web.pages import asked_number, unless_unchanged

GEOJSON = "application/geo+json"  # RFC 7946


@require_safe
def idea_map(request: PersonRequest, process_slug: str) -> HttpResponse:
    """Show the list with the places of its ideas; with JavaScript also the map."""
    asked = listing(request, process_slug, now=timezone.now())
    page, n_all = idea_page(Found(asked.process, asked.selection), asked_number(request))
    context = list_context(request, asked) | {"page": page, "n_all": n_all, "is_map": True}
    context["points_url"] = asked.url("points")
    return render(request, "ideas/map.html", context)


@require_safe
@gzip_page
def idea_points(request: PersonRequest, process_slug: str) -> HttpResponse:
    """Answer with the places of exactly the ideas that the list holds, as GeoJSON."""
    asked = listing(request, process_slug, now=timezone.now())
    found = Found(asked.process, asked.selection)
    collection = {"type": "FeatureCollection", "features": list(_features(points(found)))}
    content = json.dumps(collection, ensure_ascii=False, separators=(",", ":"))
    return unless_unchanged(request, HttpResponse(content, content_type=GEOJSON))


def _features(found: Iterator[Point]) -> Iterator[dict[str, Any]]:
    for point in found:
        properties = {"title": point.title, "url": point.url}
        if point.district:
            properties["district"] = point.district
        place = {"type": "Point", "coordinates": [point.longitude, point.latitude]}
        yield {"type": "Feature", "id": point.pk, "geometry": place, "properties": properties}
