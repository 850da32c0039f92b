"""Fewer points for the same borders: what two areas share stays shared."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import cos, hypot, radians
from typing import Any

from faden.lib.polygons import Geometry, Point, Ring, polygons_of, positions_of, rings_of

METRES_PER_DEGREE = 111_195  # of latitude
FIRST_TOLERANCE_M = 5.0  # no screen shows less
MOST_DOUBLINGS = 12
DIGITS = 5  # of a degree: 1 m
RING_POINTS = 4  # a triangle, closed


def simplified(geometries: Sequence[Geometry], *, most_points: int) -> list[dict[str, Any]]:
    """Return the geometries with at most about so many points in all, rounded to 1 m.

    Borders are cut where three areas meet; each piece is simplified once, for both its neighbours,
    by the smallest of a row of doubled tolerances that leaves few enough points (Douglas and
    Peucker, Algorithms for the reduction of the number of points, Cartographica 10, 1973). A ring
    that would vanish stays as it was.
    """
    rounded = [_rounded(geometry) for geometry in geometries]
    junctions = _junctions(rounded)
    tolerance, result = FIRST_TOLERANCE_M, rounded
    for _doubling in range(MOST_DOUBLINGS):
        result = [_thinned(geometry, junctions, tolerance) for geometry in rounded]
        if n_points(result) <= most_points:
            break
        tolerance *= 2
    return result


def n_points(geometries: Iterable[Geometry]) -> int:
    """Return how many positions the geometries have in all."""
    return sum(1 for geometry in geometries for _position in positions_of(geometry))


def _rounded(geometry: Geometry) -> dict[str, Any]:
    """Return the geometry without rings that are smaller than what is rounded off."""
    polygons = [[_ring(ring) for ring in polygon] for polygon in polygons_of(geometry)]
    large = [
        [outer, *(hole for hole in holes if len(hole) >= RING_POINTS)]
        for outer, *holes in polygons
        if len(outer) >= RING_POINTS
    ]
    return _geometry(large or polygons)


def _ring(ring: Ring) -> list[Point]:
    """Return the ring rounded, without positions that fall together."""
    points = [(round(x, DIGITS), round(y, DIGITS)) for x, y, *_ in ring]
    kept = [point for point, after in pairwise(points) if point != after]
    return [*kept, kept[0]] if kept else points


def _geometry(polygons: list[list[list[Point]]]) -> dict[str, Any]:
    if len(polygons) == 1:
        return {"type": "Polygon", "coordinates": polygons[0]}
    return {"type": "MultiPolygon", "coordinates": polygons}


def _junctions(geometries: Iterable[Geometry]) -> set[Point]:
    """Return the points where more than two borders meet."""
    neighbours: dict[Point, set[Point]] = {}
    for geometry in geometries:
        for ring in rings_of(geometry):
            _note_neighbours(ring, neighbours)
    return {point for point, around in neighbours.items() if len(around) > 2}  # noqa: PLR2004 - a line has two


def _note_neighbours(ring: Any, neighbours: dict[Point, set[Point]]) -> None:
    for one, other in pairwise(ring):
        neighbours.setdefault(one, set()).add(other)
        neighbours.setdefault(other, set()).add(one)


def _thinned(geometry: Geometry, junctions: set[Point], tolerance: float) -> dict[str, Any]:
    polygons = []
    for outer, *holes in polygons_of(geometry):
        thin_holes = [_thinned_ring(hole, junctions, tolerance) for hole in holes]
        polygons.append([_thinned_ring(outer, junctions, tolerance), *thin_holes])
    return _geometry(polygons)


def _thinned_ring(ring: Any, junctions: set[Point], tolerance: float) -> list[Point]:
    points: list[Point] = list(ring[:-1])
    cuts = [index for index, point in enumerate(points) if point in junctions]
    if len(cuts) < 2:  # noqa: PLR2004 - a piece has two ends
        cuts = _own_cuts(points, cuts)
    start = cuts[0]
    turned = [*points[start:], *points[: start + 1]]
    ends = [cut - start for cut in cuts[1:]] + [len(points)]
    result: list[Point] = [turned[0]]
    begin = 0
    for end in ends:
        result += _piece(turned[begin : end + 1], tolerance)[1:]
        begin = end
    return result if len(result) >= RING_POINTS else [*points, points[0]]


def _own_cuts(points: Sequence[Point], cuts: Sequence[int]) -> list[int]:
    """Return two places to cut a ring that lies alone, the same for both its neighbours."""
    first = cuts[0] if cuts else points.index(min(points))
    x, y = points[first]
    farthest = max(range(len(points)), key=lambda i: (hypot(points[i][0] - x, points[i][1] - y), i))
    return sorted({first, farthest})


def _piece(points: list[Point], tolerance: float) -> list[Point]:
    """Return the piece of border with fewer points, the same from both sides."""
    if points[0] > points[-1]:
        return _douglas_peucker(points[::-1], tolerance)[::-1]
    return _douglas_peucker(points, tolerance)


def _douglas_peucker(points: list[Point], tolerance: float) -> list[Point]:
    kept = {0, len(points) - 1}
    waiting = [(0, len(points) - 1)]
    while waiting:
        begin, end = waiting.pop()
        farthest, distance = _farthest(points, begin, end)
        if distance > tolerance:
            kept.add(farthest)
            waiting += [(begin, farthest), (farthest, end)]
    return [points[index] for index in sorted(kept)]


def _farthest(points: list[Point], begin: int, end: int) -> tuple[int, float]:
    """Return the point farthest from the straight line, and its distance in metres."""
    x1, y1 = points[begin]
    x2, y2 = points[end]
    shrink = cos(radians(y1))  # of a degree of longitude
    dx, dy = (x2 - x1) * shrink, y2 - y1
    length = hypot(dx, dy)
    best, best_distance = begin, 0.0
    for index in range(begin + 1, end):
        x, y = (points[index][0] - x1) * shrink, points[index][1] - y1
        distance = abs(dx * y - dy * x) / length if length else hypot(x, y)
        if distance > best_distance:
            best, best_distance = index, distance
    return best, best_distance * METRES_PER_DEGREE
