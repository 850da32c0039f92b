from itertools import count
from typing import Any

from faden.backbone.audit.actions import action
from faden.backbone.audit.guard import arranging
from faden.backbone.items.actions import appear
from faden.backbone.items.models import Item
from faden.backbone.people.tests.factories import NOON

_numbers = count(1)
PUBLIC, INVITED, STAFF = Item.Visibility.PUBLIC, Item.Visibility.INVITED, Item.Visibility.STAFF


def an_item(**overrides: Any) -> Item:
    """A public item that is part of nothing and counted nowhere."""
    facts: dict[str, Any] = {
        "kind": "idea",
        "title": "Benches at the river",
        "visibility": PUBLIC,
        "created_at": NOON,
        "published_at": NOON,
    }
    if overrides.get("kind") == "process":
        facts["slug"] = f"process-{next(_numbers)}"
    with arranging():
        return Item.objects.create(**(facts | overrides))


@action
def an_item_in(process: Item, **overrides: Any) -> Item:
    """A part of the process; it is counted if it is public."""
    item = an_item(**({"part_of": process, "process": process} | overrides))
    if item.is_public:
        appear(item)
    return item
