"""Days and hours as the team types them, moments as phases keep them."""

from datetime import date, datetime, time, timedelta

from django.utils.timezone import localtime, make_aware

MIDNIGHT = time()
ONE_DAY = timedelta(days=1)


def moment(day: date, hour: time | None = None) -> datetime:
    """Return the moment in the city at which the day begins, or the hour of that day."""
    return make_aware(datetime.combine(day, hour or MIDNIGHT))


def end_of(day: date, hour: time | None = None) -> datetime:
    """Return the hour at which something ends on the day; without one, or at midnight, its end."""
    return moment(day + ONE_DAY) if hour in (None, MIDNIGHT) else moment(day, hour)


def hour_of(value: datetime) -> time | None:
    """Return the hour in the city, or None at midnight."""
    hour = localtime(value).time()
    return None if hour == MIDNIGHT else hour
