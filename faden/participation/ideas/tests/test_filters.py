"""Narrowing the list: each filter, several together, taking one away, and honest numbers."""

import re

import pytest

from faden.backbone.people.http import GUEST_KEY
from faden.backbone.people.tests.factories import NOON, a_guest, a_person
from faden.backbone.places.tests.factories import a_district, a_place
from faden.backbone.processes.rules import Role
from faden.backbone.processes.tests.factories import a_role, an_action_field, an_open_process
from faden.participation.ideas.actions import merge, withdraw
from faden.participation.ideas.queries import FILTERS, Status, register_status, statuses
from faden.participation.ideas.tests.factories import a_tag, an_idea
from faden.participation.ideas.tests.listing import (
    LIST,
    came_in_by,
    chips,
    ideas_by_minute,
    titles,
)
from faden.shared.outcomes.models import Outcome
from faden.shared.outcomes.rules import OF_MATTERS
from faden.shared.outcomes.tests.factories import an_outcome

pytestmark = pytest.mark.django_db
WORDS = {
    "implemented": "wird-umgesetzt",
    "partly": "wird-teilweise-umgesetzt",
    "exists": "gibt-es-schon",
    "continued": "wird-weiter-bearbeitet",
    "stored": "im-themenspeicher",
    "declined": "wird-nicht-umgesetzt",
    "forwarded": "weitergeleitet",
    "noted": "zur-kenntnis-genommen",
    "checked": "wird-geprueft",
}


@pytest.fixture
def process():
    return an_open_process(title="Fluss")


def test_ideas_are_filtered_by_district_and_by_keyword(client, process):
    a_district(name="Ost", slug="ost")
    north, tag = a_district(name="Örtlinghausen", slug="oertlinghausen"), a_tag("Barrierefrei")
    an_idea(process, title="In the north", district=north)
    an_idea(process, title="With a keyword", tags=[tag])
    an_idea(an_open_process(), title="Elsewhere", tags=[tag, a_tag("Only elsewhere")])

    found = {
        query: titles(client, query)
        for query in ("?ortsteil=oertlinghausen", "?ortsteil=ost", "?schlagwort=barrierefrei")
    }

    assert found == {
        "?ortsteil=oertlinghausen": ["In the north"],
        "?ortsteil=ost": [],
        "?schlagwort=barrierefrei": ["With a keyword"],
    }


def test_only_keywords_that_an_idea_has_are_offered_and_districts_come_as_in_a_book(
    client, process
):
    for name, slug in (("Ostheim", "ostheim"), ("Örtel", "oertel"), ("Adorf", "adorf")):
        a_district(name=name, slug=slug)
    a_tag("Nobody uses it")
    an_idea(process, tags=[a_tag("Jugend")])

    page = client.get(LIST).text

    assert "Jugend" in page
    assert "Nobody uses it" not in page
    assert page.index(">Adorf<") < page.index(">Örtel<") < page.index(">Ostheim<")


@pytest.mark.parametrize("code", OF_MATTERS)
def test_ideas_are_filtered_by_each_outcome(client, process, code):
    with_it, with_another, _waiting = ideas_by_minute(process, "With it", "Other", "Waiting")
    an_outcome(with_it, code=code, reason="Because.", body="Council")
    other = Outcome.Code.NOTED if code != Outcome.Code.NOTED else Outcome.Code.DECLINED
    an_outcome(with_another, code=other, reason="Because.")

    assert titles(client, f"?stand={WORDS[code]}") == ["With it"]


def test_every_outcome_has_a_word_of_its_own():
    assert set(WORDS.values()) < {status.name for status in statuses()}
    assert set(WORDS) == set(OF_MATTERS)


def test_an_answer_that_was_replaced_does_not_count(client, process):
    idea = an_idea(process, title="Answered twice")
    an_outcome(idea, code="declined", reason="No.")
    an_outcome(idea, code="noted", reason="Yes.")

    assert titles(client, "?stand=wird-nicht-umgesetzt") == []
    assert titles(client, "?stand=zur-kenntnis-genommen") == ["Answered twice"]


def test_withdrawn_and_merged_ideas_are_shown_when_they_are_asked_for(client, process):
    author = a_person()
    answered, gone, twin, kept = ideas_by_minute(
        process, "Answered", "Withdrawn", "The same", "Kept", person=author
    )
    an_outcome(answered)
    withdraw(gone, reason="It is done.", actor=author, now=NOON)
    merge(twin, kept, reason="Alike.", actor=a_role(Role.MODERATOR, process), now=NOON)

    found = {
        query: titles(client, query)
        for query in ("", "?stand=wartet", "?stand=zurueckgezogen", "?stand=zusammengefuehrt")
    }

    assert found == {
        "": ["Kept", "Answered"],
        "?stand=wartet": ["Kept"],
        "?stand=zurueckgezogen": ["Withdrawn"],
        "?stand=zusammengefuehrt": ["The same"],
    }
    page = client.get(f"{LIST}?stand=zurueckgezogen").text
    assert "1 of 2 ideas fits" in page
    assert 'kern-label--small">Withdrawn</span>' in page


def test_ideas_are_filtered_by_how_they_came_in(client, process):
    online, card, call = ideas_by_minute(process, "Online", "Card", "Call")
    came_in_by(card, "idea_wall")
    came_in_by(call, "telephone")

    found = {
        word: titles(client, f"?herkunft={word}")
        for word in ("online", "ideenwand", "telefon", "brief", "veranstaltung", "stadtkontakt")
    }

    assert found == {
        "online": [online.title],
        "ideenwand": ["Card"],
        "telefon": ["Call"],
        "brief": [],
        "veranstaltung": [],
        "stadtkontakt": [],
    }


def test_people_see_only_theirs_also_what_they_withdrew(client, process):
    person = a_person()
    mine, _gone = ideas_by_minute(process, "Mine", "Withdrawn", person=person)
    withdraw(_gone, reason="It is done.", actor=person, now=NOON)
    an_idea(process, title="Of another")
    client.force_login(person)

    assert titles(client, "?meine=ja") == ["Withdrawn", "Mine"]
    assert titles(client, "?meine=nein") == ["Of another", "Mine"]
    assert 'name="meine"' in client.get(LIST).text
    assert mine.author == person


def test_a_guest_sees_the_ideas_of_this_session(client, process):
    guest = a_guest()
    an_idea(process, title="Of the guest", person=guest)
    an_idea(process, title="Of another")
    session = client.session
    session[GUEST_KEY] = guest.pk
    session.save()

    assert titles(client, "?meine=ja") == ["Of the guest"]


def test_visitors_have_no_ideas_of_their_own(client, process):
    an_idea(process)

    assert titles(client, "?meine=ja") == []
    assert 'name="meine"' not in client.get(LIST).text


def test_filters_narrow_together_and_each_can_be_taken_away(client, process):
    topic, district, tag = an_action_field(process, name="Wohnen"), a_district(), a_tag("Jugend")
    all_of_it = {"action_field": topic, "district": district, "tags": [tag]}
    an_idea(process, title="Bench with all", **all_of_it)
    an_idea(process, title="Bench without a keyword", **(all_of_it | {"tags": []}))
    an_idea(process, title="Fountain with all", **all_of_it)
    query = (
        f"?thema=wohnen&ortsteil={district.slug}&schlagwort=jugend&stand=wartet&herkunft=online"
        "&q=bench"
    )

    page = client.get(LIST + query).text

    assert titles(client, query) == ["Bench with all"]
    assert "1 of 3 ideas fits" in page
    found = chips(page)
    assert list(found) == [
        "Topic: Wohnen",
        f"District: {district.name}",
        "What became of it: Waits for an answer",
        "Keyword: Jugend",
        "Came in by: Online",
        "Search: bench",
    ]
    remaining = {name: set(titles(client, found[name].removeprefix(LIST))) for name in found}
    assert remaining["Keyword: Jugend"] == {"Bench with all", "Bench without a keyword"}
    assert remaining["Search: bench"] == {"Bench with all", "Fountain with all"}
    assert remaining["Topic: Wohnen"] == {"Bench with all"}


@pytest.mark.parametrize("name", [one.name for one in FILTERS])
@pytest.mark.parametrize("value", ["gibt-es-nicht", "1", "WOHNEN", "wohnen'", "implemented"])
def test_a_value_that_does_not_exist_counts_as_not_given(client, process, name, value):
    an_action_field(process, name="Wohnen")
    an_idea(process, title="The only one")

    page = client.get(f"{LIST}?{name}={value}").text

    assert titles(client, f"?{name}={value}") == ["The only one"]
    assert chips(page) == {}
    assert "1 idea\n" in page or "1 idea<" in page


def test_numbers_are_of_what_is_listed(client, process):
    topic = an_action_field(process, name="Wohnen")
    ideas_by_minute(process, *(f"Idea {n}" for n in range(3)))
    an_idea(process, title="Topical", action_field=topic)

    numbers = {
        query: client.get(LIST + query).text
        for query in ("", "?thema=wohnen", "?q=idea", "?thema=wohnen&q=idea")
    }

    assert "4 ideas" in numbers[""]
    assert "1 of 4 ideas fits" in numbers["?thema=wohnen"]
    assert "3 of 4 ideas fit" in numbers["?q=idea"]
    assert "0 ideas" in numbers["?thema=wohnen&q=idea"]
    assert "No idea fits" in numbers["?thema=wohnen&q=idea"]


def test_a_status_is_registered_once():
    with pytest.raises(ValueError, match="wartet"):
        register_status(Status("wartet", "Again", lambda: pytest.fail("not asked")))


@pytest.mark.parametrize(("language", "word"), [("", "Stadtteil"), ("en/", "District")])
def test_the_parts_of_the_city_are_called_as_it_calls_them(client, process, language, word):
    a_place(district_term="Stadtteil")
    an_idea(process, district=a_district(slug="ost", name="Ost"))

    page = client.get(f"/{language}beteiligungen/fluss/ideen/?ortsteil=ost").text

    assert f'for="filter-ortsteil">{word}</label>' in page
    assert f"{word}: <span" in page


@pytest.mark.parametrize("path", ["ideen/neu/", "ideen/"])
def test_forms_and_filters_name_a_district_as_the_city_does(client, process, path):
    a_place(district_term="Bezirk")
    an_idea(process, district=a_district(slug="ost", name="Ost"))

    page = client.get(f"/beteiligungen/fluss/{path}").text

    assert re.search(r"<label[^>]*>\s*Bezirk", page)
    assert not re.search(r"<label[^>]*>\s*Ortsteil", page)
