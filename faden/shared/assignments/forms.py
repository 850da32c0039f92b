"""Giving work to an office, saying who is away, choosing one's offices."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from faden.backbone.people.models import Person
from faden.shared.assignments.actions import Order
from faden.shared.assignments.models import NOTE_LENGTH, Assignment
from faden.shared.assignments.queries import units
from faden.web.forms import DayInput, Form


class UnitForm(Form):
    """A form that begins with the choice of an office."""

    unit = forms.ModelChoiceField(
        label=_("Office"), queryset=Person.objects.none(), empty_label=_("Please choose")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit = self.fields["unit"]
        assert isinstance(unit, forms.ModelChoiceField)  # noqa: S101 - declared above
        unit.queryset = units()


class AssignForm(UnitForm):
    due_on = forms.DateField(label=_("Due on"), widget=DayInput)
    note = forms.CharField(
        label=_("Note"),
        help_text=_("For the office. The public does not see it."),
        max_length=NOTE_LENGTH,
        required=False,
    )

    def order(self, topic: str = Assignment.Topic.ANSWER) -> Order:
        """Return what was entered; the form is valid."""
        return order_of(self.cleaned_data, topic)


def order_of(answers: dict[str, Any], topic: str) -> Order:
    """Return what an `AssignForm` says, from its values."""
    return Order(answers["unit"], answers["due_on"], topic, answers["note"])


def assigned(assignment: Assignment | None) -> dict[str, Any]:
    """Return what the form starts with where somebody takes care of it already."""
    if assignment is None:
        return {}
    names = ("unit", "due_on", "note")
    return {name: getattr(assignment, name) for name in names}


class AbsenceForm(UnitForm):
    starts_on = forms.DateField(label=_("First day"), widget=DayInput)
    ends_on = forms.DateField(label=_("Last day"), widget=DayInput)

    def __init__(self, data: Any = None, *, now: datetime) -> None:
        super().__init__(data)
        self.now = now


class OfficesForm(Form):
    """The offices somebody works in."""

    units = forms.ModelMultipleChoiceField(
        label=_("Offices"),
        queryset=Person.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["units"]
        assert isinstance(field, forms.ModelMultipleChoiceField)  # noqa: S101 - declared above
        field.queryset = units()


class MailHoursForm(Form):
    starts_at = forms.IntegerField(
        label=_("Not before (hour)"), min_value=0, max_value=23, help_text=_("Such as 8.")
    )
    ends_at = forms.IntegerField(
        label=_("Not after (hour)"), min_value=1, max_value=24, help_text=_("Such as 16.")
    )
