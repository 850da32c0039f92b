"""Dates and times as people read them, in the city's zone.

Times are half-open: what "ends at 1 November 0:00" was last possible on 31 October.
"""

from datetime import date, datetime, timedelta
from math import ceil

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def city_day(value: date) -> date:
    """Return the day in the city's zone on which a time lies; a plain date stays as it is."""
    return localtime(value).date() if isinstance(value, datetime) else value


def day(value: date) -> str:
    """Return "7. Dezember 2019" or "7 December 2019"."""
    return date_format(city_day(value), "DATE_FORMAT")


def day_time(value: datetime) -> str:
    """Return "7. Dezember 2019, 18:30 Uhr" or "7 December 2019, 18:30"."""
    time = date_format(localtime(value), "TIME_FORMAT")
    return _("%(day)s, %(time)s") % {"day": day(value), "time": time}


def machine(value: date) -> str:
    """Return the value of a <time> element: "2019-12-07" or "2019-12-07T18:30:00+01:00"."""
    if isinstance(value, datetime):
        return localtime(value).isoformat(timespec="seconds")
    return value.isoformat()


def last_day(ends_at: datetime) -> date:
    """Return the last day on which something that ends before `ends_at` was possible."""
    return city_day(ends_at - timedelta(microseconds=1))


def days_left(ends_at: datetime, *, now: datetime) -> int:
    """Return how many days follow today until the last day; 0 on the last day, less afterwards."""
    return (last_day(ends_at) - city_day(now)).days


def until(ends_at: datetime) -> str:
    """Return the last day, and the hour where the end is not midnight."""
    end = localtime(ends_at)
    is_midnight = (end.hour, end.minute) == (0, 0)
    return day(last_day(ends_at)) if is_midnight else day_time(ends_at)


def time_left(ends_at: datetime, *, now: datetime) -> str:
    """Return "noch 12 Tage, bis 31. Oktober 2026", or that it ended and when."""
    if ends_at <= now:
        return _("ended on %(day)s") % {"day": until(ends_at)}
    days = days_left(ends_at, now=now)
    if days == 0:
        return _hours_left(ends_at, now=now)
    text = ngettext(
        "%(days)s more day, until %(until)s", "%(days)s more days, until %(until)s", days
    )
    return text % {"days": days, "until": until(ends_at)}


def _hours_left(ends_at: datetime, *, now: datetime) -> str:
    hours = ceil((ends_at - now) / timedelta(hours=1))
    text = ngettext(
        "last day, less than %(hours)s hour left", "last day, %(hours)s hours left", hours
    )
    return text % {"hours": hours}
