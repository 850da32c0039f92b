"""Of which days there is a documentation. Pure: the caller passes the time."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from faden.lib.dates import city_day
from faden.lib.refused import Refusal


def date_refusal(as_of: date, *, now: datetime) -> Refusal | None:
    """Return why there is no documentation of the day, or None."""
    if as_of > city_day(now):
        return Refusal("documentation.future", _("The date cannot be in the future."))
    return None
