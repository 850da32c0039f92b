"""Opening hours: as the team types them, as they are kept, and as people read them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import time
from itertools import groupby, pairwise

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

Span = tuple[time, time]  # from, to
Week = Mapping[int, Sequence[Span]]  # {weekday, Monday is 0: spans}
DASH = "\N{EN DASH}"
HOUR = r"(\d{1,2})(?:[.:](\d{2}))?\s*(?:Uhr)?"
ONE_SPAN = re.compile(
    rf"{HOUR}\s*(?:-|{DASH}|bis|to)\s*{HOUR}",
    re.IGNORECASE,
)
BETWEEN = re.compile(r"\s*(?:,|;|\bund\b|\band\b)\s*", re.IGNORECASE)


class NoHours(ValueError):  # noqa: N818 - it is expected and shown beside the field
    """What was typed is no hours of a day."""


def spans_of(text: str) -> list[Span]:
    """Return what was typed, such as "9-12, 14:30 bis 18"; nothing for nothing.

    :raises NoHours: if it cannot be read, ends before it begins, or overlaps
    """
    spans = [_span(part) for part in BETWEEN.split(text.strip()) if part]
    ends_early = any(closes <= opens for opens, closes in spans)
    overlaps = any(first[1] > second[0] for first, second in pairwise(spans))
    if ends_early or overlaps:
        raise NoHours
    return spans


def _span(text: str) -> Span:
    found = ONE_SPAN.fullmatch(text)
    if found is None:
        raise NoHours
    try:
        return (
            time(int(found[1]), int(found[2] or 0)),
            time(int(found[3]), int(found[4] or 0)),
        )
    except ValueError as error:
        raise NoHours from error


def typed(spans: Iterable[Span]) -> str:
    """Return the hours as `spans_of` reads them."""
    return ", ".join(f"{opens:%H:%M}-{closes:%H:%M}" for opens, closes in spans)


def kept(week: Week) -> dict[str, list[list[str]]]:
    """Return the hours as a row of a venue keeps them."""
    return {
        str(day): [[f"{opens:%H:%M}", f"{closes:%H:%M}"] for opens, closes in spans]
        for day, spans in week.items()
        if spans
    }


def week_of(hours: Mapping[str, Sequence[Sequence[str]]]) -> Week:
    """Return the hours that a row keeps."""
    return {
        int(day): [(time.fromisoformat(opens), time.fromisoformat(closes)) for opens, closes in row]
        for day, row in hours.items()
    }


def in_words(opens: time, closes: time) -> str:
    """Return "9:00 bis 12:00 Uhr" or "9:00 to 12:00"."""
    hours = {"opens": f"{opens.hour}:{opens:%M}", "closes": f"{closes.hour}:{closes:%M}"}
    return _("%(opens)s to %(closes)s") % hours


def lines_of(week: Week) -> list[tuple[str, str]]:
    """Return (days, hours) in words; days in a row with the same hours share a line."""
    lines = []
    open_days = sorted(day for day in week if week[day])
    by_hours = groupby(
        enumerate(open_days), key=lambda pair: (pair[1] - pair[0], _spans(week, pair[1]))
    )
    for (_offset, spans), pairs in by_hours:
        days = [day for _place, day in pairs]
        lines.append((_days(days), ", ".join(in_words(*span) for span in spans)))
    return lines


def _spans(week: Week, day: int) -> tuple[Span, ...]:
    return tuple(week[day])


def _days(days: Sequence[int]) -> str:
    first, last = str(WEEKDAYS[days[0]]), str(WEEKDAYS[days[-1]])
    if len(days) == 1:
        return first
    if len(days) == 2:  # noqa: PLR2004 - two days are not "from to"
        return _("%(first)s and %(last)s") % {"first": first, "last": last}
    return _("%(first)s to %(last)s") % {"first": first, "last": last}
