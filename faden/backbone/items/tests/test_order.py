"""Lists in each order come from an index: their cost does not grow with the rows."""

from datetime import timedelta

import pytest
from django.db import connection

from faden.backbone.audit.guard import arranging
from faden.backbone.items.models import Item
from faden.backbone.items.tests.factories import PUBLIC, STAFF, an_item
from faden.backbone.people.tests.factories import NOON

N_ITEMS = 3000


@pytest.fixture
def process(db) -> Item:
    """Two processes with many items each."""
    processes = [an_item(kind="process") for _ in range(2)]
    with arranging():
        Item.objects.bulk_create(_item(n, processes[n % 2]) for n in range(2 * N_ITEMS))
        connection.cursor().execute("ANALYZE items_item")
    return processes[0]


def _item(n: int, process: Item) -> Item:
    return Item(
        kind="idea",
        title=f"Idea {n}",
        part_of=process,
        process=process,
        visibility=STAFF if n % 50 == 0 else PUBLIC,
        created_at=NOON,
        published_at=NOON + timedelta(minutes=n * 7919 % 10_000),
        n_up=n * 31 % 97,
        n_comments=n * 17 % 53,
    )


def test_each_order_of_a_list_has_its_index(process):
    listed = Item.objects.public().filter(kind="idea", part_of=process)

    plans = {
        order: listed.order_by(order, "-id")[:20].explain()
        for order in ("-published_at", "-n_up", "-n_comments")
    }

    assert "items_newest" in plans["-published_at"]
    assert "items_most_positive" in plans["-n_up"]
    assert "items_most_discussed" in plans["-n_comments"]
    assert not any("TEMP B-TREE" in plan or "Sort" in plan for plan in plans.values()), plans
