"""What everybody sees: lists across processes leave out all that is part of something closed."""

import pytest

from faden.backbone.audit.guard import arranging
from faden.backbone.items.models import Item, Revision, seen_by_all
from faden.backbone.items.tests.factories import INVITED, PUBLIC, STAFF, an_item
from faden.backbone.people.tests.factories import NOON

pytestmark = pytest.mark.django_db


def a_tree(process=PUBLIC, idea=PUBLIC, comment=PUBLIC):
    """A process with an idea with a comment, and a part of the process that is part of nothing."""
    above = an_item(kind="process", visibility=process)
    idea = an_item(part_of=above, process=above, visibility=idea)
    comment = an_item(kind="comment", part_of=idea, process=above, visibility=comment)
    return {"process": above, "idea": idea, "comment": comment, "loose": an_item(process=above)}


@pytest.mark.parametrize(
    ("tree", "seen"),
    [
        ({}, {"process", "idea", "comment", "loose"}),
        ({"comment": STAFF}, {"process", "idea", "loose"}),
        ({"idea": STAFF}, {"process", "loose"}),
        ({"idea": INVITED}, {"process", "loose"}),
        ({"process": STAFF}, set()),
        ({"process": INVITED}, set()),
    ],
)
def test_what_everybody_sees_of_a_process(tree, seen):
    items = a_tree(**tree)

    listed = {name for name, item in items.items() if item in Item.objects.seen_by_all()}
    by_itself = {name for name, item in items.items() if item.is_seen_by_all}

    assert listed == by_itself == seen


def test_what_belongs_to_nothing_is_seen_if_it_is_public():
    news, draft = an_item(), an_item(visibility=STAFF)

    assert list(Item.objects.seen_by_all()) == [news]
    assert (news.is_seen_by_all, draft.is_seen_by_all) == (True, False)


def test_the_condition_works_from_afar():
    trees = [a_tree(), a_tree(process=INVITED)]
    with arranging():
        Revision.objects.bulk_create(
            Revision(item=tree["comment"], number=1, created_at=NOON) for tree in trees
        )

    found = Revision.objects.filter(seen_by_all("item__"))

    assert [revision.item for revision in found] == [trees[0]["comment"]]
