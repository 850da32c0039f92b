"""Other words for an idea, where moderation has made a passage unreadable."""

from faden.backbone.items.models import TITLE_LENGTH, Item
from faden.lib.text import slug_of
from faden.participation.ideas.models import Idea
from faden.shared.search.actions import index


def put_text(item: Item, *, title: str, text: str) -> None:
    """Let the idea say this, its address and the search as well; part of moderation's action."""
    idea = Idea.objects.get(pk=item.pk)
    idea.title, idea.text, idea.slug = title[:TITLE_LENGTH], text, slug_of(title)
    idea.save(update_fields=["title", "text", "slug"])
    index(idea, title=idea.title, text=idea.text, language=idea.language)
