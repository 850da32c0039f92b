from itertools import count
from typing import Any

from faden.backbone.items.models import Item
from faden.backbone.items.tests.factories import an_item
from faden.shared.search.actions import Text, index, index_many

_numbers = count(1)


def a_found_item(title: str = "", text: str = "", **overrides: Any) -> Item:
    """A public item that is in the index."""
    item = an_item(title=title[:200], **overrides)
    index(item, title=title, text=text, language=item.language)
    return item


def found_items(titles: list[str], **overrides: Any) -> list[Item]:
    """Public items of these titles, indexed together."""
    items = [an_item(title=title, **overrides) for title in titles]
    index_many(Text(item.pk, item.title, "", item.language) for item in items)
    return items
