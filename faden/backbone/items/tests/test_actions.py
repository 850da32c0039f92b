"""Counters stay exact whatever happens to items; texts keep their history."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F

from faden.backbone.audit.models import LogEntry
from faden.backbone.audit.queries import versions
from faden.backbone.audit.tests.logged import log_of
from faden.backbone.items import actions
from faden.backbone.items.models import Item, PublicCount
from faden.backbone.items.queries import public_counts
from faden.backbone.items.tests.factories import INVITED, PUBLIC, STAFF, an_item, an_item_in
from faden.backbone.people.tests.factories import NOON, a_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def process() -> Item:
    return an_item(kind="process")


def counters(item: Item) -> tuple[int, int, int]:
    return Item.objects.values_list("n_up", "n_down", "n_comments").get(pk=item.pk)


def test_counters_change_by_what_is_named_and_by_nothing_else(process):
    item, other = an_item_in(process), an_item_in(process)

    actions.count(item, n_up=2, n_comments=1)
    actions.count(item, n_up=-1, n_down=3)

    assert (counters(item), counters(other)) == ((1, 3, 1), (0, 0, 0))


def test_counting_goes_by_the_stored_row_and_not_by_what_the_caller_read(process):
    item = an_item_in(process)

    for _ in range(2):
        actions.count(Item(pk=item.pk, process=process, n_up=7), n_up=1)

    assert counters(item) == (2, 0, 0)


def test_a_counter_never_falls_below_nothing(process):
    item = an_item_in(process)

    with pytest.raises(IntegrityError), transaction.atomic():
        actions.count(item, n_up=-1)

    assert counters(item) == (0, 0, 0)


def test_counting_changes_pages_but_is_not_in_the_log(process):
    item = an_item_in(process)
    before = versions([f"process:{process.pk}"])

    actions.count(item, n_up=1)

    assert versions([f"process:{process.pk}"]) == {k: v + 1 for k, v in before.items()}
    assert not LogEntry.objects.exists()


def test_what_appears_is_counted_by_kind_in_its_process(process):
    elsewhere = an_item(kind="process")
    idea = an_item_in(process)
    an_item_in(process)
    an_item_in(process, kind="comment", part_of=idea)
    an_item_in(process, visibility=STAFF)
    an_item_in(elsewhere)
    an_item()

    assert public_counts(process) == {"idea": 2, "comment": 1}
    assert public_counts(elsewhere) == {"idea": 1}
    assert counters(idea) == (0, 0, 1)


@pytest.mark.parametrize(
    ("before", "after", "n_before", "n_after"),
    [
        (PUBLIC, STAFF, {"idea": 1}, {}),
        (PUBLIC, INVITED, {"idea": 1}, {}),
        (STAFF, PUBLIC, {}, {"idea": 1}),
        (INVITED, PUBLIC, {}, {"idea": 1}),
        (STAFF, INVITED, {}, {}),
        (PUBLIC, PUBLIC, {"idea": 1}, {"idea": 1}),
    ],
)
def test_opening_and_closing_an_item_keeps_the_count(process, before, after, n_before, n_after):
    item, actor = an_item_in(process, visibility=before), a_person()
    assert public_counts(process) == n_before

    actions.set_visibility(item, after, actor=actor)

    entry = log_of(item).get()
    assert Item.objects.get(pk=item.pk).visibility == after
    assert public_counts(process) == n_after
    assert (entry.action, entry.actor_id, entry.facts) == (
        "items.set_visibility",
        actor.pk,
        {"before": before, "after": after},
    )


def test_a_hidden_comment_leaves_the_count_of_what_it_is_about(process):
    idea = an_item_in(process)
    comments = [an_item_in(process, kind="comment", part_of=idea) for _ in range(3)]

    actions.set_visibility(comments[0], STAFF, actor=None)
    actions.set_visibility(comments[1], STAFF, actor=None)
    actions.set_visibility(comments[1], PUBLIC, actor=None)

    assert counters(idea) == (0, 0, 2)
    assert public_counts(process) == {"idea": 1, "comment": 2}


def test_an_item_outside_processes_is_counted_nowhere():
    item = an_item()

    actions.set_visibility(item, STAFF, actor=None)

    assert not PublicCount.objects.exists()


def test_items_published_together_are_dated_and_counted_like_single_ones(process):
    old = an_item_in(process)
    drafts = [an_item_in(process, visibility=STAFF, published_at=None) for _ in range(2)]
    comments = [
        an_item_in(process, kind="comment", part_of=part_of, visibility=STAFF, published_at=None)
        for part_of in (old, drafts[0], drafts[0])
    ]
    together = Item.objects.filter(pk__in=[item.pk for item in (*drafts, *comments)])

    n_published = actions.publish_together(together, process=process)

    assert n_published == 5
    assert public_counts(process) == {"idea": 3, "comment": 3}
    assert [counters(item) for item in (old, *drafts)] == [(0, 0, 1), (0, 0, 2), (0, 0, 0)]
    assert not together.exclude(published_at=F("created_at")).exists()


def test_revisions_are_numbered_for_each_item():
    item, other, ada = an_item(title="First"), an_item(), a_person()

    actions.revise(item, text="a", author=ada, now=NOON)
    actions.revise(other, text="x", author=None, now=NOON)
    item.title = "Second"
    actions.revise(item, text="b", author=None, now=NOON + timedelta(hours=1))

    columns = ("number", "title", "text", "author", "created_at")
    assert list(item.revisions.order_by("number").values_list(*columns)) == [
        (1, "First", "a", ada.pk, NOON),
        (2, "Second", "b", None, NOON + timedelta(hours=1)),
    ]
    assert other.revisions.get().number == 1


def test_a_locked_item_is_the_row_as_it_is_now(process):
    item = an_item_in(process)
    actions.count(item, n_up=5)

    with transaction.atomic():
        locked = actions.lock(item)

    assert (locked, locked.n_up, item.n_up) == (item, 5, 0)
