"""A process in a list, and how far it is."""

from datetime import datetime
from typing import Any

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from faden.shared.media.templatetags.media import source_of
from faden.surfaces.process_pages.queries import ProcessCard
from faden.surfaces.process_pages.rules import Stage
from faden.web.icons import badge

register = template.Library()

_LOOK = {
    Stage.DRAFT: ("neutral", "draft", _("Draft")),
    Stage.COMING: ("info", "calendar-today", _("Starts soon")),
    Stage.RUNNING: ("success", "autorenew", _("Running now")),
    Stage.BETWEEN: ("info", "autorenew", _("In progress")),
    Stage.ENDED: ("neutral", "check", _("Ended")),
    Stage.ARCHIVED: ("neutral", "check", _("Closed")),
}


@register.simple_tag
def stage_badge(stage: Stage) -> SafeString:
    """Show how far a process is, as a badge of icon and words."""
    kind, icon, label = _LOOK[stage]
    return badge(kind, str(label), icon_name=icon)


@register.inclusion_tag("process_pages/card.html")
def process_card(card: ProcessCard, *, now: datetime, level: int) -> dict[str, Any]:
    """Show the process as a card with the first thing that can be done in it now.

    :param level: of the card's heading
    """
    image = card.image if card.image and card.image.is_ready else None
    source = source_of(image) if image else None
    return {"card": card, "process": card.process, "source": source, "now": now, "level": level}
