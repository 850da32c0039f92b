"""Whoever gave a card finds idea and answer under its number, without account or e-mail."""

import pytest

from faden.backbone.audit.guard import arranging
from faden.backbone.items.models import Item
from faden.backbone.people.tests.factories import NOON
from faden.backbone.processes.models import Process
from faden.backbone.processes.rules import Role
from faden.backbone.processes.tests.factories import a_role, an_open_process
from faden.participation.ideas.tests.factories import an_idea
from faden.participation.paper.codes import code_of
from faden.participation.paper.models import Card
from faden.participation.paper.tests.factories import a_helper, a_series, entered
from faden.shared.moderation.actions import hide
from faden.shared.outcomes.tests.factories import an_outcome
from faden.shared.thread.models import Link

pytestmark = pytest.mark.django_db


@pytest.fixture
def process():
    return an_open_process(title="Fluss")


@pytest.fixture
def helper(process):
    return a_helper(process)


def answered(idea):
    an_outcome(idea, code="implemented", reason="Im Frühjahr wird gebaut.")


def test_card_147_finds_its_idea(client, process, helper):
    a_series(process, n_cards=200)
    idea = entered(process, "147-K", helper=helper, title="Bank am Wehr")
    answered(idea)

    asked = client.get("/karte/", {"nummer": "147 k"})
    page = client.get(asked["Location"])

    assert asked["Location"] == "/karte/147-K/"
    assert idea.get_absolute_url() in page.text
    assert "Bank am Wehr" in page.text
    assert "Im Frühjahr wird gebaut." in page.text


def test_a_card_that_lies_in_the_box_still_is_said_to_be_on_its_way(client, process):
    a_series(process)

    assert "noch nicht erfasst" in client.get("/karte/3-D/").text


def test_an_idea_that_was_not_published_yet_is_not_named(client, process, helper):
    a_series(process)
    idea = entered(process, "3-D", helper=helper, title="Bank am Wehr")
    with arranging():
        Item.objects.filter(pk=idea.pk).update(visibility=Item.Visibility.STAFF)

    page = client.get("/karte/3-D/").text

    assert "ist angekommen" in page
    assert "Bank am Wehr" not in page


def test_of_a_hidden_idea_only_the_reason_is_told(client, process, helper):
    a_series(process)
    idea = entered(process, "3-D", helper=helper, title="Bank am Wehr")
    moderator = a_role(Role.MODERATOR, process)
    hide(idea, reason="Der Text nennt eine Nachbarin.", actor=moderator, now=NOON)

    page = client.get("/karte/3-D/").text

    assert "Der Text nennt eine Nachbarin." in page
    assert "Bank am Wehr" not in page


def test_the_card_of_a_merged_idea_shows_the_answer_to_the_other(client, process, helper):
    a_series(process)
    idea = entered(process, "3-D", helper=helper, title="Bank am Wehr")
    other = an_idea(process, title="Bänke am ganzen Ufer")
    with arranging():
        Link.objects.create(
            source=idea, relation=Link.Relation.MERGED_INTO, target=other, created_at=NOON
        )
    answered(other)

    page = client.get("/karte/3-D/").text

    assert other.get_absolute_url() in page
    assert "Im Frühjahr wird gebaut." in page


def test_a_card_of_a_closed_process_says_nothing_of_it(client, process, helper):
    a_series(process)
    entered(process, "3-D", helper=helper, title="Bank am Wehr")
    with arranging():
        Process.objects.filter(pk=process.pk).update(visibility=Item.Visibility.INVITED)

    page = client.get("/karte/3-D/").text

    assert "Fluss" not in page
    assert "Bank am Wehr" not in page


@pytest.mark.parametrize(
    ("typed", "text"),
    [("147", "Buchstaben"), ("147-J", "passen nicht"), ("147-K", "keine Karte"), ("x", "Nummer")],
)
def test_a_mistyped_number_says_what_is_wrong(client, process, typed, text):
    answer = client.get("/karte/", {"nummer": typed})

    assert answer.status_code == 422
    assert text in answer.text


@pytest.mark.parametrize("code", ["3-E", "9999-S", "abc"])
def test_no_page_for_a_number_that_was_not_given_out(client, process, code):
    a_series(process)

    assert client.get(f"/karte/{code}/").status_code == 404


def test_a_number_written_by_hand_finds_what_everybody_may_see(client, process, helper):
    idea = entered(process, "17", helper=helper)
    secret = an_open_process(title="Geheim")
    entered(secret, "17", helper=a_helper(secret), title="Nicht zu sehen")
    with arranging():
        Process.objects.filter(pk=secret.pk).update(visibility=Item.Visibility.INVITED)

    page = client.get("/karte/", {"nummer": "17"})

    assert page.status_code == 200
    assert idea.get_absolute_url() in page.text
    assert "Nicht zu sehen" not in page.text


@pytest.mark.parametrize("channel", ["telephone", "letter", "event", "mobile_office"])
def test_whoever_calls_writes_or_comes_gets_a_number_too(client, process, helper, channel):
    a_series(process, n_cards=9)
    idea = entered(process, "", helper=helper, channel=channel)

    card = Card.objects.get(item=idea)
    page = client.get(f"/karte/{code_of(card.number)}/")

    assert (card.number, idea.origin.card_number) == (10, code_of(10))
    assert idea.get_absolute_url() in page.text


def test_a_card_of_a_wall_without_a_number_stays_without(process, helper):
    idea = entered(process, "", helper=helper)

    assert idea.origin.card_number == ""
    assert not Card.objects.exists()


def test_no_search_engine_keeps_the_page_of_a_card(client, process):
    a_series(process)

    assert client.get("/karte/3-D/").headers["X-Robots-Tag"] == "noindex"


def test_the_page_of_a_card_takes_few_queries(
    client, process, helper, django_assert_max_num_queries
):
    a_series(process)
    answered(entered(process, "3-D", helper=helper))

    with django_assert_max_num_queries(12):
        client.get("/karte/3-D/")
