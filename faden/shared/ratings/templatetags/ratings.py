"""The box in which people rate."""

from typing import Any

from django import template

from faden.backbone.items.models import Item
from faden.lib.refused import Refusal

register = template.Library()


@register.inclusion_tag("ratings/rating.html", takes_context=True)
def rating(
    context: template.Context, item: Item, *, own: int, refusal: Refusal | None
) -> dict[str, Any]:
    """Show both counts and the two buttons, or why there are none.

    :param item: with `origin` and `guest_tally`
    :param own: the visitor's rating: 1, -1 or 0
    """
    frame = {name: context.get(name) for name in ("request", "site")}
    return frame | {"item": item, "own": own, "refusal": refusal}
