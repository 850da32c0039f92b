"""The list of ideas: filter, search, orders, pages, and whatever an address may hold."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.db import connection

from faden.backbone.audit.guard import arranging
from faden.backbone.items.models import Item
from faden.backbone.items.tests.factories import STAFF
from faden.backbone.people.tests.factories import NOON, a_person
from faden.backbone.places.tests.factories import a_district, a_place
from faden.backbone.processes.rules import Role
from faden.backbone.processes.tests.factories import (
    FAR_OFF,
    REGISTERED,
    a_draft_process,
    a_phase,
    a_process,
    a_role,
    an_action_field,
    an_open_process,
)
from faden.participation.ideas.queries import ORDERS, Found, Selection
from faden.participation.ideas.tests.factories import an_idea
from faden.participation.ideas.tests.listing import (
    LIST,
    TITLE_OF_CARD,
    ideas_by_minute,
    set_counters,
    titles,
)
from faden.shared.outcomes.tests.factories import an_outcome

pytestmark = pytest.mark.django_db


@pytest.fixture
def process():
    return an_open_process(title="Fluss")


def test_an_empty_list_offers_the_first_step(client, process):
    page = client.get(LIST)

    assert "No ideas yet" in page.text
    assert f'href="{LIST}neu/"' in page.text


def test_a_card_shows_what_an_idea_is_about_and_how_it_stands(client, process):
    a_place(name="Detmold")
    field, district = an_action_field(process, name="Wohnen"), a_district(name="Hiddesen")
    idea = an_idea(process, title="Bänke", text="Zum Sitzen", action_field=field, district=district)
    set_counters(idea, n_up=1234, n_down=7, n_comments=1)
    an_outcome(idea, code="noted")

    page = client.get(LIST).text

    for words in ("1 idea", "Wohnen", "Hiddesen", "Zum Sitzen", "4 May 2026", "1 comment", "Noted"):
        assert words in page, words
    assert re.search(r"1,234\s*</span>", page)
    assert "<title>Ideas: Fluss · Detmold</title>" in page


def test_the_list_holds_public_ideas_of_this_process_only(client, process):
    shown, hidden = ideas_by_minute(process, "Shown", "Hidden")
    an_idea(an_open_process(), title="Elsewhere")
    set_counters(hidden, visibility=STAFF)

    assert titles(client) == [shown.title]


@pytest.mark.parametrize(
    ("query", "order"),
    [
        ("", ["C", "B", "A"]),
        ("?sortierung=neu", ["C", "B", "A"]),
        ("?sortierung=zustimmung", ["A", "C", "B"]),
        ("?sortierung=diskussion", ["B", "C", "A"]),
        ("?sortierung=unsinn", ["C", "B", "A"]),
        ("?sortierung=", ["C", "B", "A"]),
        ("?sortierung=-n_up", ["C", "B", "A"]),
    ],
)
def test_orders_and_what_is_equal_comes_by_age(client, process, query, order):
    a, b, c = ideas_by_minute(process, "A" * 4, "B" * 4, "C" * 4)
    set_counters(a, n_up=9, n_down=20)
    for idea in (b, c):
        set_counters(idea, n_comments=3 if idea == b else 1)

    assert titles(client, query) == [letter * 4 for letter in order]


def test_a_wrong_order_is_marked_as_the_usual_one(client, process):
    page = client.get(f"{LIST}?sortierung=unsinn").text

    assert re.search(r'aria-current="true">Newest</a>', page)
    assert 'name="sortierung"' not in page


def test_ideas_are_filtered_by_topic_and_an_unknown_topic_counts_as_none(client, process):
    field = an_action_field(process, name="Wohnen")
    an_action_field(an_open_process(), name="Sport")
    an_idea(process, title="With a topic", action_field=field)
    an_idea(process, title="Without one")

    by_topic = {topic: set(titles(client, f"?thema={topic}")) for topic in ("wohnen", "sport", "")}

    everything = {"With a topic", "Without one"}
    assert by_topic == {"wohnen": {"With a topic"}, "sport": everything, "": everything}


def test_a_topic_without_ideas_says_what_to_do(client, process):
    an_action_field(process, name="Wohnen")
    an_idea(process)

    page = client.get(f"{LIST}?thema=wohnen").text

    assert "No idea fits" in page
    assert "Show all ideas" in page
    assert '<option value="wohnen" selected' in page


def test_ideas_are_found_by_words_in_any_form_and_part_of_a_title(client, process):
    ideas_by_minute(process, "Neue Radwege am Wall", "Ein Brunnen", "Spielplätze öffnen")

    found = {
        words: titles(client, f"?q={words}")
        for words in ("radweg", "SPIELPLATZ", "brunnen", "weg", "wüste", "neue wall")
    }

    assert found == {
        "radweg": ["Neue Radwege am Wall"],
        "SPIELPLATZ": ["Spielplätze öffnen"],
        "brunnen": ["Ein Brunnen"],
        "weg": ["Neue Radwege am Wall"],
        "wüste": [],
        "neue wall": ["Neue Radwege am Wall"],
    }


def test_search_filter_and_order_go_together_over_pages(client, process):
    field = an_action_field(process, name="Wohnen")
    for number in range(25):
        an_idea(process, title=f"Bank Nummer {number}", action_field=field)
    an_idea(process, title="Bank ohne Thema")

    page = client.get(f"{LIST}?q=bank&thema=wohnen&sortierung=zustimmung").text

    assert "25 of 26 ideas fit" in page
    assert len(TITLE_OF_CARD.findall(page)) == 20
    following = unescape(re.search(r'href="([^"]*seite=2[^"]*)"', page)[1])
    assert set(following.split("?")[1].split("&")) == {
        "q=bank",
        "thema=wohnen",
        "sortierung=zustimmung",
        "seite=2",
    }
    assert len(titles(client, "?" + following.split("?")[1])) == 5


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("1", "first"),
        ("2", "second"),
        ("", "first"),
        ("abc", "first"),
        ("1.5", "first"),
        ("²", "first"),
        ("0", "second"),
        ("-1", "second"),
        ("3", "second"),
        ("999999999999999999999", "second"),
        ("9" * 5000, "first"),
    ],
)
def test_a_page_that_does_not_exist_is_the_nearest(client, process, number, shown):
    names = [f"Idea {n:02}" for n in range(21)]
    ideas_by_minute(process, *names)

    assert (
        titles(client, f"?seite={number}")
        == {
            "first": names[:0:-1],
            "second": names[:1],
        }[shown]
    )


@pytest.mark.parametrize("parameter", ["seite", "q", "thema", "sortierung", "unbekannt"])
@pytest.mark.parametrize(
    "value",
    [
        "x" * 5000,
        "'\"><script>alert(1)</script>",
        "%27%20OR%201=1--",
        "{{7*7}}",
        "😀",
        "a*\"' AND (",
        "NEAR(a, b)",
        "a & | ! :*",
        "%E2%80%AE",
        "%C3%28",
    ],
)
def test_no_address_breaks_the_list_or_writes_into_it(client, process, parameter, value):
    an_idea(process)

    page = client.get(f"{LIST}?{parameter}={value}")

    assert page.status_code == 200
    assert "<script>alert" not in page.text


@pytest.mark.parametrize("parameter", ["seite", "q", "thema", "sortierung", "unbekannt"])
@pytest.mark.parametrize("value", ["%00", "a%00b", "%1f", "%7f"])
def test_control_characters_are_no_address(client, process, parameter, value):
    assert client.get(f"{LIST}?{parameter}={value}").status_code == 400


def test_a_draft_of_a_process_has_no_list_for_strangers(client):
    draft = a_draft_process(title="Fluss")
    helper = a_role(Role.ON_SITE_TEAM, draft)

    assert client.get(LIST).status_code == 404
    client.force_login(a_person())
    assert client.get(LIST).status_code == 404
    client.force_login(helper)
    assert client.get(LIST).status_code == 200
    assert client.get("/en/beteiligungen/gibt-es-nicht/ideen/").status_code == 404


@pytest.mark.parametrize(
    ("phase", "words"),
    [
        ({"starts_at": FAR_OFF, "ends_at": None}, "This is not open yet."),
        (
            {"ends_at": NOON.replace(year=2021)},
            "“Submit an idea” was possible until 4 May 2021, 14:00.",
        ),
        ({"level": REGISTERED}, "This is open to people with an account."),
        (None, "This is not planned in this process."),
    ],
)
def test_where_the_button_would_be_stands_why_it_is_not(client, phase, words):
    process = a_process(title="Fluss")
    if phase is not None:
        level = phase.pop("level", 0)
        a_phase(process, {"idea.submit": level}, **phase)

    page = client.get(LIST).text

    assert words in page
    assert f'href="{LIST}neu/"' not in page


INDEXES = {
    "neu": "items_newest",
    "zustimmung": "items_most_positive",
    "diskussion": "items_most_discussed",
    "umstritten": "items_contested",
}


def test_each_order_that_can_have_an_index_has_one():
    assert set(INDEXES) == {order.name for order in ORDERS} - {"zufall", "treffer"}


@pytest.mark.parametrize("order", INDEXES)
def test_each_order_of_a_long_list_comes_from_an_index(process, order):
    with arranging():
        a_long_list_in(process)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE items_item")
            cursor.execute("ANALYZE ideas_idea")

    plan = Found(process, Selection(order=order)).keys[:20].explain()

    assert INDEXES[order] in plan, plan
    assert "TEMP B-TREE FOR ORDER" not in plan, plan
    assert not re.search("Sort Key: .*items_item", plan), plan


def a_long_list_in(process) -> None:
    """3,000 ideas; many rows of two tables are written at once only without Django's models."""
    items = Item.objects.bulk_create(
        Item(
            kind="idea",
            title=f"Idea {n}",
            part_of=process,
            process=process,
            visibility="public",
            created_at=NOON,
            published_at=NOON + timedelta(minutes=n),
            n_up=n % 97,
            n_down=n % 89,
            n_comments=n % 53,
        )
        for n in range(3000)
    )
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO ideas_idea (item_ptr_id, text, address, withdrawal_reason)"
            " VALUES (%s, '', '', '')",
            [[i.pk] for i in items],
        )
