"""Other words for an idea, where moderation has made a passage unreadable."""

from collections.abc import Callable

from faden.backbone.items.models import TITLE_LENGTH, Item
from faden.lib.text import slug_of
from faden.participation.ideas.models import Idea
from faden.shared.search.actions import index

Renamed = Callable[[Idea], None]
_keepers: list[Renamed] = []


def tell_new_title_to(renamed: Renamed) -> None:
    """Let a room that keeps titles of ideas hear of a title in which something is unreadable."""
    _keepers.append(renamed)


def put_text(item: Item, *, title: str, text: str) -> None:
    """Let the idea say this, its address and the search as well; part of moderation's action."""
    idea = Idea.objects.get(pk=item.pk)
    is_renamed = idea.title != title
    idea.title, idea.text, idea.slug = title[:TITLE_LENGTH], text, slug_of(title)
    idea.save(update_fields=["title", "text", "slug"])
    index(idea, title=idea.title, text=idea.text, language=idea.language)
    for renamed in _keepers if is_renamed else ():
        renamed(idea)
