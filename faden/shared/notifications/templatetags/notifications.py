"""What other pages show of mails."""

from __future__ import annotations

from typing import Any

from django import template

from faden.backbone.people.models import Person
from faden.shared.notifications.queries import bounce_of

register = template.Library()


@register.inclusion_tag("notifications/bounce_notice.html")
def bounce_notice(person: Person, change_url: str) -> dict[str, Any]:
    """Tell somebody that mails to them come back, and what to do; nothing if none do.

    :param change_url: where they change their address
    """
    return {"bounce": bounce_of(person), "change_url": change_url}
