"""Where an idea belongs: what is typed, found in the city's list, or follows from the rest."""

import re
from html import unescape

import pytest

from faden.backbone.audit.guard import arranging
from faden.backbone.places.models import Address, District
from faden.backbone.places.tests.factories import a_district, a_place
from faden.backbone.processes.tests.factories import an_action_field, an_open_process
from faden.participation.ideas.models import TAGS_MAX, Idea
from faden.participation.ideas.tests.factories import a_tag
from faden.participation.ideas.tests.test_form import NEW, SIMILAR, typed_in, value_of

pytestmark = pytest.mark.django_db
TYPED = {"title": "Mehr Bänke am Fluss", "text": "Damit man sich ausruhen kann."}
SQUARE = {  # WGS84: longitude first, as GeoJSON has it
    "type": "Polygon",
    "coordinates": [[[8.8, 51.9], [8.9, 51.9], [8.9, 52.0], [8.8, 52.0], [8.8, 51.9]]],
}


@pytest.fixture
def process():
    return an_open_process(title="Fluss")


@pytest.fixture
def hiddesen() -> District:
    return a_district(name="Hiddesen", boundary=SQUARE)


def an_address(number: str, district: District | None = None, street: str = "Lange Straße"):
    with arranging():
        return Address.objects.create(
            street=street, number=number, district=district, latitude=51.95, longitude=8.85
        )


def where(idea: Idea) -> tuple:
    return (idea.address, idea.district, idea.latitude, idea.longitude)


def test_without_a_list_of_addresses_the_form_asks_for_none(client, process):
    assert 'name="address"' not in client.get(NEW).text


@pytest.mark.parametrize("typed", ["Lange Straße 12a", "lange str. 12A", " Lange  Str 12 a "])
def test_an_address_of_the_list_gives_point_and_district(client, process, hiddesen, typed):
    an_address("12a", hiddesen)

    client.post(NEW, TYPED | {"address": typed})

    assert where(Idea.objects.get()) == ("Lange Straße 12a", hiddesen, 51.95, 8.85)


def test_what_is_said_beside_the_address_stays(client, process, hiddesen):
    an_address("12a", hiddesen)
    other = a_district()
    sent = {"address": "Lange Str. 12a", "district": other.pk}

    client.post(NEW, TYPED | sent | {"latitude": "51.94", "longitude": "8.84"})

    assert where(Idea.objects.get()) == ("Lange Straße 12a", other, 51.94, 8.84)


def test_an_address_that_is_not_in_the_list_is_named_with_what_is_like_it(client, process):
    an_address("12")
    an_address("12a")

    page = client.post(NEW, TYPED | {"address": "Lange Straße 1"})

    assert page.status_code == 422
    assert "This address is not in the city's list." in unescape(page.text)
    assert re.findall(r'name="address_chosen" value="([^"]*)"', page.text) == [
        "Lange Straße 12",
        "Lange Straße 12a",
    ]
    assert value_of(page, "address") == "Lange Straße 1"


def test_an_address_is_looked_up_without_handing_in(client, process, hiddesen):
    an_address("12a", hiddesen)

    page = client.post(SIMILAR, TYPED | {"address": "Lange Str. 12a", "noch_einmal": "1"})

    assert page.status_code == 200
    assert "Found: Lange Straße 12a" in page.text
    assert typed_in(page) == TYPED
    assert not Idea.objects.exists()


def test_a_suggested_address_is_taken_by_its_button(client, process):
    an_address("12")
    an_address("12a")

    page = client.post(
        SIMILAR, TYPED | {"address": "Lange Straße 1", "address_chosen": "Lange Straße 12a"}
    )

    assert value_of(page, "address") == "Lange Straße 12a"
    assert "Found: Lange Straße 12a" in page.text


def test_a_point_lies_in_its_district(client, process, hiddesen):
    client.post(NEW, TYPED | {"latitude": "51.95", "longitude": "8.85"})

    assert where(Idea.objects.get()) == ("", hiddesen, 51.95, 8.85)


def test_a_point_outside_of_all_districts_has_none(client, process, hiddesen):
    client.post(NEW, TYPED | {"latitude": "53", "longitude": "8.85"})

    assert Idea.objects.get().district is None


@pytest.mark.parametrize(("latitude", "longitude"), [("8.85", "51.95"), ("0", "0")])
def test_a_point_that_cannot_be_meant_is_named(client, process, latitude, longitude):
    a_place(latitude=51.93, longitude=8.88)

    page = client.post(NEW, TYPED | {"latitude": latitude, "longitude": longitude})

    assert page.status_code == 422
    assert 'href="#id_latitude"' in page.text


def test_an_idea_needs_no_place(client, process, hiddesen):
    client.post(NEW, TYPED)

    assert where(Idea.objects.get()) == ("", None, None, None)


def test_keywords_are_those_of_the_citys_list(client, process):
    tags = [a_tag(name) for name in ("Familie", "Grün", "Kultur")]

    client.post(NEW, TYPED | {"tags": ["familie", "gruen"]})

    assert list(Idea.objects.get().tags.all()) == tags[:2]


@pytest.mark.parametrize("wrong", [["unbekannt"], ["", "x"]])
def test_other_keywords_are_not_taken(client, process, wrong):
    a_tag("Familie")

    page = client.post(NEW, TYPED | {"tags": wrong})

    assert page.status_code == 422
    assert not Idea.objects.exists()


@pytest.mark.parametrize(("n_tags", "status"), [(TAGS_MAX, 303), (TAGS_MAX + 1, 422)])
def test_an_idea_has_six_keywords_at_most(client, process, n_tags, status):
    slugs = [a_tag(f"Wort {number}").slug for number in range(n_tags)]

    page = client.post(NEW, TYPED | {"tags": slugs})

    assert page.status_code == status


def test_the_topic_can_be_named_in_the_address_of_the_form(client, process):
    topic = an_action_field(process, name="Wohnen", slug="wohnen")

    chosen, unknown = (client.get(f"{NEW}?thema={slug}").text for slug in ("wohnen", "x"))

    assert f'value="{topic.pk}" selected' in chosen
    assert f'value="{topic.pk}" selected' not in unknown


def test_where_an_age_is_needed_it_is_confirmed_once(client):
    process = an_open_process(title="Fluss", minimum_age=14)

    form = client.get(NEW)
    without = client.post(NEW, TYPED)
    answer = client.post(NEW, TYPED | {"is_old_enough": "on"})
    again = client.get(NEW)

    assert "I am at least 14 years old." in form.text
    assert (without.status_code, typed_in(without)) == (422, TYPED)
    assert answer.status_code == 303
    assert Idea.objects.get(part_of=process).author.declared_age == 14
    assert "I am at least 14 years old." not in again.text
