"""Where the border of an area crosses itself, as borders that were drawn by hand do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import isqrt

from faden.lib.polygons import Geometry, Point, Ring, polygons_of

Edge = tuple[Point, Point]  # from west to east


def crossing_in(geometry: Geometry) -> Point | None:
    """Return (longitude, latitude) of the middle of an edge that another crosses, or None.

    Rings may touch themselves and each other: what is inside stays clear.
    """
    found = (_first_crossing(rings) for rings in polygons_of(geometry))
    return next((point for point in found if point is not None), None)


def _first_crossing(rings: Sequence[Ring]) -> Point | None:
    edges = [edge for ring in rings for edge in _edges(ring)]
    pairs = (pair for band in _bands(edges) for pair in _neighbours(band))
    return next((_middle(one) for one, other in pairs if _cross(one, other)), None)


def _edges(ring: Ring) -> Iterator[Edge]:
    for (x1, y1, *_), (x2, y2, *_) in pairwise(ring):
        start, end = sorted([(x1, y1), (x2, y2)])
        yield start, end


def _bands(edges: Sequence[Edge]) -> Iterable[list[Edge]]:
    """Part the edges by latitude; one that spans several bands stands in each."""
    south = min(min(y1, y2) for (_x1, y1), (_x2, y2) in edges)
    north = max(max(y1, y2) for (_x1, y1), (_x2, y2) in edges)
    height = (north - south) / isqrt(len(edges)) or 1.0
    bands: dict[int, list[Edge]] = {}
    for edge in edges:
        low, high = sorted(int((y - south) / height) for _x, y in edge)
        for band in range(low, high + 1):
            bands.setdefault(band, []).append(edge)
    return bands.values()


def _neighbours(band: list[Edge]) -> Iterator[tuple[Edge, Edge]]:
    """Yield the pairs of edges that share a longitude."""
    reached: list[Edge] = []
    for edge in sorted(band):
        reached = [other for other in reached if other[1][0] >= edge[0][0]]
        yield from ((edge, other) for other in reached)
        reached.append(edge)


def _cross(one: Edge, other: Edge) -> bool:
    """Return whether each edge parts the ends of the other: they cross, and do not only touch."""
    return (
        _side(one, other[0]) * _side(one, other[1]) < 0
        and _side(other, one[0]) * _side(other, one[1]) < 0
    )


def _side(edge: Edge, point: Point) -> int:
    """Return 1 left of the edge, -1 right of it, 0 on it."""
    (x1, y1), (x2, y2) = edge
    turn = (x2 - x1) * (point[1] - y1) - (y2 - y1) * (point[0] - x1)
    return (turn > 0) - (turn < 0)


def _middle(edge: Edge) -> Point:
    (x1, y1), (x2, y2) = edge
    return (x1 + x2) / 2, (y1 + y2) / 2
