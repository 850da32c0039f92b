"""How other pages show an office."""

import re
from typing import Any

from django import template

from faden.backbone.people.models import Unit

register = template.Library()

NO_DIGIT = re.compile(r"[^+0-9]")


@register.inclusion_tag("city/office_card.html")
def office_card(office: Unit, level: int = 2) -> dict[str, Any]:
    """Show how to reach an office: what it does, address, telephone, hours, e-mail, deputy.

    `level`: of the heading with its name.
    """
    return {"office": office, "level": level, "dial": dialled(office.telephone)}


def dialled(telephone: str) -> str:
    """Return the number as telephones dial it: "05231 / 977-0" becomes "052319770"."""
    return NO_DIGIT.sub("", telephone.replace("(0)", ""))
