"""Granting a role, and confirming a place of residence."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from faden.backbone.people.models import EMAIL_LENGTH, Person
from faden.backbone.people.queries import account_by_email
from faden.backbone.places.models import District
from faden.backbone.places.queries import districts
from faden.backbone.places.words import DISTRICT
from faden.backbone.processes.models import Process
from faden.backbone.processes.rules import Role
from faden.lib.moments import end_of
from faden.web.forms import DayInput, Form

LONGEST_LIFE = 120  # years


class AccountField(forms.EmailField):
    """The address of somebody with an account; gives the person."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=_("E-mail address of the account"), max_length=EMAIL_LENGTH, **kwargs
        )

    def clean(self, value: Any) -> Person:
        person = account_by_email(super().clean(value))
        if person is None:
            raise ValidationError(
                _("Nobody has an account with this address. They can create one themselves first.")
            )
        return person


class GrantForm(Form):
    person = AccountField()
    role = forms.ChoiceField(label=_("Role"), widget=forms.RadioSelect)
    process = forms.ModelChoiceField(
        label=_("Process"), queryset=Process.objects.none(), empty_label=None
    )
    last_day = forms.DateField(
        label=_("Until"),
        help_text=_("The last day. Leave it empty for a role without an end."),
        required=False,
        widget=DayInput(),
    )
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Why this person has the role; the team can read it."),
        max_length=200,
        required=False,
    )

    def __init__(
        self, *args: Any, processes: Any, for_all: bool, today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        roles = [role for role in Role if for_all or role != Role.ADMINISTRATOR]
        self.fields["role"].choices = [(role.value, role.label) for role in roles]  # type: ignore[attr-defined]
        field = self.fields["process"]
        field.queryset = processes  # type: ignore[attr-defined]
        if for_all:
            field.required = False
            field.empty_label = _("All processes")  # type: ignore[attr-defined]

    def clean_last_day(self) -> date | None:
        """Return a day that is still to come."""
        day: date | None = self.cleaned_data["last_day"]
        if day is not None and day < self.today:
            raise ValidationError(_("This day is over."))
        return day

    def clean(self) -> dict[str, Any]:
        """Administrators look after everything."""
        super().clean()
        if self.cleaned_data.get("role") == Role.ADMINISTRATOR and self.cleaned_data.get("process"):
            self.add_error("process", _("The administration is for all processes."))
        return self.cleaned_data

    @property
    def expires_at(self) -> datetime | None:
        """The first moment without the role."""
        day = self.cleaned_data["last_day"]
        return end_of(day) if day else None


class ResidenceForm(Form):
    person = AccountField()
    district = forms.ModelChoiceField(
        label=DISTRICT,
        queryset=District.objects.none(),
        required=False,
        empty_label=_("Not noted"),
    )
    born_on = forms.DateField(
        label=_("Date of birth"),
        help_text=_("Only if a process asks for an age."),
        required=False,
        widget=DayInput(),
    )
    has_seen = forms.BooleanField(
        label=_("I have seen an official document that says that this person lives here."),
        error_messages={"required": _("Please look at a document first, then tick this box.")},
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["district"].queryset = districts()  # type: ignore[attr-defined]

    def clean_born_on(self) -> date | None:
        """Return a day on which somebody alive can have been born."""
        day: date | None = self.cleaned_data["born_on"]
        oldest = self.today.replace(year=self.today.year - LONGEST_LIFE, day=1)
        if day is not None and not oldest <= day <= self.today:
            raise ValidationError(_("Please check the year."))
        return day
