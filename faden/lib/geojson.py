"""Areas from a GeoJSON file (RFC 7946), checked before anybody relies on them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from faden.lib.crossings import crossing_in
from faden.lib.geo import Position, position_refusal
from faden.lib.polygons import Geometry, area_km2, positions_of, rings_of
from faden.lib.refused import Refusal, Refused

MOST_BYTES = 10_000_000
MOST_AREAS = 500
MOST_POSITIONS = 250_000
RING_POSITIONS = 4  # a triangle, closed (RFC 7946, 3.1.6)
HUGE = 1e12  # what is beyond, infinite or no number at all, is no coordinate
SMALLEST_KM2 = 0.0001  # 100 m2
WGS84 = re.compile("CRS:?84|EPSG:+4326", re.IGNORECASE)

UNREADABLE = Refusal(
    "geojson.unreadable",
    _("This is not a GeoJSON file. Export the areas as GeoJSON with WGS84 coordinates."),
)
NO_AREAS = Refusal("geojson.no_areas", _("The file holds no areas."))
OTHER_CRS = Refusal(
    "geojson.other_crs",
    _(
        "The file says that its coordinates are not WGS84. "
        "Export the areas with WGS84 coordinates (EPSG:4326)."
    ),
)
NO_POLYGON = Refusal("geojson.no_polygon", _("This is no area but a point, a line or nothing."))
NOT_NUMBERS = Refusal("geojson.not_numbers", _("A coordinate is not a number."))
OPEN_RING = Refusal(
    "geojson.open_ring", _("The border is not closed: its last point must repeat its first one.")
)
TOO_FEW = Refusal("geojson.too_few", _("The border has fewer than three corners."))
NO_EXTENT = Refusal("geojson.no_extent", _("The area has no extent."))


@dataclass(frozen=True)
class Area:
    """One feature of the file: usable if it has no problem."""

    number: int  # in the file, from 1
    properties: Mapping[str, Any]
    geometry: Geometry = field(default_factory=dict)
    problem: Refusal | None = None


def areas_of(content: bytes, *, town: Position | None = None) -> list[Area]:
    """Return the areas of a FeatureCollection, a Feature or a bare geometry.

    :param town: with it areas are noticed whose latitude and longitude were exchanged
    :raises Refused: when the file as a whole cannot be used
    """
    if len(content) > MOST_BYTES:
        raise Refused(_too_big(len(content)))
    document = _document(content)
    features = list(_features(document))
    if not features:
        raise Refused(NO_AREAS)
    if len(features) > MOST_AREAS:
        raise Refused(_too_many(len(features)))
    return [_area(number, feature, town) for number, feature in enumerate(features, start=1)]


def _document(content: bytes) -> Mapping[str, Any]:
    try:
        document = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise Refused(UNREADABLE) from error
    if not isinstance(document, dict):
        raise Refused(UNREADABLE)
    if not _is_wgs84(document.get("crs")):
        raise Refused(OTHER_CRS)
    return document


def _is_wgs84(crs: object) -> bool:
    """Return whether the old member `crs` is absent or names WGS84."""
    return crs is None or WGS84.search(json.dumps(crs)) is not None


def _features(document: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    match document:
        case {"type": "FeatureCollection", "features": [*features]}:
            yield from (feature for feature in features if isinstance(feature, dict))
        case {"type": "Feature"}:
            yield document
        case {"type": "Polygon" | "MultiPolygon"}:
            yield {"properties": {}, "geometry": document}
        case _:
            raise Refused(UNREADABLE)


def _area(number: int, feature: Mapping[str, Any], town: Position | None) -> Area:
    found = feature.get("properties")
    properties = found if isinstance(found, dict) else {}
    geometry = feature.get("geometry")
    problem = _problem(geometry, town)
    if problem is not None:
        return Area(number, properties, problem=problem)
    return Area(number, properties, {key: geometry[key] for key in ("type", "coordinates")})  # type: ignore[index]  # a polygon


def _problem(geometry: Any, town: Position | None) -> Refusal | None:
    if not isinstance(geometry, dict) or not _is_nested(geometry):
        return NO_POLYGON
    checks: tuple[Callable[[], Refusal | None], ...] = (
        lambda: _size_problem(geometry),
        lambda: _position_problem(geometry, town),
        lambda: _ring_problem(geometry),
        lambda: NO_EXTENT if area_km2(geometry) < SMALLEST_KM2 else None,
        lambda: _crossing_problem(geometry),
    )
    return next((problem for check in checks if (problem := check())), None)


def _is_nested(geometry: Mapping[str, Any]) -> bool:
    """Return whether the coordinates are lists as deep as their type wants them."""
    depth = {"Polygon": 3, "MultiPolygon": 4}.get(str(geometry.get("type")), 0)
    return depth > 0 and _has_depth(geometry.get("coordinates"), depth)


def _has_depth(value: object, depth: int) -> bool:
    if not isinstance(value, list) or not value:
        return False
    return depth == 1 or all(_has_depth(one, depth - 1) for one in value)


def _size_problem(geometry: Geometry) -> Refusal | None:
    n_positions = sum(1 for _position in positions_of(geometry))
    if n_positions <= MOST_POSITIONS:
        return None
    return Refusal(
        "geojson.too_many_points",
        _("The border has %(n)s points. At most %(most)s can be read: simplify it first."),
        {"n": n_positions, "most": MOST_POSITIONS},
    )


def _position_problem(geometry: Geometry, town: Position | None) -> Refusal | None:
    for position in positions_of(geometry):
        if len(position) < 2 or not all(map(_is_number, position)):  # noqa: PLR2004 - two coordinates
            return NOT_NUMBERS
        if refusal := position_refusal(position[1], position[0], town=town):
            return refusal
    return None


def _is_number(value: object) -> bool:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return is_number and -HUGE < value < HUGE  # type: ignore[operator]  # it is a number


def _ring_problem(geometry: Geometry) -> Refusal | None:
    for ring in rings_of(geometry):
        if tuple(ring[0]) != tuple(ring[-1]):
            return OPEN_RING
        if len(ring) < RING_POSITIONS:
            return TOO_FEW
    return None


def _crossing_problem(geometry: Geometry) -> Refusal | None:
    crossing = crossing_in(geometry)
    if crossing is None:
        return None
    return Refusal(
        "geojson.crosses_itself",
        _(
            "The border crosses itself near latitude %(latitude)s, longitude %(longitude)s. "
            "Correct the area there: geographic programs can repair geometries."
        ),
        {"latitude": f"{crossing[1]:.5f}", "longitude": f"{crossing[0]:.5f}"},
    )


def _too_big(size: int) -> Refusal:
    return Refusal(
        "geojson.too_big",
        _("The file has %(size)s MB. At most %(most)s MB can be read: simplify the areas first."),
        {"size": round(size / 1_000_000, 1), "most": MOST_BYTES // 1_000_000},
    )


def _too_many(n: int) -> Refusal:
    return Refusal(
        "geojson.too_many_areas",
        _("The file holds %(n)s areas. At most %(most)s can be read."),
        {"n": n, "most": MOST_AREAS},
    )
