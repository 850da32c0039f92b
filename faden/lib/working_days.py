"""Working days: from Monday to Friday without the public holidays of all German Länder."""

from datetime import date

SATURDAY = 5
FIXED = {(1, 1), (5, 1), (10, 3), (12, 25), (12, 26)}  # month and day
AFTER_EASTER = {-2, 1, 39, 50}  # days: Good Friday, Easter Monday, Ascension, Whit Monday


def easter(year: int) -> date:
    """Return Easter Sunday of the Gregorian calendar.

    J.-M. Oudin's algorithm, in Explanatory Supplement to the Astronomical Almanac (1992), p. 582.
    """
    century = year // 100
    golden = year % 19
    epact = century - century // 4 - (century - (century - 17) // 25) // 3 + 19 * golden + 15
    epact %= 30
    epact -= (epact // 28) * (1 - (29 // (epact + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + epact + 2 - century + century // 4) % 7
    offset = epact - weekday
    month = 3 + (offset + 40) // 44
    return date(year, month, offset + 28 - 31 * (month // 4))


def is_public_holiday(day: date) -> bool:
    """Return whether the day is a public holiday in every Land."""
    if (day.month, day.day) in FIXED:
        return True
    return (day - easter(day.year)).days in AFTER_EASTER


def is_working_day(day: date) -> bool:
    """Return whether offices work on this day, wherever in Germany they are."""
    return day.weekday() < SATURDAY and not is_public_holiday(day)
