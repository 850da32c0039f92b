"""A process in a list."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import template

from faden.backbone.processes.models import Process
from faden.backbone.processes.rules import Offer

register = template.Library()


@register.inclusion_tag("processes/card.html")
def process_card(
    process: Process, offers: Sequence[Offer], *, now: datetime, level: int
) -> dict[str, Any]:
    """Show the process as a card with the first thing that can be done in it now.

    :param level: of the card's heading
    """
    return {"process": process, "offers": offers, "now": now, "level": level}
