"""What the list and the picture of a thread say."""

import pytest

from faden.backbone.items.tests.factories import an_item
from faden.backbone.people.tests.factories import NOON
from faden.shared.thread.actions import link
from faden.shared.thread.branches import branches, in_a_row
from faden.shared.thread.models import Link
from faden.shared.thread.picture import MOST_IN_COLUMN, picture_of
from faden.shared.thread.walk import thread_of

pytestmark = pytest.mark.django_db
Relation = Link.Relation


@pytest.fixture
def measure():
    """Two ideas led to a measure, which the council decided."""
    measure, decision = an_item(title="Measure"), an_item(title="Decision")
    for title in ("Bench", "Shade"):
        idea = an_item(title=title)
        link(measure, Relation.DERIVED_FROM, target=idea, author=None, note="Asked for.", now=NOON)
    link(measure, Relation.DECIDED_IN, target=decision, author=None, now=NOON)
    return measure


def said(branches) -> list:
    return [(str(one.words), one.item.title, said(one.branches)) for one in branches]


def test_the_list_reads_from_the_item_where_it_stands(measure):
    thread = thread_of(measure)

    back = branches(thread.back, {}, start=measure.pk)
    onward = branches(thread.onward, {}, start=measure.pk)

    assert said(back) == [("Entstanden aus", "Bench", []), ("Entstanden aus", "Shade", [])]
    assert said(onward) == [("Wurde beschlossen in", "Decision", [])]


def test_what_follows_stands_below_what_it_follows_from(measure):
    idea = thread_of(measure).back[0].item

    found = branches(thread_of(idea).onward, {}, start=idea.pk)

    assert said(found) == [("Führte zu", "Measure", [("Wurde beschlossen in", "Decision", [])])]


def test_in_a_row_each_item_stands_once(measure):
    idea = thread_of(measure).back[0].item

    found = in_a_row(thread_of(idea).onward, {}, start=idea.pk)

    assert [one.item.title for one in found] == ["Measure", "Decision"]


def test_the_picture_has_what_came_first_at_the_left(measure):
    picture = picture_of(thread_of(measure), {}, rest_path="#all")

    boxes = {box.lines[0]: box.x for box in picture.boxes}
    assert boxes["Bench"] == boxes["Shade"] < boxes["Measure"] < boxes["Decision"]
    assert [box.lines[0] for box in picture.boxes if not box.path] == ["Measure"]
    assert {edge.words for edge in picture.edges} == {"Führte zu", "Wurde beschlossen in"}


def test_what_does_not_fit_into_a_column_is_counted(measure):
    for _number in range(MOST_IN_COLUMN):
        link(measure, Relation.DERIVED_FROM, target=an_item(), author=None, now=NOON)

    picture = picture_of(thread_of(measure), {}, rest_path="#all")

    assert [box.lines[0] for box in picture.boxes if box.path == "#all"] == ["und 2 weitere"]
