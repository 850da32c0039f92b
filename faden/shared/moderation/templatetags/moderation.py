"""What pages of other rooms show of moderation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import template

from faden.backbone.items.models import Item
from faden.backbone.places.lands import rights_in
from faden.shared.moderation.models import Hold
from faden.shared.thread.models import Link

register = template.Library()


@register.inclusion_tag("moderation/hold_notice.html", takes_context=True)
def hold_notice(context: template.Context, hold: Hold | None) -> dict[str, Any]:
    """Show the author that a contribution waits, or why it is not published."""
    return {"hold": hold, "hours": getattr(context["site"].place, "moderation_hours", "")}


@register.inclusion_tag("moderation/moved_notice.html")
def moved_notice(moves: Sequence[Link]) -> dict[str, Any]:
    """Show from which processes a contribution was moved, and why."""
    return {"moves": moves}


@register.inclusion_tag("moderation/report_link.html")
def report_link(item: Item, *, name: str = "") -> dict[str, Any]:
    """Offer to report a contribution; `name` tells one from the others on the page."""
    return {"item": item, "name": name}


@register.inclusion_tag("moderation/before_sending.html", takes_context=True)
def before_sending(
    context: template.Context, *, waits: bool = False, is_private: bool = False
) -> dict[str, Any]:
    """Say beside a form what a contribution is not, the right ways, and what sending allows.

    :param waits: the team looks at it before it is published
    :param is_private: it is read by the city only, so nothing has to be allowed
    """
    place = context["site"].place
    return {
        "place": place,
        "rights": rights_in(getattr(place, "ags", "")),
        "defect_url": getattr(place, "defect_url", ""),
        "waits": waits,
        "is_private": is_private,
        "hours": getattr(place, "moderation_hours", ""),
    }
