"""Links: their direction, their uniqueness, and what they keep to themselves."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from faden.backbone.audit.queries import versions
from faden.backbone.audit.tests.logged import log_of
from faden.backbone.audit.tests.threads import at_once
from faden.backbone.items.actions import set_visibility
from faden.backbone.items.tests.factories import INVITED, STAFF, an_item, an_item_in
from faden.backbone.people import actions as people
from faden.backbone.people.tests.factories import NOON, a_guest, a_person
from faden.backbone.processes.tests.factories import a_process
from faden.shared.thread.actions import link
from faden.shared.thread.models import Link
from faden.shared.thread.queries import links_at, links_from, links_to

pytestmark = pytest.mark.django_db
Relation = Link.Relation


def linked(source, relation, target, author=None) -> Link:
    return link(source, relation, target=target, author=author, now=NOON)


@pytest.mark.parametrize(
    ("relation", "words"),
    [
        (Relation.DERIVED_FROM, "was derived from"),
        (Relation.RESPONDS_TO, "responds to"),
        (Relation.MERGED_INTO, "was merged into"),
        (Relation.SIMILAR_TO, "is similar to"),
        (Relation.TAKEN_FURTHER_IN, "is taken further in"),
        (Relation.FORWARDED_TO, "was forwarded to"),
        (Relation.DECIDED_IN, "was decided in"),
        (Relation.IMPLEMENTS, "implements"),
        (Relation.CONTRADICTS, "contradicts"),
        (Relation.PART_OF, "is part of"),
        (Relation.MOVED_FROM, "was moved from"),
    ],
)
def test_a_link_reads_as_a_sentence_from_its_source_to_its_target(relation, words):
    idea, measure = an_item(title="Benches"), an_item(title="Measure 7")
    found = linked(idea, relation, measure)

    with translation.override("en"):
        sentence = f"{found.source} {found.get_relation_display()} {found.target}"

    assert sentence == f"Benches {words} Measure 7"


def test_no_relation_is_without_its_sentence():
    assert len(Relation) == 11


def test_a_link_is_seen_from_both_ends_in_its_own_direction():
    idea, measure, decision = (an_item() for _ in range(3))
    first = linked(measure, Relation.DERIVED_FROM, idea)
    second = linked(measure, Relation.DECIDED_IN, decision)

    assert (set(links_from(measure)), list(links_to(measure))) == ({first, second}, [])
    assert (list(links_from(idea)), list(links_to(idea))) == ([], [first])
    assert list(links_to(decision)) == [second]


def test_a_link_said_again_changes_nothing():
    idea, measure, ada = an_item(), an_item(), a_person()

    links = [linked(measure, Relation.DERIVED_FROM, idea, person) for person in (ada, a_person())]

    assert links[0] == links[1] == Link.objects.get()
    assert Link.objects.get().author == ada
    assert [(entry.action, entry.actor_id, entry.facts) for entry in log_of(links[0])] == [
        ("thread.link", ada.pk, {"relation": "derived_from"})
    ]


@pytest.mark.django_db(transaction=True)
def test_a_link_said_by_many_at_once_is_there_once():
    idea, measure = an_item(), an_item()

    links = at_once([lambda: linked(measure, Relation.DERIVED_FROM, idea)] * 6)

    assert set(links) == {Link.objects.get()}


def test_two_items_may_be_linked_in_several_ways_and_both_directions():
    a, b = an_item(), an_item()

    linked(a, Relation.SIMILAR_TO, b)
    linked(a, Relation.CONTRADICTS, b)
    linked(b, Relation.SIMILAR_TO, a)

    assert Link.objects.count() == 3


def test_nothing_comes_from_itself():
    item = an_item()

    with pytest.raises(IntegrityError), transaction.atomic():
        linked(item, Relation.SIMILAR_TO, item)

    assert not Link.objects.exists()


@pytest.mark.parametrize("visibility", [STAFF, INVITED])
def test_an_end_that_is_not_public_is_not_shown_at_the_other(visibility):
    idea, measure = an_item(), an_item()
    linked(measure, Relation.DERIVED_FROM, idea)

    set_visibility(idea, visibility, actor=None)
    from_measure = list(links_from(measure))
    set_visibility(measure, visibility, actor=None)

    assert (from_measure, list(links_to(idea))) == ([], [])


@pytest.mark.parametrize("visibility", [STAFF, INVITED])
def test_an_end_in_a_process_that_is_not_public_is_not_shown_at_the_other(visibility):
    closed = a_process(visibility=visibility)
    idea, measure = an_item_in(closed), an_item_in(a_process())
    linked(measure, Relation.DERIVED_FROM, idea)
    linked(idea, Relation.SIMILAR_TO, measure)

    assert (list(links_from(measure)), list(links_to(measure))) == ([], [])


@pytest.mark.parametrize("visibility", [STAFF, INVITED])
def test_the_team_sees_hidden_ends_of_its_own_process_and_none_of_others(visibility):
    own = a_process()
    idea, hidden = an_item_in(own), an_item_in(own, visibility=visibility)
    public = an_item_in(a_process())
    elsewhere = an_item_in(a_process(), visibility=visibility)
    closed = an_item_in(a_process(visibility=visibility))
    for other in (hidden, public, elsewhere, closed):
        linked(idea, Relation.SIMILAR_TO, other)
        linked(other, Relation.MERGED_INTO, idea)

    links = links_at(idea, [Relation.SIMILAR_TO, Relation.MERGED_INTO])

    ends = {link.source if link.target == idea else link.target for link in links}
    assert (len(links), ends) == (4, {hidden, public})


def test_the_pages_of_both_ends_change():
    idea, measure = an_item_in(a_process()), an_item_in(a_process())
    scopes = [f"process:{item.process_id}" for item in (idea, measure)]
    before = versions(scopes)

    linked(measure, Relation.DERIVED_FROM, idea)

    assert versions(scopes) == {scope: version + 1 for scope, version in before.items()}


def test_a_link_outlives_whoever_made_it():
    guest, account = a_guest(), a_person()
    found = linked(an_item(), Relation.SIMILAR_TO, an_item(), guest)

    people.merge(guest, account, now=NOON)
    merged = Link.objects.get().author
    people.erase(account, now=NOON)

    assert merged == account
    assert Link.objects.get() == found
