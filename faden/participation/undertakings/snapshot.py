"""How an entry was at a moment, kept as the text of a revision, and what is new against before."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from faden.lib.fuzzy_date import FuzzyDate, Precision
from faden.participation.undertakings.models import (
    Undertaking,
    in_words,
    participations,
    stages,
)

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Snapshot = Mapping[str, Any]
COLUMNS = ("summary", "text", "next_step", "area", "stage", "cost_eur", "cost_note")
ABOUT_PARTICIPATION = ("participation", "participation_note")
LABELS: Mapping[str, StrOrPromise] = {
    "title": gettext_lazy("Title"),
    "summary": gettext_lazy("Short description"),
    "text": gettext_lazy("More about it"),
    "next_step": gettext_lazy("Next step"),
    "area": gettext_lazy("Place"),
    "point": gettext_lazy("Point on the map"),
    "districts": gettext_lazy("Districts"),
    "unit": gettext_lazy("Responsible"),
    "stage": gettext_lazy("State"),
    "period": gettext_lazy("Period"),
    "cost_eur": gettext_lazy("Cost"),
    "cost_note": gettext_lazy("About the cost"),
    "participation": gettext_lazy("Participation in it"),
    "participation_note": gettext_lazy("How, or why not"),
    "participation_in": gettext_lazy("Participation process"),
    "visibility": gettext_lazy("Seen by"),
}
PUBLIC = frozenset(LABELS) - {"participation_in", "visibility"}  # a process may be closed
TOLD = frozenset({"stage", "period", "participation"})  # with the old and the new value


@dataclass(frozen=True)
class Difference:
    """One thing that is not as it was, in words."""

    key: str
    label: StrOrPromise
    old: str
    new: str


def taken(undertaking: Undertaking) -> str:
    """Return the entry as the text of a revision; what a process is called is not in it."""
    period = undertaking.period
    facts = {name: getattr(undertaking, name) for name in (*COLUMNS, *ABOUT_PARTICIPATION)}
    facts |= {
        "title": undertaking.title,
        "districts": [district.name for district in undertaking.districts.all()],
        "point": _point(undertaking),
        "unit": undertaking.unit.display_name,
        "period": _period(period) if period else None,
        "participation_in": undertaking.participation_in_id,
        "visibility": undertaking.visibility,
    }
    return json.dumps(facts, ensure_ascii=False)


def read(text: str) -> Snapshot:
    """Return what `taken` wrote."""
    facts: Snapshot = json.loads(text)
    return facts


def differences(before: Snapshot, after: Snapshot) -> list[Difference]:
    """Return what is new, in the order of the form."""
    return [
        Difference(key, label, _said(key, before.get(key)), _said(key, after.get(key)))
        for key, label in LABELS.items()
        if before.get(key) != after.get(key)
    ]


def _point(undertaking: Undertaking) -> str | None:
    if undertaking.latitude is None:
        return None
    return f"{undertaking.latitude:.5f}, {undertaking.longitude:.5f}"


def _period(period: FuzzyDate) -> list[str]:
    until = period.until.isoformat() if period.until else ""
    return [period.start.isoformat(), period.precision.value, until]


def _said(key: str, value: Any) -> str:
    if value in (None, "", []):
        return _("nothing")
    return _WORDS.get(key, str)(value)


def _period_in_words(value: list[str]) -> str:
    start, precision, until = value
    last = date.fromisoformat(until) if until else None
    return in_words(FuzzyDate(date.fromisoformat(start), Precision(precision), last))


_WORDS: Mapping[str, Callable[[Any], str]] = {
    "stage": lambda value: str(dict(stages()).get(value, value)),
    "participation": lambda value: str(dict(participations()).get(value, value)),
    "districts": ", ".join,
    "period": _period_in_words,
    "cost_eur": lambda value: f"{number_format(value, use_l10n=True, force_grouping=True)} EUR",
    "visibility": lambda value: str(dict(Undertaking.Visibility.choices).get(value, value)),
}
