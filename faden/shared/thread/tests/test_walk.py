"""The thread of an item: how far it reaches, where it ends, and who stands behind it."""

from itertools import pairwise

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from faden.backbone.items.actions import set_visibility
from faden.backbone.items.tests.factories import INVITED, STAFF, an_item, an_item_in
from faden.backbone.people.tests.factories import NOON, a_person
from faden.backbone.processes.tests.factories import a_process
from faden.shared.thread import walk
from faden.shared.thread.actions import link
from faden.shared.thread.models import Link
from faden.shared.thread.relations import BESIDE, SOURCE_IS_LATER, TARGET_IS_LATER
from faden.shared.thread.walk import thread_of

pytestmark = pytest.mark.django_db
Relation = Link.Relation


def tie(source, relation, target) -> Link:
    return link(source, relation, target=target, author=None, now=NOON)


def titles(steps) -> list[str]:
    return [step.item.title for step in steps]


def chain(*items, relation=Relation.TAKEN_FURTHER_IN) -> None:
    for before, after in pairwise(items):
        tie(before, relation, after)


@pytest.mark.parametrize("relation", sorted(TARGET_IS_LATER))
def test_these_relations_lead_on_to_their_target(relation):
    idea, later = an_item(title="idea"), an_item(title="later")
    tie(idea, relation, later)

    assert titles(thread_of(idea).onward) == ["later"]
    assert titles(thread_of(later).back) == ["idea"]


@pytest.mark.parametrize("relation", sorted(SOURCE_IS_LATER))
def test_these_relations_lead_on_to_their_source(relation):
    idea, later = an_item(title="idea"), an_item(title="later")
    tie(later, relation, idea)

    assert titles(thread_of(idea).onward) == ["later"]
    assert titles(thread_of(later).back) == ["idea"]


@pytest.mark.parametrize("relation", sorted(BESIDE))
def test_these_relations_lead_nowhere(relation):
    one, other = an_item(), an_item()
    tie(one, relation, other)

    assert not thread_of(one)
    assert not thread_of(other)


def test_a_thread_is_followed_over_eight_links_the_nearest_first():
    items = [an_item(title=str(number)) for number in range(10)]
    chain(*items)

    assert titles(thread_of(items[0]).onward) == [str(number) for number in range(1, 9)]


def test_a_circle_ends():
    one, other = an_item(title="one"), an_item(title="other")
    chain(one, other, one)

    found = thread_of(one)

    assert set(titles(found.onward)) == {"one", "other"}
    assert not found.is_cut


@pytest.mark.parametrize("visibility", [INVITED, STAFF])
def test_a_thread_ends_at_what_not_everybody_sees(visibility):
    idea, hidden, beyond = an_item(), an_item(), an_item()
    chain(idea, hidden, beyond)
    set_visibility(hidden, visibility, actor=None)

    assert not thread_of(idea)


def test_a_thread_ends_at_a_public_part_of_a_process_that_not_everybody_sees():
    idea = an_item()
    process = a_process(visibility=INVITED)
    tie(idea, Relation.TAKEN_FURTHER_IN, an_item_in(process))

    assert not thread_of(idea)


def test_whoever_is_in_an_invited_process_sees_its_own_thread():
    process = a_process(visibility=INVITED)
    idea, result = an_item_in(process, title="idea"), an_item_in(process, title="result")
    chain(idea, result)

    assert titles(thread_of(idea).onward) == ["result"]


def test_drafts_stand_in_no_thread_because_members_of_a_closed_group_read_some_of_them():
    process = a_process()
    minutes, draft = (an_item_in(process, visibility=STAFF) for _ in range(2))
    idea = an_item_in(process, title="idea")
    chain(idea, minutes, draft)

    found = thread_of(minutes)

    assert titles(found.back) == ["idea"]
    assert not found.onward


def test_invited_people_see_what_is_for_them():
    process = a_process(visibility=INVITED)
    idea, result = (
        an_item_in(process, title=one, visibility=INVITED) for one in ("idea", "result")
    )
    chain(idea, result)

    assert titles(thread_of(idea).onward) == ["result"]


def test_each_person_behind_a_measure_is_counted_once():
    author, other = a_person(), a_person()
    measure = an_item(title="measure")
    for one in (author, author, other, None, None):
        tie(measure, Relation.DERIVED_FROM, an_item(kind="idea", author=one))

    assert thread_of(measure).n_people == 4


def test_many_links_cost_as_many_queries_as_one():
    measure = an_item()
    ideas = [an_item() for _ in range(30)]
    for idea in ideas:
        tie(measure, Relation.DERIVED_FROM, idea)

    with CaptureQueriesContext(
        connection,
    ) as queries:
        found = thread_of(measure)

    assert (len(found.back), len(queries)) == (30, 3)


def test_a_thread_says_when_there_is_more(monkeypatch):
    monkeypatch.setattr(walk, "MOST_STEPS", 2)
    measure = an_item()
    for _number in range(3):
        tie(measure, Relation.DERIVED_FROM, an_item())

    assert thread_of(measure).is_cut
