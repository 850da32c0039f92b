"""Which part of the log, and why."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from faden.surfaces.staff.actions import Asked
from faden.surfaces.staff.models import CAUSE_LENGTH
from faden.web.forms import DayInput, Form


class OpeningForm(Form):
    cause = forms.CharField(
        label=_("Cause"),
        help_text=_(
            "Such as a complaint, a security incident, a request for information. It is kept with "
            "your name, and others of the administration see it."
        ),
        max_length=CAUSE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    starts_on = forms.DateField(label=_("First day"), widget=DayInput)
    ends_on = forms.DateField(label=_("Last day"), widget=DayInput)
    item_id = forms.IntegerField(
        label=_("Number of a contribution"),
        help_text=_("Only what was done to this one. It stands in its address."),
        min_value=1,
        max_value=2**53,
        required=False,
    )

    def asked(self) -> Asked:
        """Return what was entered; the form is valid."""
        return Asked(**self.cleaned_data)
