"""What cannot be said of bodies and organisations, and why."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from faden.backbone.items.models import Item
from faden.backbone.people.models import Level, Organisation, Person
from faden.lib.dates import city_day
from faden.lib.refused import Refusal, Remedy

MEMBER_THERE = Refusal(
    "groups.member_there", _("Somebody with this e-mail address is a member already.")
)
NO_NAME = Refusal("groups.no_name", _("To show the name, please enter it first."))
NOT_YOURS = Refusal("groups.not_yours", _("You can only decide on your own name."))
NOT_YET = Refusal("groups.decided_later", _("This day is still to come."))
DECIDED = Refusal("groups.application_decided", _("This application is decided already."))
NO_REASON = Refusal("groups.no_reason", _("Please say why: whoever applied reads it."))
TAKEN = Refusal("groups.name_taken", _("There is an organisation of this name already."))
NO_ACCOUNT = Refusal("groups.no_account", _("There is no account with this e-mail address."))
NEEDS_ACCOUNT = Refusal(
    "groups.needs_account",
    _("Organisations take part through the account of somebody who acts for them."),
    remedy=Remedy.SIGN_IN,
)


def nothing_refused(item: Item, verb: str) -> Refusal | None:  # noqa: ARG001 - as kinds ask
    """Return None: nobody rates or discusses bodies, meetings and decisions."""
    return None


def decision_refusal(decided_on: date, *, now: datetime) -> Refusal | None:
    """Return why nothing can have been decided on this day."""
    return NOT_YET if decided_on > city_day(now) else None


def application_refusal(person: Person | None, *, is_taken: bool) -> Refusal | None:
    """Return why this person cannot apply for an organisation of this name."""
    if person is None or person.level < Level.REGISTERED:
        return NEEDS_ACCOUNT
    return TAKEN if is_taken else None


def verdict_refusal(
    organisation: Organisation, *, is_confirmed: bool, reason: str
) -> Refusal | None:
    """Return why the application cannot be decided like this."""
    if organisation.state != Organisation.State.APPLIED:
        return DECIDED
    return None if is_confirmed or reason.strip() else NO_REASON
