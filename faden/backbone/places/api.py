"""The municipality as maps draw it."""

import json
from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from faden.backbone.places import queries
from faden.web.pages import unless_unchanged


@require_safe
@gzip_page
def area(request: HttpRequest) -> HttpResponse:
    """Answer with the boundary and the districts as GeoJSON (RFC 7946).

    `role` says what a feature is: the city's area or middle, a district's area or where its name
    stands.
    """
    features = [*_city(), *_districts()]
    content = json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False)
    return unless_unchanged(request, HttpResponse(content, content_type="application/geo+json"))


@require_safe
def funder_logo(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the logo of a funder."""
    logo = queries.funder_logo(pk)
    if logo is None:
        raise Http404
    return unless_unchanged(request, HttpResponse(logo, content_type="image/png"))


def _city() -> Iterator[dict[str, Any]]:
    place = queries.the_place()
    boundary = queries.city_boundary()
    if boundary is not None:
        yield _feature("city", place.name, boundary)
    if place.latitude is not None and place.longitude is not None:
        yield _feature("middle", place.name, _point(place.latitude, place.longitude))


def _districts() -> Iterator[dict[str, Any]]:
    for district in queries.districts_with_boundary():
        yield _feature("district", district.name, district.boundary)
    for district in queries.districts():
        if district.latitude is not None and district.longitude is not None:
            yield _feature("name", district.name, _point(district.latitude, district.longitude))


def _feature(role: str, name: str, geometry: Any) -> dict[str, Any]:
    return {
        "type": "Feature",
        "geometry": geometry,
        "properties": {"role": role, "name": name},
    }


def _point(latitude: float, longitude: float) -> dict[str, Any]:
    return {"type": "Point", "coordinates": [longitude, latitude]}
