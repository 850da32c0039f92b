"""Venues with their hours and stops, and funders."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from faden.backbone.places.form_part import WithPoint, point_of
from faden.backbone.places.hours import NoHours, spans_of, typed, week_of
from faden.backbone.places.models import Funder, Venue, venue_sorts
from faden.shared.media.form_part import LogoField
from faden.surfaces.city.actions.funders import FunderFacts
from faden.surfaces.city.actions.venues import StopFacts, VenueFacts
from faden.surfaces.city.forms.lists import OneLine
from faden.web.forms import DayInput, Form

TEXTS = ("name", "sort", "text", "address", "access", "hours_note")


class TimeInput(forms.TimeInput):
    """The browser's own field for an hour."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class VenueForm(WithPoint):
    name = OneLine(label=_("Name"), max_length=100)
    sort = forms.ChoiceField(label=_("What it is"), choices=venue_sorts)
    text = forms.CharField(
        label=_("What people can do here"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    address = forms.CharField(
        label=_("Address"),
        help_text=_("Leave it empty if it has none of its own, as the mobile office."),
        max_length=200,
        required=False,
    )
    access = forms.CharField(
        label=_("Accessibility"),
        help_text=_("Steps, lift, toilet, hearing loop, parking space, the nearest bus stop."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    hours_note = forms.CharField(
        label=_("Note on the hours"),
        help_text=_("For example: closed in the summer holidays."),
        max_length=200,
        required=False,
    )
    field_order = ("name", "sort", "text", "address", "latitude", "longitude", "access")

    def __init__(self, data: Any = None, *, initial: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        for day, name in WEEKDAYS.items():
            self.fields[f"hours_{day}"] = forms.CharField(label=name, max_length=80, required=False)
        self.order_fields([*(name for name in self.fields if name != "hours_note"), "hours_note"])

    @property
    def day_fields(self) -> list[forms.BoundField]:
        """The fields for the hours of each day of the week."""
        return [self[f"hours_{day}"] for day in WEEKDAYS]

    def clean(self) -> dict[str, Any]:
        """Read the hours of each day."""
        values = super().clean()
        for day in WEEKDAYS:
            name = f"hours_{day}"
            try:
                values[name] = spans_of(values.get(name) or "")
            except NoHours:
                self.add_error(name, gettext("Please write the hours as in 9-12, 14:30-18."))
        return values

    def facts(self) -> VenueFacts:
        """Return what was said; the form is valid."""
        values = self.cleaned_data
        week = {day: values[f"hours_{day}"] for day in WEEKDAYS}
        names = (*TEXTS, "latitude", "longitude")
        return VenueFacts(**{name: values[name] for name in names}, hours=week)


def venue_as_typed(venue: Venue) -> dict[str, Any]:
    """Return what is known of a venue, as the form shows it."""
    hours = {f"hours_{day}": typed(spans) for day, spans in week_of(venue.hours).items()}
    return {name: getattr(venue, name) for name in TEXTS} | point_of(venue) | hours


class StopForm(WithPoint):
    day = forms.DateField(label=_("Day"), widget=DayInput)
    opens = forms.TimeField(label=_("From"), widget=TimeInput)
    closes = forms.TimeField(label=_("To"), widget=TimeInput)
    address = forms.CharField(
        label=_("Where"),
        help_text=_("Only if it is not the address of the place itself."),
        max_length=200,
        required=False,
    )
    note = forms.CharField(label=_("Note"), max_length=200, required=False)
    field_order = ("day", "opens", "closes", "address", "note", "latitude", "longitude")

    def clean(self) -> dict[str, Any]:
        """A stop ends after it has begun."""
        values = super().clean()
        opens, closes = values.get("opens"), values.get("closes")
        if opens and closes and closes <= opens:
            self.add_error("closes", gettext("It has to end later than it begins."))
        return values

    def facts(self) -> StopFacts:
        """Return what was said; the form is valid."""
        return StopFacts(**self.cleaned_data)


class FunderForm(Form):
    name = OneLine(label=_("Name"), max_length=150)
    url = forms.URLField(label=_("Website"), max_length=300, required=False, assume_scheme="https")
    logo = LogoField(label=_("Logo"), required=False)
    logo_alt = forms.CharField(
        label=_("Description for people who do not see it"),
        help_text=_("Such as: Funded by the Federal Ministry of Housing."),
        max_length=200,
        required=False,
    )

    def __init__(self, *args: Any, funder: Funder | None = None, **kwargs: Any) -> None:
        names = ("name", "url", "logo_alt")
        known = {name: getattr(funder, name) for name in names} if funder else {}
        self.has_logo = bool(funder and funder.logo_width)
        super().__init__(*args, initial=known, **kwargs)

    def clean(self) -> dict[str, Any]:
        """A logo needs a description."""
        values = super().clean() or self.cleaned_data
        if (values.get("logo") or self.has_logo) and not values.get("logo_alt"):
            self.add_error("logo_alt", gettext("Please describe the logo."))
        return values

    def facts(self) -> FunderFacts:
        """Return what was said; the form is valid."""
        return FunderFacts(**self.cleaned_data)
