"""Areas: what lies inside, how large they are, and the same borders with fewer points."""

from math import cos, pi, sin

import pytest

from faden.lib.polygons import Locator, area_km2, bounds, contains, label_point
from faden.lib.simplification import n_points, simplified


def a_square(west: float, south: float, size: float = 1.0):
    """A ring of four corners."""
    east, north = west + size, south + size
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def a_polygon(*rings):
    return {"type": "Polygon", "coordinates": list(rings)}


SQUARE = a_polygon(a_square(8, 51))
WITH_HOLE = a_polygon(a_square(8, 51), a_square(8.4, 51.4, 0.2))
TWO = {"type": "MultiPolygon", "coordinates": [[a_square(8, 51)], [a_square(10, 51)]]}
HORSESHOE = a_polygon([[0, 0], [3, 0], [3, 3], [2, 3], [2, 1], [1, 1], [1, 3], [0, 3], [0, 0]])


@pytest.mark.parametrize(
    ("geometry", "latitude", "longitude", "is_inside"),
    [
        (SQUARE, 51.5, 8.5, True),
        (SQUARE, 51.5, 9.5, False),
        (SQUARE, 52.5, 8.5, False),
        (SQUARE, 51.5, 7.5, False),
        (WITH_HOLE, 51.5, 8.5, False),
        (WITH_HOLE, 51.2, 8.2, True),
        (TWO, 51.5, 10.5, True),
        (TWO, 51.5, 9.5, False),
        (HORSESHOE, 2, 1.5, False),
        (HORSESHOE, 2, 0.5, True),
        (HORSESHOE, 0.5, 1.5, True),
        (HORSESHOE, 1, 1.5, False),  # level with two corners
        (HORSESHOE, 3, 0.5, False),  # level with the upper edge
    ],
)
def test_a_point_is_inside_or_not(geometry, latitude, longitude, is_inside):
    assert contains(geometry, latitude=latitude, longitude=longitude) is is_inside


@pytest.mark.parametrize(
    ("latitude", "longitude"), [(51.5, 9.0), (51.0, 8.5), (51.0, 9.0), (52, 9)]
)
def test_a_point_on_a_border_is_in_one_of_the_neighbours(latitude, longitude):
    neighbours = [a_polygon(a_square(x, y)) for x in (8, 9) for y in (50, 51, 52)]

    found = [n for n in neighbours if contains(n, latitude=latitude, longitude=longitude)]

    assert len(found) == 1


@pytest.mark.parametrize(
    ("geometry", "km2"),
    [
        (a_polygon(a_square(0, 0)), 12_363.7),  # one degree at the equator
        (WITH_HOLE, 12_363.7 * 0.96 * 0.6225),  # 51.5 degrees north: cos is 0.6225
        (TWO, 2 * 12_363.7 * 0.6225),
    ],
)
def test_the_area_is_that_on_the_globe(geometry, km2):
    assert area_km2(geometry) == pytest.approx(km2, rel=0.001)


def test_an_area_has_the_same_size_whichever_way_round_it_is_drawn():
    turned = a_polygon(a_square(8, 51)[::-1])

    assert area_km2(turned) == pytest.approx(area_km2(SQUARE))


def test_bounds_hold_everything():
    assert bounds([SQUARE, TWO]) == (51, 8, 52, 11)


@pytest.mark.parametrize("geometry", [SQUARE, WITH_HOLE, TWO, HORSESHOE])
def test_a_name_is_written_inside_its_area(geometry):
    longitude, latitude = label_point(geometry)

    assert contains(geometry, latitude=latitude, longitude=longitude)


def a_wavy_line(n: int = 2000):
    """A border from south to north with waves of about 30 m."""
    return [[9 + 0.0003 * sin(step / 5), 51 + step / n] for step in range(n + 1)]


def test_neighbours_keep_their_common_border():
    border = a_wavy_line()
    west = a_polygon([*border, [8.0, 52.0], [8.0, 51.0], border[0]])
    east = a_polygon([[10.0, 51.0], [10.0, 52.0], *border[::-1], [10.0, 51.0]])

    thin_west, thin_east = simplified([west, east], most_points=300)

    assert n_points([thin_west, thin_east]) <= 300
    common = set(thin_west["coordinates"][0]) & set(thin_east["coordinates"][0])
    assert len(common) > 5
    for step in range(1, 200):
        latitude = 51 + step / 200
        for longitude in (8.9995, 8.9999, 9.0, 9.0001, 9.0005):
            owners = [
                contains(area, latitude=latitude, longitude=longitude)
                for area in (thin_west, thin_east)
            ]
            assert sum(owners) == 1


def test_a_ring_by_itself_and_the_hole_it_fills_stay_the_same():
    circle = [
        [9 + 0.1 * cos(2 * pi * n / 900), 51 + 0.1 * sin(2 * pi * n / 900)] for n in range(900)
    ]
    circle.append(circle[0])
    around = a_polygon(a_square(8, 50, 2), circle)
    inner = a_polygon(circle[::-1])

    thin_around, thin_inner = simplified([around, inner], most_points=120)

    assert set(thin_around["coordinates"][1]) == set(thin_inner["coordinates"][0])
    assert 10 < n_points([thin_inner]) < 120
    assert area_km2(thin_inner) == pytest.approx(area_km2(inner), rel=0.02)


def test_few_points_stay_what_they_are():
    assert simplified([SQUARE], most_points=100)[0]["coordinates"] == [
        [tuple(map(float, corner)) for corner in a_square(8, 51)]
    ]


def test_a_small_area_never_vanishes():
    small = a_polygon(a_square(8, 51, 0.0002))

    thin = simplified([a_polygon([*a_wavy_line(), [8.0, 52.0], [9.0, 51.0]]), small], most_points=5)

    assert area_km2(thin[1]) == pytest.approx(area_km2(small), rel=0.01)


def test_a_locator_finds_what_a_look_at_every_area_finds():
    areas = [a_polygon(a_square(x, y)) for x in (8, 9) for y in (50, 51)] + [WITH_HOLE, HORSESHOE]
    locator = Locator(areas)

    for latitude in (-1, 0, 1, 2, 3, 49.9, 50, 50.5, 51, 51.5, 51.999, 52, 53):
        for longitude in (-1, 0, 0.5, 1, 1.5, 2, 7.9, 8, 8.5, 9, 9.5, 10, 11):
            inside = [contains(area, latitude=latitude, longitude=longitude) for area in areas]
            found = locator.find(latitude=latitude, longitude=longitude)
            assert found == (inside.index(True) if any(inside) else None)


def test_a_locator_without_areas_finds_nothing():
    assert Locator([]).find(latitude=51, longitude=8) is None
