"""For what the log of staff actions is opened. Pure."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils.translation import gettext_lazy as _

from faden.lib.refused import Refusal

SHORTEST_CAUSE = 15  # characters
LONGEST_RANGE = timedelta(days=92)
OPEN_FOR = timedelta(hours=1)  # to whoever opened it; then a cause is stated again


def opening_refusal(*, cause: str, starts_on: date, ends_on: date) -> Refusal | None:
    """Return why the log is not opened like this, or None."""
    if len(cause.strip()) < SHORTEST_CAUSE:
        return Refusal(
            "staff.cause", _("Please state the cause in a sentence; it is kept with your name.")
        )
    if ends_on < starts_on:
        return Refusal("staff.ends_on", _("The last day is before the first one."))
    if ends_on - starts_on > LONGEST_RANGE:
        return Refusal("staff.ends_on", _("Please ask for three months at most."))
    return None


def is_still_open(opened_at: datetime, *, now: datetime) -> bool:
    """Return whether what was opened then can still be read."""
    return now < opened_at + OPEN_FOR
