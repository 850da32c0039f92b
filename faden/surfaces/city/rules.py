"""To whom a message can go, and what an office or tag must be."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from faden.backbone.people.models import Unit
from faden.lib.refused import Refusal

UNDELIVERED_KEPT = timedelta(days=90)  # a message whose mail never arrived


def message_refusal(unit: Unit | None) -> Refusal | None:
    """Why no message can be sent to the office."""
    if unit is not None and unit.email:
        return None
    return Refusal(
        "city.no_mailbox",
        _("This office cannot be written to here, because its e-mail address is not known."),
    )


def contact_refusal(*, email: str) -> Refusal | None:
    """Why an office cannot be the city's contact."""
    if email:
        return None
    return Refusal(
        "city.contact_needs_mailbox",
        _("The city's contact needs an e-mail address: all messages go there."),
    )


def removal_refusal(unit: Unit | None) -> Refusal | None:
    """Why an office cannot be removed."""
    if unit is None or not unit.is_city_contact:
        return None
    return Refusal(
        "city.office_is_contact",
        _("This office answers for the whole city. Please let another office do that first."),
    )


def merge_refusal(*, is_same: bool) -> Refusal | None:
    """Why two tags cannot become one."""
    if not is_same:
        return None
    return Refusal("city.same_tag", _("Please choose another tag: this one is the same."))
