"""The pages of districts: what runs there, for everybody."""

import pytest

from faden.backbone.audit.guard import arranging
from faden.backbone.items.models import Item
from faden.backbone.people.tests.factories import NOON
from faden.backbone.places.models import Venue
from faden.backbone.places.tests.factories import a_district, a_place
from faden.backbone.processes.tests.factories import (
    a_phase,
    a_process,
    an_open_process,
    an_opening,
)
from faden.participation.ideas.tests.factories import an_idea
from faden.participation.news.tests.factories import some_news
from faden.participation.undertakings.tests.factories import (
    a_draft_undertaking,
    an_undertaking,
)
from faden.shared.outcomes.tests.factories import an_outcome
from faden.surfaces.districts.queries import all_standings, page_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def district():
    a_place(district_term="Ortschaft")
    return a_district(name="Hiddesen", slug="hiddesen", latitude=51.92, longitude=8.84)


def close(process):
    with arranging():
        Item.objects.filter(pk=process.pk).update(visibility=Item.Visibility.INVITED)


def test_the_list_counts_ideas_answers_and_undertakings(district):
    process, quiet = an_open_process(), a_district(name="Zell")
    idea = an_idea(process, district=district)
    an_idea(process, district=district, title="Noch eine Bank")
    an_outcome(idea)
    an_undertaking(districts=[district])
    a_draft_undertaking(districts=[district])

    standings = {one.district: one for one in all_standings()}

    there = standings[district]
    assert (there.n_ideas, there.n_answered, there.n_undertakings) == (2, 1, 1)
    assert standings[quiet].is_quiet


def test_the_page_shows_what_runs_there(client, district):
    process = an_open_process(title="Wege in Hiddesen")
    idea = an_idea(process, district=district, title="Bank am Weg")
    an_outcome(idea)
    an_undertaking(title="Kanal am Hang", districts=[district])
    some_news(title="Der Bus fährt", district=district)
    an_idea(process, district=a_district(), title="Anderswo")

    page = client.get("/ortsteile/hiddesen/").text

    for said in ("Wege in Hiddesen", "Bank am Weg", "Kanal am Hang", "Der Bus fährt"):
        assert said in page
    assert "Anderswo" not in page


def test_processes_concern_a_district_by_ideas_undertakings_or_who_may_take_part(district):
    by_idea, by_people, by_plan, _other = (a_process() for _number in range(4))
    by_idea = an_open_process()
    an_idea(by_idea, district=district)
    an_opening(a_phase(by_people), "idea.submit", districts=[district])
    an_undertaking(districts=[district], participation="planned", participation_in=by_plan)

    assert set(page_of(district, today=NOON.date()).processes) == {by_idea, by_people, by_plan}


def test_nothing_of_a_closed_process_stands_there(client, district):
    process = an_open_process(title="Geheimwort")
    an_idea(process, district=district, title="Geheimwort am Weg")
    some_news(process, title="Geheimwort der Woche", district=district)
    an_undertaking(districts=[district], participation="planned", participation_in=process)
    close(process)

    pages = [client.get(path).text for path in ("/ortsteile/", "/ortsteile/hiddesen/")]

    assert "Geheimwort" not in "".join(pages)
    assert all_standings()[0].n_ideas == 0


def test_venues_there_are_named(client, district):
    with arranging():
        Venue.objects.create(name="Bücherei", slug="buecherei", address="Hauptstraße 1, Hiddesen")
        Venue.objects.create(name="Rathaus", slug="rathaus", address="Markt 5")

    page = client.get("/ortsteile/hiddesen/").text

    assert "/orte/#ort-buecherei" in page
    assert "Rathaus" not in page


def test_the_city_has_its_own_word_for_its_parts(client, district):
    german = client.get("/ortsteile/").text
    english = client.get("/en/ortsteile/").text

    assert '<h1 class="kern-heading-x-large">Ortschaften</h1>' in german
    assert '<h1 class="kern-heading-x-large">Districts</h1>' in english


def test_the_map_gets_the_districts_whose_place_is_known(client, district):
    a_district(name="Ohne Ort")

    [point] = client.get("/ortsteile/karte.geojson").json()["features"]

    assert point["geometry"]["coordinates"] == [8.84, 51.92]
    assert point["properties"] == {"title": "Hiddesen", "url": "/ortsteile/hiddesen/"}


def test_there_is_no_page_of_a_district_that_does_not_exist(client, district):
    assert client.get("/ortsteile/gibtesnicht/").status_code == 404


@pytest.mark.parametrize("address", ["/ortsteile/", "/ortsteile/hiddesen/"])
def test_pages_ask_as_much_for_many_as_for_one(
    client, district, address, django_assert_max_num_queries, django_assert_num_queries
):
    process = an_open_process()

    def add(number: int) -> None:
        an_outcome(an_idea(process, district=district, title=f"Idee {number}"))
        an_undertaking(districts=[district])
        some_news(title=f"Nummer {number}", district=district)

    add(0)
    client.get(address)
    with django_assert_max_num_queries(12) as asked:
        client.get(address)
    for number in range(1, 8):
        add(number)

    with django_assert_num_queries(len(asked)):
        client.get(address)
