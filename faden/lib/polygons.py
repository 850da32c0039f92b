"""Areas on the globe: GeoJSON geometries (Polygon, MultiPolygon) in WGS84 degrees."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from math import radians, sin
from typing import Any

from faden.lib.geo import EARTH_RADIUS_KM

Point = tuple[float, float]  # longitude, latitude: the order of GeoJSON
Ring = Sequence[Sequence[float]]  # its last position repeats the first
Geometry = Mapping[str, Any]


def polygons_of(geometry: Geometry) -> list[Sequence[Ring]]:
    """Return the polygons, each as its outer ring and its holes."""
    coordinates = geometry["coordinates"]
    return [coordinates] if geometry["type"] == "Polygon" else list(coordinates)


def rings_of(geometry: Geometry) -> Iterator[Ring]:
    """Yield all rings, holes too."""
    for polygon in polygons_of(geometry):
        yield from polygon


def positions_of(geometry: Geometry) -> Iterator[Sequence[float]]:
    """Yield all positions of all rings."""
    for ring in rings_of(geometry):
        yield from ring


def contains(geometry: Geometry, *, latitude: float, longitude: float) -> bool:
    """Return whether the point lies inside; a point on a border is in one of the two neighbours."""
    return any(
        sum(_is_left_of_crossings(ring, longitude, latitude) for ring in polygon) % 2 == 1
        for polygon in polygons_of(geometry)
    )


def _is_left_of_crossings(ring: Ring, x: float, y: float) -> int:
    """Return how many edges a ray from the point to the east crosses (even-odd rule)."""
    crossings = 0
    for (x1, y1, *_), (x2, y2, *_) in pairwise(ring):
        # Half-open in latitude: a corner counts for one of its two edges.
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            crossings += 1
    return crossings


def area_km2(geometry: Geometry) -> float:
    """Return the area on the sphere in km2, without holes."""
    return sum(
        abs(_ring_area(outer)) - sum(abs(_ring_area(hole)) for hole in holes)
        for outer, *holes in polygons_of(geometry)
    )


def _ring_area(ring: Ring) -> float:
    """Return the signed area of a ring in km2.

    Chamberlain and Duquette, Some Algorithms for Polygons on a Sphere, JPL Publication 07-3, 2007.
    """
    total = sum(
        radians(x2 - x1) * (2 + sin(radians(y1)) + sin(radians(y2)))
        for (x1, y1, *_), (x2, y2, *_) in pairwise(ring)
    )
    return total * EARTH_RADIUS_KM**2 / 2


def bounds(geometries: Iterable[Geometry]) -> tuple[float, float, float, float]:
    """Return south, west, north, east."""
    positions = [position for geometry in geometries for position in positions_of(geometry)]
    longitudes = [position[0] for position in positions]
    latitudes = [position[1] for position in positions]
    return min(latitudes), min(longitudes), max(latitudes), max(longitudes)


def label_point(geometry: Geometry) -> Point:
    """Return (longitude, latitude) of a point inside the largest part, near its middle."""
    largest = max(polygons_of(geometry), key=lambda polygon: abs(_ring_area(polygon[0])))
    x, y = _centroid(largest[0])
    if contains({"type": "Polygon", "coordinates": largest}, latitude=y, longitude=x):
        return x, y
    crossings = sorted(x for ring in largest for x in _crossing_longitudes(ring, y))
    inside = zip(crossings[::2], crossings[1::2], strict=True)
    west, east = max(inside, key=lambda pair: pair[1] - pair[0], default=(x, x))
    return (west + east) / 2, y


def _centroid(ring: Ring) -> Point:
    """Return the middle of the area of a ring, as on a plane."""
    x0, y0 = ring[0][0], ring[0][1]
    area = x = y = 0.0
    for (x1, y1, *_), (x2, y2, *_) in pairwise(ring):
        cross = (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0)
        area += cross
        x += cross * (x1 + x2 - 2 * x0)
        y += cross * (y1 + y2 - 2 * y0)
    return (x0 + x / (3 * area), y0 + y / (3 * area)) if area else (x0, y0)


def _crossing_longitudes(ring: Ring, y: float) -> Iterator[float]:
    for (x1, y1, *_), (x2, y2, *_) in pairwise(ring):
        if (y1 > y) != (y2 > y):
            yield (x2 - x1) * (y - y1) / (y2 - y1) + x1


class Locator:
    """Finds which of many areas holds a point: each point meets only the edges level with it."""

    def __init__(self, geometries: Sequence[Geometry], *, n_bands: int = 500) -> None:
        south, _west, north, _east = bounds(geometries) if geometries else (0.0, 0.0, 0.0, 0.0)
        self._south = south
        self._bands_per_degree = n_bands / ((north - south) or 1.0)
        self._edges: dict[int, list[tuple[int, float, float, float, float]]] = {}
        for owner, geometry in enumerate(geometries):
            for ring in rings_of(geometry):
                self._add(owner, ring)

    def _add(self, owner: int, ring: Ring) -> None:
        for (x1, y1, *_), (x2, y2, *_) in pairwise(ring):
            for band in range(self._band(min(y1, y2)), self._band(max(y1, y2)) + 1):
                self._edges.setdefault(band, []).append((owner, x1, y1, x2, y2))

    def _band(self, latitude: float) -> int:
        return int((latitude - self._south) * self._bands_per_degree)

    def find(self, *, latitude: float, longitude: float) -> int | None:
        """Return the position of the first area that holds the point, as `contains` sees it."""
        crossings: dict[int, int] = {}
        for owner, x1, y1, x2, y2 in self._edges.get(self._band(latitude), ()):
            if (y1 > latitude) != (y2 > latitude) and longitude < (x2 - x1) * (latitude - y1) / (
                y2 - y1
            ) + x1:
                crossings[owner] = crossings.get(owner, 0) + 1
        return min((owner for owner, n in crossings.items() if n % 2), default=None)
