"""One page for a whole process: its head, and every date of its template."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.dateparse import parse_date
from django.utils.translation import gettext_lazy as _

from faden.backbone.items.models import TITLE_LENGTH
from faden.backbone.people.models import Person
from faden.backbone.places.queries import calendar_of_city
from faden.lib.fuzzy_date import FuzzyDate, Precision
from faden.shared.outcomes.queries import units
from faden.surfaces.process_setup.plans import (
    DatedMilestone,
    DatedPhase,
    Plan,
    PlannedMilestone,
    PlannedPhase,
)
from faden.surfaces.process_setup.words import openings_of_plan
from faden.web.forms import DayInput, Form

BEGINS_IN = timedelta(days=28)  # what is proposed: time to prepare
EARLIEST, LATEST = 1900, 2200  # years; a year that is half typed is none
LINES = ("can_influence", "is_fixed", "who_decides", "answer_by")
PAIRS = (("first", "last"), ("event_first", "event_last"))
LABELS = {
    "first": _("First day"),
    "last": _("Last day"),
    "event_first": _("First day of the event"),
    "event_last": _("Last day of the event"),
}


@dataclass(frozen=True)
class Row:
    """A phase or an entry of the template with the fields of its dates."""

    plan: Any
    days: list[forms.BoundField]
    leave_out: forms.BoundField
    words: str  # the date as the public page says it, where it is less exact than a day
    opens: list[str]  # what a phase opens to whom


class NewProcessForm(Form):
    """`moved()` is the same form with all dates shifted to the first day that was typed."""

    marks_optional_fields = False

    title = forms.CharField(label=_("Title"), max_length=TITLE_LENGTH)
    summary = forms.CharField(
        label=_("What is it about, in one sentence?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    unit = forms.ModelChoiceField(
        label=_("Responsible office"),
        queryset=Person.objects.none(),
        required=False,
        empty_label=_("Decide later"),
    )
    can_influence = forms.CharField(label=_("What can people influence?"), required=False)
    is_fixed = forms.CharField(label=_("What is already fixed?"), required=False)
    who_decides = forms.CharField(label=_("Who decides?"), required=False)
    answer_by = forms.CharField(label=_("By when do people get an answer?"), required=False)
    first_day = forms.DateField(label=_("First day of the process"), widget=DayInput)
    based_on = forms.DateField(widget=forms.HiddenInput)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        plan: Plan,
        today: date,
        typed: Mapping[str, Any] | None = None,
    ) -> None:
        self.plan, self.today = plan, today
        first_day = calendar_of_city().working_day_from(today + BEGINS_IN)
        texts = {name: getattr(plan, name) for name in ("title", "summary", *LINES)}
        days = {"first_day": first_day, "based_on": first_day.isoformat()}
        super().__init__(data, initial=texts | days)
        unit = self.fields["unit"]
        assert isinstance(unit, forms.ModelChoiceField)  # noqa: S101 - declared above
        unit.queryset = units()
        for name in LINES:
            self.fields[name].widget = forms.Textarea(attrs={"rows": 3})
        for prefix, planned in self._planned():
            self._add_days(prefix, planned, _days_of(planned, first_day))
        self.initial.update(typed or {})

    def _planned(self) -> Iterator[tuple[str, PlannedPhase | PlannedMilestone]]:
        yield from ((f"phase_{n}", phase) for n, phase in enumerate(self.plan.phases))
        yield from ((f"entry_{n}", entry) for n, entry in enumerate(self.plan.milestones))

    def _add_days(
        self,
        prefix: str,
        planned: PlannedPhase | PlannedMilestone,
        days: Mapping[str, date | None],
    ) -> None:
        for name, day in days.items():
            field = forms.DateField(
                label=LABELS[name], widget=DayInput, required=False, initial=day
            )
            field.within = planned.name  # type: ignore[attr-defined]  # for the summary of errors
            self.fields[f"{prefix}_{name}"] = field
        self.fields[f"{prefix}_out"] = forms.BooleanField(label=_("Leave out"), required=False)

    @property
    def distance(self) -> timedelta | None:
        """From the first day on which the dates are based to the typed one; None: unreadable."""
        first_day, based_on = _day(self["first_day"]), _day(self["based_on"])
        return first_day - based_on if first_day and based_on else None

    def moved(self) -> NewProcessForm:
        """Return the form with every date as far from the new first day as it was from the old.

        What was adjusted by hand stays adjusted, and all else is as it was typed.
        """
        distance = self.distance or timedelta()
        typed = {name: self.data.get(name, "") for name in self.fields}
        for name in self._names_of_days():
            if day := _day(self[name]):
                typed[name] = (day + distance).isoformat()
        if distance:
            typed["based_on"] = typed["first_day"]
        return type(self)(plan=self.plan, today=self.today, typed=typed)

    def _names_of_days(self) -> list[str]:
        names = [f"{prefix}_{name}" for prefix, _planned in self._planned() for name in LABELS]
        return [name for name in names if name in self.fields]

    def clean_first_day(self) -> date:
        """Refuse a year that cannot be meant."""
        if _day(self["first_day"]) is None:
            raise forms.ValidationError(_("Please check the year."))
        day: date = self.cleaned_data["first_day"]
        return day

    def clean(self) -> dict[str, Any]:
        """Say beside the field which date is missing, and which end lies before its beginning."""
        cleaned = super().clean() or self.cleaned_data
        for prefix, _planned in self._planned():
            if not cleaned.get(f"{prefix}_out"):
                self._check_days(prefix, cleaned)
        return cleaned

    def _check_days(self, prefix: str, cleaned: Mapping[str, Any]) -> None:
        if cleaned.get(f"{prefix}_first", self) is None:
            self.add_error(f"{prefix}_first", _("Please fill in this field."))
        for first, last in PAIRS:
            begins, ends = cleaned.get(f"{prefix}_{first}"), cleaned.get(f"{prefix}_{last}")
            if begins and ends and ends < begins:
                self.add_error(f"{prefix}_{last}", _("The end must not be before the beginning."))

    def rows(self, kind: str) -> list[Row]:
        """Return the fields of the phases ("phase") or of the entries ("entry")."""
        return [
            self._row(prefix, planned)
            for prefix, planned in self._planned()
            if prefix.startswith(kind)
        ]

    def _row(self, prefix: str, planned: PlannedPhase | PlannedMilestone) -> Row:
        names = [name for name in LABELS if f"{prefix}_{name}" in self.fields]
        days = {name: self[f"{prefix}_{name}"] for name in names}
        opens = openings_of_plan(planned.openings) if isinstance(planned, PlannedPhase) else []
        return Row(
            planned, list(days.values()), self[f"{prefix}_out"], _words(planned, days), opens
        )

    def texts(self) -> dict[str, Any]:
        """Return the head of the process as it was typed; the form is valid."""
        return {name: self.cleaned_data[name] for name in ("title", "summary", "unit", *LINES)}

    def phases(self) -> list[DatedPhase]:
        """Return the phases that are not left out, with their days; the form is valid."""
        return [DatedPhase(*found) for found in self._dated("phase")]

    def milestones(self) -> list[DatedMilestone]:
        """Return the entries that are not left out, with their days; the form is valid."""
        return [DatedMilestone(*found) for found in self._dated("entry")]

    def _dated(self, kind: str) -> Iterator[tuple[Any, ...]]:
        values = self.cleaned_data
        names = list(LABELS)[: 2 if kind == "phase" else 4]
        for prefix, planned in self._planned():
            if prefix.startswith(kind) and not values[f"{prefix}_out"]:
                yield planned, *(values.get(f"{prefix}_{name}") for name in names)


def _days_of(planned: PlannedPhase | PlannedMilestone, beginning: date) -> dict[str, date | None]:
    """Return the days that a process of this beginning has fields for."""
    if isinstance(planned, PlannedPhase):
        phase = planned.dated(beginning)
        return {"first": phase.first_day, "last": phase.last_day}
    entry = planned.dated(beginning)
    days: dict[str, date | None] = {"first": entry.starts_on}
    if entry.ends_on:
        days["last"] = entry.ends_on
    if entry.event_starts_on:
        days |= {"event_first": entry.event_starts_on, "event_last": entry.event_ends_on}
    return days


def _words(planned: PlannedPhase | PlannedMilestone, days: Mapping[str, forms.BoundField]) -> str:
    """Return the date of an entry that is less exact than its fields look."""
    if isinstance(planned, PlannedPhase) or planned.precision == Precision.DAY:
        return ""
    first, last = (_day(days[name]) if name in days else None for name in PAIRS[0])
    return str(FuzzyDate(first, Precision(planned.precision), last)) if first else ""


def _day(field: forms.BoundField) -> date | None:
    """Return the day that is typed in the field; None while it is not one of these centuries."""
    value = field.value()
    try:
        day = value if isinstance(value, date) else parse_date(value or "")
    except ValueError:  # no day of any month
        return None
    return day if day and EARLIEST <= day.year <= LATEST else None
