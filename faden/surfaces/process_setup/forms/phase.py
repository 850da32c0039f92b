"""A phase: its days, who sees it, and what it opens to whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from faden.backbone.items.kinds import Kind, Verb, kinds
from faden.backbone.items.models import visibilities
from faden.backbone.people.models import Level
from faden.backbone.places.models import District
from faden.backbone.processes.models import (
    Phase,
    levels,
    minimum_ages,
    moderations,
    phase_kinds,
)
from faden.backbone.processes.rules import Opens
from faden.lib.dates import city_day, last_day
from faden.lib.moments import end_of, hour_of, moment
from faden.web.forms import DayInput, Form, HourInput

NOT_OPEN = ""
NAMES = ("name", "kind", "description", "visibility", "moderation", "hides_ratings")
FIRST = {"visibility": "public", "moderation": Phase.Moderation.GUESTS}  # of a new phase


@dataclass(frozen=True)
class VerbFields:
    """The fields that say to whom a phase opens one verb."""

    verb: Verb
    level: forms.BoundField
    minimum_age: forms.BoundField
    districts: forms.BoundField | None  # where the city has none
    is_limited: bool


class PhaseForm(Form):
    """`verbs` is `[(kind, fields of its verbs)]`, for the template."""

    marks_optional_fields = False

    name = forms.CharField(label=_("Name"), max_length=120)
    kind = forms.ChoiceField(label=_("Kind"), choices=phase_kinds)
    description = forms.CharField(
        label=_("What happens in it"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    first_day = forms.DateField(label=_("First day"), widget=DayInput)
    first_hour = forms.TimeField(label=_("Begins at"), widget=HourInput, required=False)
    last_day = forms.DateField(
        label=_("Last day"),
        widget=DayInput,
        required=False,
    )
    last_hour = forms.TimeField(label=_("Ends at"), widget=HourInput, required=False)
    visibility = forms.ChoiceField(
        label=_("Who sees this phase?"), choices=visibilities, widget=forms.RadioSelect
    )
    moderation = forms.ChoiceField(
        label=_("When are contributions published?"), choices=moderations, widget=forms.RadioSelect
    )
    hides_ratings = forms.BooleanField(
        label=_("Hide the counts of ratings until the phase ends"),
        required=False,
        help_text=_("So that nobody rates by what others think. At the end they appear."),
    )

    def __init__(
        self, data: Any = None, *, phase: Phase | None, districts: Iterable[District]
    ) -> None:
        self.districts = {str(district.pk): district for district in districts}
        super().__init__(data, initial=_initial(phase) if phase else FIRST)
        for name, verb in _verbs():
            self._add_verb(f"{name.name}_{verb.name}", verb)

    def _add_verb(self, prefix: str, verb: Verb) -> None:
        self.fields[f"{prefix}_level"] = forms.ChoiceField(
            label=verb.label, choices=[(NOT_OPEN, _("Not open")), *levels()], required=False
        )
        self.fields[f"{prefix}_age"] = forms.TypedChoiceField(
            label=_("Age"), choices=minimum_ages, coerce=int, required=False, empty_value="0"
        )
        if self.districts:
            names = [(pk, district.name) for pk, district in self.districts.items()]
            self.fields[f"{prefix}_districts"] = forms.MultipleChoiceField(
                label=_("Only people of these districts"),
                choices=names,
                widget=forms.CheckboxSelectMultiple,
                required=False,
            )

    @property
    def has_hours(self) -> bool:
        """Whether the phase begins or ends at an hour of a day."""
        return any(self[name].value() for name in ("first_hour", "last_hour"))

    @property
    def verbs(self) -> list[tuple[Kind, list[VerbFields]]]:
        """Return the fields of each verb, by the kind of item."""
        found: dict[str, tuple[Kind, list[VerbFields]]] = {}
        for kind, verb in _verbs():
            found.setdefault(kind.name, (kind, []))[1].append(self._fields_of(kind, verb))
        return list(found.values())

    def _fields_of(self, kind: Kind, verb: Verb) -> VerbFields:
        prefix = f"{kind.name}_{verb.name}"
        age, districts = self[f"{prefix}_age"], None
        if self.districts:
            districts = self[f"{prefix}_districts"]
        is_limited = str(age.value() or 0) != "0" or bool(districts and districts.value())
        return VerbFields(verb, self[f"{prefix}_level"], age, districts, is_limited)

    def clean(self) -> dict[str, Any]:
        """Say beside the field what must come after what."""
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("first_day"), cleaned.get("last_day")
        if first and last and self._ends_at() <= self._starts_at():
            self.add_error("last_day", _("The phase must end after it starts."))
        if cleaned.get("last_hour") and not last:
            self.add_error("last_day", _("Please say on which day the phase ends at this hour."))
        return cleaned

    def _starts_at(self) -> Any:
        return moment(self.cleaned_data["first_day"], self.cleaned_data.get("first_hour"))

    def _ends_at(self) -> Any:
        last = self.cleaned_data.get("last_day")
        return last and end_of(last, self.cleaned_data.get("last_hour"))

    def facts(self) -> dict[str, Any]:
        """Return the columns of the phase; the form is valid."""
        own = {name: self.cleaned_data[name] for name in NAMES}
        return own | {"starts_at": self._starts_at(), "ends_at": self._ends_at()}

    def opens(self) -> list[Opens]:
        """Return what the phase opens to whom; the form is valid."""
        return [
            self._opens(kind.name, verb.name)
            for kind, verb in _verbs()
            if self._is_open(kind, verb)
        ]

    def _is_open(self, kind: Kind, verb: Verb) -> bool:
        return bool(self.cleaned_data[f"{kind.name}_{verb.name}_level"] != NOT_OPEN)

    def _opens(self, kind: str, verb: str) -> Opens:
        values, prefix = self.cleaned_data, f"{kind}_{verb}"
        chosen = values.get(f"{prefix}_districts", [])
        districts = [self.districts[pk] for pk in chosen]
        level = Level(int(values[f"{prefix}_level"]))
        return Opens(kind, verb, level, int(values[f"{prefix}_age"]), districts)


def _verbs() -> Iterator[tuple[Kind, Verb]]:
    for kind in kinds():
        yield from ((kind, verb) for verb in kind.verbs)


def _initial(phase: Phase) -> dict[str, Any]:
    values = {name: getattr(phase, name) for name in NAMES}
    values |= {"first_day": city_day(phase.starts_at), "first_hour": hour_of(phase.starts_at)}
    if phase.ends_at:
        values |= {"last_day": last_day(phase.ends_at), "last_hour": hour_of(phase.ends_at)}
    for opening in phase.openings.all():
        prefix = f"{opening.kind}_{opening.verb}"
        values[f"{prefix}_level"] = str(opening.level)
        values[f"{prefix}_age"] = opening.minimum_age
        values[f"{prefix}_districts"] = [str(pk) for pk in opening.district_names]
    return values
