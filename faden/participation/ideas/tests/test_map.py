"""Ideas on the map: the same ideas as in the list, as points and in words."""

import json

import pytest

from faden.backbone.people.tests.factories import NOON, a_person
from faden.backbone.places.tests.factories import a_district, a_place
from faden.backbone.processes.rules import Role
from faden.backbone.processes.tests.factories import (
    a_draft_process,
    a_process,
    a_role,
    an_action_field,
    an_invitation,
    an_open_process,
)
from faden.participation.ideas.actions import withdraw
from faden.participation.ideas.tests.factories import an_idea
from faden.participation.ideas.tests.listing import LIST, TITLE_OF_CARD, titles
from faden.shared.moderation.actions import hide

pytestmark = pytest.mark.django_db
MAP, POINTS = f"{LIST}karte/", f"{LIST}karte.geojson"
HERE = {"latitude": 51.9, "longitude": 8.8}


@pytest.fixture
def process():
    return an_open_process(title="Fluss")


def points(client, query="") -> dict[str, dict]:
    """`{title: feature}`"""
    answer = client.get(POINTS + query)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/geo+json"
    collection = json.loads(answer.content)
    assert collection["type"] == "FeatureCollection"
    return {feature["properties"]["title"]: feature for feature in collection["features"]}


def test_an_idea_is_a_point_with_a_title_and_an_address(client, process):
    idea = an_idea(process, title="Bänke <b>", **HERE)

    assert points(client) == {
        "Bänke <b>": {
            "type": "Feature",
            "id": idea.pk,
            "geometry": {"type": "Point", "coordinates": [8.8, 51.9]},
            "properties": {"title": "Bänke <b>", "url": f"/en/ideen/{idea.pk}-baenke-b/"},
        }
    }
    assert client.get(f"/en/ideen/{idea.pk}-baenke-b/").status_code == 200


def test_the_address_of_an_idea_without_a_slug_is_the_right_one(client, process):
    an_idea(process, title="????", **HERE)

    url = points(client)["????"]["properties"]["url"]

    assert client.get(url).status_code == 200


def test_an_idea_for_a_district_stands_where_its_name_does(client, process):
    district = a_district(name="Hiddesen", latitude=51.92, longitude=8.84)
    an_idea(process, title="Everywhere here", district=district)
    an_idea(process, title="At the fountain", district=district, **HERE)
    an_idea(process, title="Nowhere")
    an_idea(process, title="In a district without a point", district=a_district())

    found = points(client)

    assert set(found) == {"Everywhere here", "At the fountain"}
    assert found["Everywhere here"]["geometry"]["coordinates"] == [8.84, 51.92]
    assert found["Everywhere here"]["properties"]["district"] == "Hiddesen"
    assert found["At the fountain"]["geometry"]["coordinates"] == [8.8, 51.9]
    assert "district" not in found["At the fountain"]["properties"]


@pytest.mark.parametrize(
    "query",
    ["", "?thema=wohnen", "?q=bench", "?q=bench&thema=wohnen&stand=wartet", "?meine=ja",
     "?stand=zurueckgezogen", "?herkunft=brief", "?thema=unsinn", "?sortierung=zufall"],
)  # fmt: skip
def test_map_and_list_hold_the_same_ideas(client, process, query):
    topic, person = an_action_field(process, name="Wohnen"), a_person()
    an_idea(process, title="Bench in the topic", action_field=topic, person=person, **HERE)
    an_idea(process, title="Bench", **HERE)
    gone = an_idea(process, title="Withdrawn bench", person=person, **HERE)
    withdraw(gone, reason="It is done.", actor=person, now=NOON)
    hidden = an_idea(process, title="Hidden bench", **HERE)
    hide(hidden, reason="x", actor=a_role(Role.MODERATOR, process), now=NOON)
    an_idea(an_open_process(), title="Elsewhere", **HERE)
    client.force_login(person)

    listed = titles(client, query)

    assert set(points(client, query)) == set(listed)
    page = client.get(MAP + query).text
    assert set(TITLE_OF_CARD.findall(page.replace(' lang="de"', ""))) == set(listed)
    assert ("karte.geojson" in page) == bool(listed)


def test_the_page_of_the_map_says_where_each_idea_belongs(client, process):
    district = a_district(name="Hiddesen")
    an_idea(process, title="With an address", address="Markt 5", district=district, **HERE)
    an_idea(process, title="With a point", **HERE)
    an_idea(process, title="In a district", district=district)
    an_idea(process, title="Without a place")

    page = client.get(MAP).text

    for words in (
        '<li lang="de">Markt 5</li>',
        "<li>Marked on the map</li>",
        "Without a place, or for the whole",
    ):
        assert words in page, words
    assert "<title>Map of the ideas: Fluss" in page
    assert f'href="{LIST}"' in page


def test_list_and_map_lead_to_each_other_with_the_same_filters(client, process):
    an_action_field(process, name="Wohnen")
    an_idea(process, title="Bank")

    page = client.get(f"{LIST}?thema=wohnen&q=bank&meine=ja&unsinn=1").text

    assert f'href="{MAP}?thema=wohnen&amp;meine=ja&amp;q=bank"' in page


def test_the_map_gets_what_it_needs_and_nothing_of_others(client, process, settings):
    a_place()
    an_idea(process, **HERE)

    page = client.get(f"{MAP}?q=fluss").text

    assert f'data-points-url="{POINTS}?q=fluss"' in page
    assert 'data-area-url="/en/ortsteile/gebiet.geojson"' in page
    assert 'data-tiles=""' in page
    assert "leaflet.js" in page
    assert '<script src="/static/vendor/leaflet' not in page


def test_a_reader_keeps_points_until_they_change(client, process):
    an_idea(process, **HERE)
    first = client.get(POINTS)
    headers = {"If-None-Match": first.headers["ETag"]}

    again = client.get(POINTS, headers=headers)
    an_idea(process, title="Another", **HERE)
    changed = client.get(POINTS, headers=headers)

    assert (first.status_code, again.status_code, changed.status_code) == (200, 304, 200)
    assert again.content == b""


def test_points_are_packed_where_the_browser_can(client, process):
    for number in range(30):
        an_idea(process, title=f"Idea {number}", **HERE)

    packed = client.get(POINTS, headers={"Accept-Encoding": "gzip"})

    assert packed.headers["Content-Encoding"] == "gzip"
    assert len(packed.content) < len(client.get(POINTS).content) / 3


@pytest.mark.parametrize("address", [MAP, POINTS])
def test_a_draft_has_no_map_for_strangers(client, address):
    draft = a_draft_process(title="Fluss")

    assert client.get(address).status_code == 404
    client.force_login(a_role(Role.ON_SITE_TEAM, draft))
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("address", [LIST, MAP, POINTS])
def test_an_invited_process_is_there_for_invited_people_only(client, address):
    process, person = a_process(title="Fluss", visibility="invited"), a_person()
    an_invitation(process, person)

    assert client.get(address).status_code == 404
    client.force_login(a_person())
    assert client.get(address).status_code == 404
    client.force_login(person)
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("address", [MAP, POINTS])
def test_only_reading_is_possible(client, process, address):
    assert client.post(address).status_code == 405
