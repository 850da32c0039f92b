"""The parts of the city: all of them, one, and where they are."""

import json
from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from faden.backbone.places.queries import districts
from faden.backbone.processes.http import shows, shows_all
from faden.lib.dates import city_day
from faden.surfaces.districts import queries
from faden.surfaces.districts.listings import DISTRICTS
from faden.web.pages import unless_unchanged

GEOJSON = "application/geo+json"  # RFC 7946


@require_safe
def district_list(request: HttpRequest) -> HttpResponseBase:
    """Show all districts with what runs there, as a list and on the map."""
    standings = queries.all_standings()
    if file := DISTRICTS.file(request, standings, now=timezone.now()):
        return file
    shows_all(request)
    context = {
        "standings": standings,
        "has_map": any(standing.district.latitude is not None for standing in standings),
    }
    return render(request, "districts/list.html", context)


@require_safe
def points(request: HttpRequest) -> HttpResponse:
    """Answer with where the names of the districts stand, as GeoJSON."""
    shows(request)
    collection = {"type": "FeatureCollection", "features": list(_features())}
    content = json.dumps(collection, ensure_ascii=False, separators=(",", ":"))
    return unless_unchanged(request, HttpResponse(content, content_type=GEOJSON))


def _features() -> Iterator[dict[str, Any]]:
    for district in districts().filter(latitude__isnull=False):
        place = {"type": "Point", "coordinates": [district.longitude, district.latitude]}
        url = reverse("districts:detail", args=[district.slug])
        properties = {"title": district.name, "url": url}
        yield {"type": "Feature", "id": district.pk, "geometry": place, "properties": properties}


@require_safe
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one district: processes, ideas, undertakings, news."""
    district = queries.district_by_slug(slug)
    if district is None:
        raise Http404
    shows_all(request)
    context = {
        "district": district,
        "page": queries.page_of(district, today=city_day(timezone.now())),
    }
    return render(request, "districts/detail.html", context)
