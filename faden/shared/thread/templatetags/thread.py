"""How the thread of an item looks on its page."""

from typing import Any

from django import template
from django.urls import reverse

from faden.backbone.items.models import Item
from faden.shared.thread.branches import Branch, branches
from faden.shared.thread.picture import Picture, picture_of
from faden.shared.thread.verdicts import verdicts_on
from faden.shared.thread.walk import thread_of

register = template.Library()

NEAR = 3  # links away; the thread's own page shows what lies beyond


@register.inclusion_tag("thread/of_item.html")
def thread(item: Item) -> dict[str, Any]:
    """Show where the item comes from and what became of it; nothing for one without links."""
    found = thread_of(item, deepest=NEAR)
    if not found:
        return {"thread": None}
    verdicts = verdicts_on(found.item_ids)
    path = reverse("thread:thread", args=[item.uuid])
    return {
        "thread": found,
        "path": path,
        "picture": picture_of(found, verdicts, rest_path=f"{path}#liste"),
        "onward": branches(found.onward, verdicts, start=item.pk),
        "back": branches(found.back, verdicts, start=item.pk),
    }


@register.inclusion_tag("thread/picture.html")
def thread_picture(picture: Picture) -> dict[str, Any]:
    """Draw the thread."""
    return {"picture": picture}


@register.inclusion_tag("thread/branches.html")
def thread_branches(shown: list[Branch]) -> dict[str, Any]:
    """List a direction of the thread, the nearest first, what follows from it below it."""
    return {"branches": shown}
