"""Entering cards keeps their numbers and shows possible duplicates."""

import pytest

from faden.backbone.audit.guard import arranging
from faden.backbone.audit.tests.threads import at_once
from faden.backbone.jobs.worker import run_due
from faden.backbone.people.tests.factories import NOON
from faden.backbone.places.tests.factories import a_place
from faden.backbone.processes.tests.factories import an_open_process
from faden.lib.refused import Refusal
from faden.participation.ideas.actions.cards import take_back
from faden.participation.ideas.models import Idea
from faden.participation.ideas.tests.factories import an_idea
from faden.participation.paper.actions import settle
from faden.participation.paper.models import Card, Likeness
from faden.participation.paper.queries import likenesses_in
from faden.participation.paper.tests.factories import a_helper, a_series, entered

pytestmark = pytest.mark.django_db


@pytest.fixture
def process():
    return an_open_process(title="Fluss")


@pytest.fixture
def helper(process):
    return a_helper(process)


def test_a_printed_number_is_kept_as_it_is_printed(process, helper):
    a_series(process)

    idea = entered(process, "3 d", helper=helper)

    assert (idea.origin.card_number, Card.objects.get(number=3).item_id) == ("3-D", idea.pk)


def test_a_number_is_taken_once_whatever_wall_it_is_entered_from(process, helper):
    a_series(process)
    entered(process, "3-D", helper=helper)

    again = entered(process, "3-D", helper=helper, place="Marktplatz")

    assert isinstance(again, Refusal)
    assert again.code == "paper.taken"
    assert Idea.objects.count() == 1


def test_a_card_that_was_entered_by_mistake_can_be_entered_again(process, helper):
    a_series(process)
    wrong = entered(process, "3-D", helper=helper, title="Falsch")
    take_back([wrong], reason="Verlesen", actor=helper, now=NOON)

    right = entered(process, "3-D", helper=helper, title="Richtig", place="Marktplatz")

    assert Card.objects.get(number=3).item_id == right.pk


def test_a_card_of_another_process_is_not_entered(process, helper):
    a_series(an_open_process(title="Straße"))

    refusal = entered(process, "3-D", helper=helper)

    assert isinstance(refusal, Refusal)
    assert refusal.code == "paper.other_process"


def test_the_page_of_fifty_rows_says_what_is_wrong_with_a_number(client, process, helper):
    a_series(process)
    client.force_login(helper)
    sent = {"channel": "idea_wall", "karte1-number": "3-E", "karte1-title": "Bank am Wehr"}

    answer = client.post(f"/team/beteiligungen/{process.slug}/ideen/karten/", sent)

    assert answer.status_code == 422
    assert "gehören nicht zusammen" in answer.text


def test_whoever_takes_a_call_reads_the_number_on_the_next_page(client, process, helper):
    client.force_login(helper)
    sent = {"channel": "telephone", "title": "Bank am Wehr", "text": "Zum Sitzen."}

    page = client.post(f"/team/beteiligungen/{process.slug}/ideen/erfassen/", sent, follow=True)

    assert "Die Nummer ist 1-B" in page.text


def test_what_was_entered_is_shown_beside_ideas_that_sound_like_it(client, process, helper):
    for number in range(4):
        an_idea(process, title=f"Etwas anderes {number}", text="Ganz anderer Inhalt.")
    known = an_idea(process, title="Trinkbrunnen am Marktplatz", text="Ein Brunnen zum Trinken.")
    entered(process, "", helper=helper, title="Trinkbrunnen am Marktplatz")
    run_due()
    client.force_login(helper)

    page = client.get(f"/team/beteiligungen/{process.slug}/karten/dubletten/").text

    assert known.get_absolute_url() in page


def test_a_pair_that_was_looked_at_is_shown_no_more(process, helper):
    idea, other = an_idea(process, title="Brunnen"), an_idea(process, title="Brunnen")
    with arranging():
        pair = Likeness.objects.create(idea=idea, other=other, found_at=NOON)

    settle(pair, actor=helper, now=NOON)

    assert not likenesses_in(process).exists()


@pytest.mark.postgres_only
@pytest.mark.django_db(transaction=True)
def test_two_series_at_once_share_no_number():
    a_place()
    process = an_open_process(title="Fluss")

    at_once([lambda: a_series(process, n_cards=20)] * 2)

    numbers = list(Card.objects.values_list("number", flat=True))
    assert numbers == list(range(1, 41))
