"""A date as people announce it: a day, "end of March 2023", "July to October 2020"."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class Precision(TextChoices):
    """How exactly a date is known."""

    DAY = "day", gettext_lazy("Day")
    EARLY = "early", gettext_lazy("Beginning of the month")
    MID = "mid", gettext_lazy("Middle of the month")
    END = "end", gettext_lazy("End of the month")
    MONTH = "month", gettext_lazy("Month")
    QUARTER = "quarter", gettext_lazy("Quarter")
    YEAR = "year", gettext_lazy("Year")


@dataclass(frozen=True)
class FuzzyDate:
    """A date with its precision; with `until` it is a range of that precision."""

    start: date
    precision: Precision = Precision.DAY
    until: date | None = None

    def __str__(self) -> str:
        start = _in_words(self.start, self.precision)
        until = _in_words(self.until or self.start, self.precision)
        if until == start:
            return start
        if self.precision == Precision.DAY and _same_month(self):
            return _("%(number)s to %(until)s") % {"number": self.start.day, "until": until}
        if self.precision in (Precision.DAY, Precision.MONTH) and _same_year(self):
            start = _without_year(self.start, self.precision)
        return _("%(start)s to %(until)s") % {"start": start, "until": until}

    @property
    def last_day(self) -> date:
        """The last day that the words can mean: 31 March for "first quarter"."""
        day = self.until or self.start
        match self.precision:
            case Precision.DAY:
                return day
            case Precision.EARLY:
                return day.replace(day=10)
            case Precision.MID:
                return day.replace(day=20)
            case Precision.QUARTER:
                return _end_of_month(day.replace(day=1, month=(day.month + 2) // 3 * 3))
            case Precision.YEAR:
                return date(day.year, 12, 31)
        return _end_of_month(day)


def _end_of_month(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def _same_year(value: FuzzyDate) -> bool:
    return value.until is not None and value.start.year == value.until.year


def _same_month(value: FuzzyDate) -> bool:
    return _same_year(value) and value.until is not None and value.start.month == value.until.month


def _without_year(day: date, precision: Precision) -> str:
    return date_format(day, "MONTH_DAY_FORMAT" if precision == Precision.DAY else "F")


def _in_words(day: date, precision: Precision) -> str:
    if precision == Precision.DAY:
        return date_format(day, "DATE_FORMAT")
    if precision == Precision.YEAR:
        return str(day.year)
    if precision == Precision.QUARTER:
        quarter = (day.month + 2) // 3
        return _("quarter %(quarter)s of %(year)s") % {"quarter": quarter, "year": day.year}
    month = date_format(day, "F Y")
    parts = {
        Precision.EARLY: _("beginning of %(month)s"),
        Precision.MID: _("middle of %(month)s"),
        Precision.END: _("end of %(month)s"),
    }
    return parts[precision] % {"month": month} if precision in parts else month
