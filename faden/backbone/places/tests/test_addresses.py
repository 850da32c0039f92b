"""Where a point lies, and the house that somebody types."""

import pytest

from faden.backbone.places.queries import (
    address_named,
    addresses_like,
    city_boundary,
    district_at,
    districts,
    has_addresses,
    legal_page,
    the_place,
)
from faden.backbone.places.tests.factories import a_district, a_legal_page, a_place, an_address

pytestmark = pytest.mark.django_db


def a_square(west: float, south: float, size: float = 0.1):
    east, north = west + size, south + size
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def test_a_point_lies_in_one_district_or_in_none():
    west = a_district(name="West", boundary=a_square(8.8, 51.9))
    east = a_district(name="Ost", boundary=a_square(8.9, 51.9))
    a_district(name="Ohne")

    assert district_at(51.95, 8.85) == west
    assert district_at(51.95, 8.95) == east
    assert district_at(51.95, 8.9) in (west, east)
    assert district_at(52.5, 8.85) is None


def test_without_polygons_no_point_has_a_district():
    a_district()

    assert district_at(51.95, 8.85) is None


def test_lists_and_frames_do_not_load_polygons(django_assert_num_queries):
    a_place(boundary=a_square(8.8, 51.9))
    a_district(boundary=a_square(8.8, 51.9))

    place, (district,) = the_place(), districts()

    assert "boundary" in place.get_deferred_fields()
    assert "boundary" in district.get_deferred_fields()
    with django_assert_num_queries(1):
        assert city_boundary()["type"] == "Polygon"


def test_no_city_no_boundary():
    assert city_boundary() is None


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Lange Straße 12a", ["Lange Straße 12a"]),
        ("lange str. 12a", ["Lange Straße 12a"]),
        ("LANGE STRASSE 12 A", ["Lange Straße 12a"]),
        ("Lange Str", ["Lange Straße 12", "Lange Straße 12a", "Lange Straße 120"]),
        ("lange", ["Lange Straße 12", "Lange Straße 12a", "Lange Straße 120"]),
        ("Lange Straße 12", ["Lange Straße 12", "Lange Straße 12a", "Lange Straße 120"]),
        ("Am Markt 3", ["Am Markt 3"]),
        ("Straße des 17. Juni 5", ["Straße des 17. Juni 5"]),
        ("Nirgends 1", []),
        ("", []),
        ("12", []),
    ],
)
def test_addresses_are_found_as_people_type_them(typed, found):
    for number in ("12", "12a", "120"):
        an_address(number=number)
    an_address("Am Markt", "3")
    an_address("Straße des 17. Juni", "5")

    assert sorted(map(str, addresses_like(typed))) == sorted(found)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Lange Straße 12a", "Lange Straße 12a"),
        ("lange str 12 A", "Lange Straße 12a"),
        ("Lange Straße 12", None),
        ("Lange Straße", None),
        ("Lange 12a", None),
        ("", None),
    ],
)
def test_one_address_is_meant_by_street_and_number(typed, found):
    an_address()
    an_address("Lange Straßenwende", "12a")

    meant = address_named(typed)

    assert (meant and str(meant)) == found


def test_looking_for_addresses_costs_two_queries(django_assert_num_queries):
    for number in range(30):
        an_address(number=str(number), district=a_district())

    with django_assert_num_queries(2):
        found = addresses_like("Lange", most=5)
        assert [address.district.name for address in found]

    assert len(found) == 5


def test_whether_there_is_a_list():
    assert not has_addresses()

    an_address()

    assert has_addresses()


def test_a_legal_page_comes_in_the_language_or_else_in_the_other():
    german = a_legal_page()

    assert legal_page("imprint", "en", otherwise="de") == german
    english = a_legal_page(language="en", text="The city.")
    assert legal_page("imprint", "en", otherwise="de") == english
    assert legal_page("privacy", "en", otherwise="de") is None
