"""Working days of German offices: Monday to Friday without the public holidays of their Land.

The holidays are those of the Länder's laws as of 2026, for days from 2024 on.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

SATURDAY = 5
EVERYWHERE = {(1, 1), (5, 1), (10, 3), (12, 25), (12, 26)}  # month and day
AFTER_EASTER = {-2, 1, 39, 50}  # days: Good Friday, Easter Monday, Ascension, Whit Monday
CORPUS_CHRISTI = 60  # days after Easter
EPIPHANY, WOMENS_DAY, PEACE = (1, 6), (3, 8), (8, 8)
ASSUMPTION, CHILDRENS_DAY, REFORMATION, ALL_SAINTS = (8, 15), (9, 20), (10, 31), (11, 1)

FIXED: Mapping[str, set[tuple[int, int]]] = {  # by the first two digits of the municipality's key
    "01": {REFORMATION},
    "02": {REFORMATION},
    "03": {REFORMATION},
    "04": {REFORMATION},
    "05": {ALL_SAINTS},
    "07": {ALL_SAINTS},
    "08": {EPIPHANY, ALL_SAINTS},
    "09": {EPIPHANY, ALL_SAINTS},
    "10": {ASSUMPTION, ALL_SAINTS},
    "11": {WOMENS_DAY},
    "12": {REFORMATION},
    "13": {WOMENS_DAY, REFORMATION},
    "14": {REFORMATION},
    "15": {EPIPHANY, REFORMATION},
    "16": {CHILDRENS_DAY, REFORMATION},
}
WITH_CORPUS_CHRISTI = {"05", "06", "07", "08", "09", "10"}
SAXONY = "14"  # has the Day of Repentance


class Local(StrEnum):
    """Holidays that hold in some municipalities of a Land only."""

    CORPUS_CHRISTI = "corpus_christi"  # parts of Sachsen and Thüringen
    ASSUMPTION = "assumption"  # Bayern, where more Catholics than Protestants live
    PEACE = "peace"  # Augsburg


@dataclass(frozen=True)
class Calendar:
    """The working days of a municipality. Without a Land only holidays of all Länder count."""

    land: str = ""  # the first two digits of the municipality's key
    local: frozenset[str] = frozenset()  # see `Local`

    def is_public_holiday(self, day: date) -> bool:
        """Return whether the day is a public holiday here."""
        after_easter = (day - easter(day.year)).days
        if (day.month, day.day) in EVERYWHERE or after_easter in AFTER_EASTER:
            return True
        if after_easter == CORPUS_CHRISTI:
            return self.land in WITH_CORPUS_CHRISTI or Local.CORPUS_CHRISTI in self.local
        return (day.month, day.day) in self._fixed or (
            self.land == SAXONY and day == repentance_day(day.year)
        )

    @property
    def _fixed(self) -> set[tuple[int, int]]:
        local = {Local.ASSUMPTION: ASSUMPTION, Local.PEACE: PEACE}
        here = {day for name, day in local.items() if name in self.local}
        return FIXED.get(self.land, set()) | here

    def is_working_day(self, day: date) -> bool:
        """Return whether offices work on this day."""
        return day.weekday() < SATURDAY and not self.is_public_holiday(day)

    def working_day_from(self, day: date) -> date:
        """Return the day, or the first working day after it."""
        while not self.is_working_day(day):
            day += timedelta(days=1)
        return day


def repentance_day(year: int) -> date:
    """Return the Wednesday before 23 November."""
    latest = date(year, 11, 22)
    return latest - timedelta(days=(latest.weekday() - 2) % 7)


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
