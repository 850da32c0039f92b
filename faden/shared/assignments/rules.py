"""When something can be assigned, who stands in, and when an office gets its mail. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from faden.backbone.items.models import Item
from faden.backbone.people.models import Person
from faden.lib.dates import city_day
from faden.lib.refused import Refusal
from faden.lib.working_days import Calendar
from faden.shared.assignments.models import Assignment, MailHours

SOON = timedelta(days=3)  # so long before its day the mail names what is due
NOT_OPEN = Refusal("assignments.not_open", _("This is done already."))
NO_UNIT = Refusal("assignments.unit", _("Only an office of the city can take this on."))
NOT_YOURS = Refusal("assignments.not_yours", _("Only the administration or the team does this."))


def assigning_refusal(item: Item, unit: Person, *, due_on: date, now: datetime) -> Refusal | None:
    """Return why the item cannot go to this office until then, or None."""
    if item.process_id is None:
        return Refusal("assignments.not_in_a_process", _("Only contributions can be assigned."))
    if unit.kind != Person.Kind.UNIT or not unit.is_active:
        return NO_UNIT
    if due_on < city_day(now):
        return Refusal("assignments.due_on", _("The day must not be in the past."))
    return None


def absence_refusal(*, starts_on: date, ends_on: date, now: datetime) -> Refusal | None:
    """Return why an office cannot be away like this, or None."""
    if ends_on < starts_on:
        return Refusal("assignments.ends_on", _("The last day is before the first one."))
    if ends_on < city_day(now):
        return Refusal("assignments.ends_on", _("This is over already."))
    return None


def hours_refusal(*, starts_at: int, ends_at: int) -> Refusal | None:
    """Return why mails cannot be sent between these hours, or None."""
    if not 0 <= starts_at < ends_at <= 24:  # noqa: PLR2004 - hours of a day
        return Refusal("assignments.ends_at", _("The end must be after the beginning."))
    return None


def may_mail(hours: MailHours, calendar: Calendar, *, now: datetime) -> bool:
    """Return whether offices can get their mail now: a working day, within the hours."""
    here = localtime(now)
    return calendar.is_working_day(here.date()) and hours.starts_at <= here.hour < hours.ends_at


def whoever_acts(unit_id: int, *, deputies: Mapping[int, int]) -> int:
    """Return the office that does the work of this one today.

    :param deputies: `{office that is away: office that stands in}`
    """
    seen = {unit_id}
    while (deputy := deputies.get(unit_id)) is not None and deputy not in seen:
        seen.add(deputy)
        unit_id = deputy
    return unit_id


def is_urgent(assignment: Assignment, *, today: date) -> bool:
    """Return whether the office's mail names it though it was named before."""
    return assignment.due_on <= today + SOON
