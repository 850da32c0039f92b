"""Entering a wall of cards at once: each stored once, whatever is sent how often."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from faden.backbone.audit.tests.logged import log_of
from faden.backbone.audit.tests.threads import at_once
from faden.backbone.items.models import Item, Origin
from faden.backbone.items.queries import public_counts
from faden.backbone.people.models import Person
from faden.backbone.people.tests.factories import NOON, a_person
from faden.backbone.processes.rules import Role
from faden.backbone.processes.tests.factories import a_process, a_role
from faden.lib.refused import Refusal, Refused
from faden.participation.ideas.actions import Card, HandedIn, enter_cards
from faden.participation.ideas.models import Idea
from faden.participation.ideas.tests.factories import a_draft

pytestmark = pytest.mark.django_db
MARKET = HandedIn(Origin.Channel.IDEA_WALL, place="Marktplatz")


def a_card(title: str = "Mehr Bänke", **facts) -> Card:
    return Card(key=uuid4(), draft=a_draft(title=title), **facts)


def entered(process, helper, *cards: Card, source: HandedIn = MARKET) -> list[str]:
    """The number of each idea, or why there is none."""
    results = enter_cards(process, cards, source=source, actor=helper, now=NOON)
    return [r.code if isinstance(r, Refusal) else f"idea {r.pk}" for r in results]


@pytest.fixture
def process():
    return a_process()


@pytest.fixture
def helper(process) -> Person:
    return a_role(Role.ON_SITE_TEAM, process)


def test_a_card_becomes_an_idea_with_its_source_and_belongs_to_nobody(process, helper):
    source = HandedIn(
        Origin.Channel.EVENT, place="Zukunftskonferenz", written_at=NOON - timedelta(days=9)
    )
    card = a_card(number="17", author_name="Frau M.")

    entered(process, helper, card, source=source)

    idea = Idea.objects.get()
    origin = idea.origin
    assert (idea.uuid, idea.author, idea.is_public) == (card.key, None, True)
    assert (idea.created_at, idea.published_at) == (NOON - timedelta(days=9), NOON)
    assert (origin.channel, origin.place) == ("event", "Zukunftskonferenz")
    assert (origin.card_number, origin.author_name) == ("17", "Frau M.")
    assert [(entry.actor_id, entry.facts) for entry in log_of(idea)] == [
        (helper.pk, {"channel": "event"})
    ]


def test_cards_sent_again_are_stored_once(process, helper):
    cards = [a_card(f"Karte {number}") for number in range(5)]

    first = entered(process, helper, *cards)
    again = entered(process, helper, *cards, a_card("Eine mehr"))

    assert again[:5] == first
    assert public_counts(process) == {"idea": 6}


def test_two_people_may_write_the_same_on_two_cards(process, helper):
    entered(process, helper, a_card("Mehr Bäume"), a_card("Mehr Bäume"))

    assert Idea.objects.count() == 2


def test_a_row_that_was_stored_is_not_stored_with_other_words(process, helper):
    card = a_card("Mehr Bänke")
    entered(process, helper, card)

    changed = Card(card.key, a_draft(title="Mehr Stühle"))

    assert entered(process, helper, changed) == ["ideas.card_stored"]
    assert Idea.objects.get().title == "Mehr Bänke"


def test_the_key_of_something_else_is_no_way_to_it(process, helper):
    card = a_card()
    entered(process, helper, card)
    other = a_process()

    assert entered(other, a_role(Role.ADMINISTRATOR), card) == ["ideas.card_stored"]
    assert public_counts(other) == {}


@pytest.mark.parametrize(
    ("number", "source", "expected"),
    [
        ("17", MARKET, "ideas.card_entered"),
        ("17", HandedIn(Origin.Channel.IDEA_WALL, place=" marktPLATZ "), "ideas.card_entered"),
        ("18", MARKET, "stored"),
        ("", MARKET, "stored"),
        ("17", HandedIn(Origin.Channel.IDEA_WALL, place="Bahnhof"), "stored"),
        ("17", HandedIn(Origin.Channel.LETTER, place="Marktplatz"), "stored"),
    ],
)
def test_a_number_is_entered_once_for_each_source(process, helper, number, source, expected):
    entered(process, helper, a_card(number="17"), a_card(number=""))

    (result,) = entered(process, helper, a_card("Neu", number=number), source=source)

    assert (result if result.startswith("ideas") else "stored") == expected


def test_how_a_number_is_written_does_not_matter_nor_does_another_process(process, helper):
    entered(process, helper, a_card(number="12a"))

    here = entered(process, helper, a_card("Neu", number="12A"))
    there = entered(a_process(), a_role(Role.ADMINISTRATOR), a_card("Neu", number="12a"))

    assert here == ["ideas.card_entered"]
    assert there[0].startswith("idea ")


def test_of_two_rows_with_one_number_the_first_is_stored_and_the_others_are_not_lost(
    process, helper
):
    results = entered(
        process, helper, a_card("Eins", number="7"), a_card("Zwei", number="7"), a_card("Drei")
    )

    assert [result.split()[0] for result in results] == ["idea", "ideas.card_entered", "idea"]
    assert set(Idea.objects.values_list("title", flat=True)) == {"Eins", "Drei"}


@pytest.mark.parametrize(
    "somebody",
    [a_person, lambda: a_role(Role.EVALUATOR), lambda: a_role(Role.MODERATOR, a_process())],
    ids=["citizen", "specialist unit", "team of another process"],
)
def test_nobody_else_enters_cards(process, somebody):
    with pytest.raises(Refused) as refused:
        entered(process, somebody(), a_card())

    assert refused.value.refusal.code == "processes.not_allowed"
    assert not Idea.objects.exists()


def n_queries(process, helper, n_cards: int) -> int:
    cards = [a_card(f"Karte {uuid4()}", number=str(uuid4())[:20]) for _ in range(n_cards)]
    with CaptureQueriesContext(connection) as queries:
        enter_cards(process, cards, source=MARKET, actor=helper, now=NOON)
    return len(queries)


MOST_A_CARD = 27  # three of them for the number, and for looking for duplicates later


def test_fifty_cards_cost_fifty_times_one_card_and_nothing_more(process, helper):
    entered(process, helper, a_card())  # the counter is there
    n_of_one, n_of_two, n_of_fifty = (n_queries(process, helper, n) for n in (1, 2, 50))

    a_card_more = n_of_two - n_of_one
    assert n_of_fifty - n_of_one == 49 * a_card_more
    assert a_card_more <= MOST_A_CARD, a_card_more


@pytest.mark.django_db(transaction=True)
def test_a_page_of_cards_sent_many_times_at_once_is_stored_once():
    process = a_process()
    helper = a_role(Role.ON_SITE_TEAM, process)
    cards = [a_card(f"Karte {n}", number=str(n)) for n in range(5)]

    results = at_once([lambda: entered(process, helper, *cards)] * 4)

    assert [result == results[0] for result in results] == [True] * 4, results
    assert Item.objects.filter(kind="idea").count() == 5
    assert public_counts(process) == {"idea": 5}
