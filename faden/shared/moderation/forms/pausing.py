"""Pausing new contributions."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from faden.lib.moments import end_of
from faden.web.forms import DayInput, Form, HourInput


class PauseForm(Form):
    message = forms.CharField(
        label=_("Message to everybody"),
        help_text=_("It stands wherever people would contribute. Say why, and how to reach you."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    last_day = forms.DateField(
        label=_("Until the end of"),
        help_text=_("Without a day it lasts until somebody ends it."),
        required=False,
        widget=DayInput,
    )
    last_hour = forms.TimeField(label=_("Ends at"), required=False, widget=HourInput)

    def clean(self) -> dict[str, Any]:
        """An hour needs its day."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        if values.get("last_hour") and not values.get("last_day"):
            self.add_error("last_day", _("Please say on which day it ends at this hour."))
        return values

    def ends_at(self) -> datetime | None:
        """Return when it is over; the form is valid."""
        last_day = self.cleaned_data["last_day"]
        return end_of(last_day, self.cleaned_data["last_hour"]) if last_day else None
