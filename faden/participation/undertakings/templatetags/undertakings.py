"""An undertaking in lists of other pages."""

from typing import Any

from django import template

from faden.participation.undertakings.models import Undertaking

register = template.Library()


@register.inclusion_tag("undertakings/card.html")
def undertaking_card(undertaking: Undertaking, *, level: int = 3) -> dict[str, Any]:
    """Show the undertaking as a card: how far it is, and whether people can take part."""
    return {"undertaking": undertaking, "level": level}
