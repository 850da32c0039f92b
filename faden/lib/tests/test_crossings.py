"""Borders that cross themselves are found, whatever else is odd about them."""

from math import cos, pi, sin

import pytest

from faden.lib.crossings import crossing_in

SQUARE = [[8, 51], [9, 51], [9, 52], [8, 52], [8, 51]]
BOW_TIE = [[8, 51], [9, 52], [9, 51], [8, 52], [8, 51]]
HOLE = [[8.2, 51.2], [8.4, 51.2], [8.4, 51.4], [8.2, 51.4], [8.2, 51.2]]
HOLE_BEYOND = [[8.9, 51.2], [9.1, 51.2], [9.1, 51.4], [8.9, 51.4], [8.9, 51.2]]
TOUCHING = [[8, 51], [8.5, 51.5], [9, 51], [9, 52], [8.5, 51.5], [8, 52], [8, 51]]
SPIKE = [[8, 51], [9, 51], [9, 51.5], [9.5, 51.5], [9, 51.5], [9, 52], [8, 52], [8, 51]]


def polygon(*rings):
    return {"type": "Polygon", "coordinates": list(rings)}


def circle(n):
    corners = [[8 + cos(2 * pi * k / n), 51 + sin(2 * pi * k / n)] for k in range(n)]
    return [*corners, corners[0]]


@pytest.mark.parametrize(
    "geometry",
    [
        polygon(SQUARE),
        polygon(SQUARE, HOLE),
        polygon(TOUCHING),
        polygon(SPIKE),
        polygon(circle(2000)),
        {"type": "MultiPolygon", "coordinates": [[SQUARE], [HOLE]]},
    ],
)
def test_a_border_that_only_touches_itself_does_not_cross(geometry):
    assert crossing_in(geometry) is None


@pytest.mark.parametrize(
    ("geometry", "place"),
    [
        (polygon(BOW_TIE), (8.5, 51.5)),
        (polygon(SQUARE, HOLE_BEYOND), (9, 51.5)),
        ({"type": "MultiPolygon", "coordinates": [[HOLE], [BOW_TIE]]}, (8.5, 51.5)),
    ],
)
def test_a_border_that_crosses_itself_is_found(geometry, place):
    assert crossing_in(geometry) == pytest.approx(place, abs=0.11)


def test_one_exchanged_pair_among_many_corners_is_found():
    corners = circle(2000)
    corners[700], corners[701] = corners[701], corners[700]

    longitude, latitude = crossing_in(polygon(corners))

    assert (longitude, latitude) == pytest.approx(tuple(corners[700]), abs=0.01)
