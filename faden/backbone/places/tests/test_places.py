"""One municipality per database, and its districts."""

import pytest
from django.db import IntegrityError, transaction

from faden.backbone.places.queries import districts, the_place
from faden.backbone.places.tests.factories import a_district, a_place

pytestmark = pytest.mark.django_db


def test_before_it_is_set_up_the_municipality_has_the_name_of_the_platform():
    place = the_place()

    assert (place.pk, place.name, place.is_demo) == (None, "Faden", False)


def test_there_is_one_municipality():
    place = a_place(name="Detmold")

    with pytest.raises(IntegrityError), transaction.atomic():
        a_place(id=2)

    assert the_place() == place


def test_districts_come_by_name_and_each_once():
    names = ["Pivitsheide", "Berlebeck", "Hiddesen"]
    for name in names:
        a_district(name=name)

    with pytest.raises(IntegrityError), transaction.atomic():
        a_district(name="Hiddesen")

    assert [district.name for district in districts()] == ["Berlebeck", "Hiddesen", "Pivitsheide"]


@pytest.mark.parametrize("make", [a_district, a_place])
@pytest.mark.parametrize(
    "wrong",
    [
        {"latitude": 90.1},
        {"latitude": -91},
        {"longitude": 180.5},
        {"longitude": -181},
        {"latitude": None},
        {"longitude": None},
    ],
)
def test_coordinates_are_degrees_and_go_together(make, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        make(**({"latitude": 51.9, "longitude": 8.9} | wrong))

    assert make(latitude=-90, longitude=180).latitude == -90


def test_municipality_and_districts_stand_on_every_page():
    assert list(a_place().page_scopes()) == list(a_district().page_scopes()) == ["site"]
