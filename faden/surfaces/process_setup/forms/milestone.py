"""An entry of the timetable: what, when and how exactly, where, who sees it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from faden.backbone.items.models import visibilities
from faden.backbone.processes.models import Milestone, precisions
from faden.lib.fuzzy_date import FuzzyDate, Precision
from faden.web.forms import DayInput, Form

MOST_LINKS = 10
STATES = [
    (state.value, state.label)
    for state in (Milestone.State.PLANNED, Milestone.State.CURRENT, Milestone.State.DONE)
]
DATES = ("starts_on", "ends_on", "precision")
PLAIN = ("title", "text", "place", "visibility", "event_starts_on", "event_ends_on", *DATES)
BACKWARDS = _("The end must not be before the beginning.")


class LinksField(forms.CharField):
    """Links as lines: what the link says, then its address. The clean value is a list."""

    widget = forms.Textarea

    def clean(self, value: Any) -> list[dict[str, str]]:
        lines = [line for line in super().clean(value).splitlines() if line.strip()]
        if len(lines) > MOST_LINKS:
            told = _now("At most %(n)s links.") % {"n": MOST_LINKS}
            raise ValidationError(told)
        return [_link(line) for line in lines]

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, list):
            return value
        return "\n".join(_line(link) for link in value)


def _line(link: Mapping[str, str]) -> str:
    label, url = link["label"], link["url"]
    return url if label in ("", url) else f"{label} {url}"


def _link(line: str) -> dict[str, str]:
    *words, url = line.split()
    try:
        URLValidator(["http", "https"])(url)
    except ValidationError as error:
        told = _now("Please end this line with an address that begins with https://: %(line)s")
        raise ValidationError(told % {"line": line.strip()}) from error
    return {"label": " ".join(words) or url, "url": url}


class DateForm(Form):
    """When something is, and how exactly that is known."""

    marks_optional_fields = False

    precision = forms.ChoiceField(label=_("How exactly is the date known?"), choices=precisions)
    starts_on = forms.DateField(
        label=_("Date"),
        widget=DayInput,
    )
    ends_on = forms.DateField(
        label=_("Until"),
        widget=DayInput,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """Say beside the field which end lies before its beginning."""
        cleaned = super().clean() or self.cleaned_data
        starts_on, ends_on = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", BACKWARDS)
        return cleaned

    def when(self) -> FuzzyDate:
        """Return the date that was typed; the form is valid."""
        values = self.cleaned_data
        precision = Precision(values.get("precision", Precision.DAY))
        return FuzzyDate(values["starts_on"], precision, values["ends_on"])


class MilestoneForm(DateForm):
    title = forms.CharField(label=_("Title"), max_length=200)
    state = forms.ChoiceField(label=_("State"), choices=STATES, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("Text"), required=False, widget=forms.Textarea(attrs={"rows": 6})
    )
    place = forms.CharField(label=_("Place"), max_length=200, required=False)
    event_starts_on = forms.DateField(
        label=_("First day of the event"),
        widget=DayInput,
        required=False,
    )
    event_ends_on = forms.DateField(
        label=_("Last day of the event"), widget=DayInput, required=False
    )
    links = LinksField(
        label=_("Links"),
        required=False,
        help_text=_("One in a line: what it is, then the address."),
    )
    visibility = forms.ChoiceField(
        label=_("Who sees this entry?"), choices=visibilities, widget=forms.RadioSelect
    )
    field_order = ("title", "state", "precision", "starts_on", "ends_on", "text", "place")

    def __init__(self, data: Any = None, *, milestone: Milestone | None, **kwargs: Any) -> None:
        values: dict[str, Any] = {"state": "planned", "precision": "day", "visibility": "public"}
        if milestone:
            values = {name: getattr(milestone, name) for name in (*PLAIN, "state", "links")}
        super().__init__(data, initial=values, **kwargs)
        self.fields["links"].widget.attrs["rows"] = 3
        if milestone and milestone.state not in dict(STATES):
            del self.fields["state"]  # postponed or cancelled: its own pages change that

    def clean(self) -> dict[str, Any]:
        """Say beside the field which end lies before its beginning."""
        cleaned = super().clean()
        first, last = cleaned.get("event_starts_on"), cleaned.get("event_ends_on")
        if last and not first:
            self.add_error("event_starts_on", _("Please fill in this field."))
        if first and last and last < first:
            self.add_error("event_ends_on", BACKWARDS)
        return cleaned

    @property
    def has_event(self) -> bool:
        """Whether the entry announces an event on another day."""
        return any(self[name].value() for name in ("event_starts_on", "event_ends_on"))

    def facts(self) -> dict[str, Any]:
        """Return the columns of the entry; the form is valid."""
        return _those(self.cleaned_data, (*PLAIN, "state", "links"))


class PostponeForm(DateForm):
    """Another date; where the entry announces an event, other days of that."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It stands on the public page, beside the old date."),
    )

    def __init__(self, data: Any = None, *, milestone: Milestone) -> None:
        super().__init__(data, initial={"precision": milestone.precision})
        if milestone.event_starts_on:
            del self.fields["precision"]  # an event is on days


class CancelForm(Form):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It stands on the public page."),
    )


def _those(values: dict[str, Any], names: Iterable[str]) -> dict[str, Any]:
    return {name: values[name] for name in names if name in values}
