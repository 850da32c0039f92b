import pytest

from faden.lib.geo import (
    INCOMPLETE,
    METRES,
    NULL_ISLAND,
    OUTSIDE,
    SWAPPED,
    Position,
    distance_km,
    position_refusal,
)

DETMOLD = Position(51.9363, 8.8791)
BONN = Position(50.7354, 7.1)


def test_the_distance_of_two_towns():
    assert distance_km(DETMOLD, BONN) == pytest.approx(182.4, abs=0.5)
    assert distance_km(BONN, BONN) == 0


@pytest.mark.parametrize(
    ("latitude", "longitude", "refusal"),
    [
        (51.93, 8.87, None),
        (None, None, None),
        (51.93, None, INCOMPLETE),
        (-90, 180, None),
        (50.7, 7.1, None),  # another town is a place as well
        (7.1, 50.7, SWAPPED),  # in the sea off Somalia
        (151.0, 8.87, SWAPPED),
        (-33.86, 151.2, None),  # Sydney, and exchanged it would be no place near the town
        (200.0, 200.0, OUTSIDE),
        (5_750_000.0, 32_480_000.0, METRES),
        (0.0, 0.0, NULL_ISLAND),
    ],
)
def test_what_is_a_place(latitude, longitude, refusal):
    assert position_refusal(latitude, longitude, town=DETMOLD) is refusal


def test_without_a_town_only_the_globe_decides():
    assert position_refusal(7.1, 50.7) is None
