"""The answer of the city as a form."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from faden.backbone.people.models import Person
from faden.shared.outcomes.actions import Answer
from faden.shared.outcomes.models import Outcome
from faden.shared.outcomes.queries import units
from faden.shared.outcomes.rules import date_refusal, outcome_refusal
from faden.web.forms import DayInput, Form


class AnswerForm(Form):
    marks_optional_fields = False  # what is needed depends on what becomes of it

    code = forms.ChoiceField(
        label=_("What becomes of it?"), choices=Outcome.Code.choices, widget=forms.RadioSelect
    )
    body = forms.CharField(
        label=_("Where it goes on, or to whom it was forwarded"),
        help_text=_("Only needed if it goes on elsewhere or was forwarded."),
        max_length=150,
        required=False,
    )
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_(
            "In plain words, to the person whose idea it is. "
            "Only “Will be implemented” can do without."
        ),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    unit = forms.ModelChoiceField(
        label=_("Who answers"), queryset=Person.objects.none(), empty_label=_("Please choose")
    )
    decided_on = forms.DateField(label=_("Date"), widget=DayInput)

    def __init__(self, data: Any = None, *, now: datetime, before: Outcome | None = None) -> None:
        initial: dict[str, Any] = {"decided_on": timezone.localdate(now)}
        if before:
            initial |= {name: getattr(before, name) for name in ("code", "body", "reason", "unit")}
        super().__init__(data, initial=initial)
        self.now = now
        unit = self.fields["unit"]
        assert isinstance(unit, forms.ModelChoiceField)  # noqa: S101 - declared above
        unit.queryset = units()

    def clean(self) -> dict[str, Any]:
        """Say beside the field what an answer of this kind needs."""
        cleaned = super().clean() or self.cleaned_data
        code, reason, body = (str(cleaned.get(name, "")) for name in ("code", "reason", "body"))
        if refusal := outcome_refusal(code=code, reason=reason, body=body):
            self.add_error(refusal.code.removeprefix("outcomes."), str(refusal))
        decided_on = cleaned.get("decided_on")
        if decided_on and (refusal := date_refusal(decided_on, now=self.now)):
            self.add_error("decided_on", str(refusal))
        return cleaned

    def answer(self) -> Answer:
        """Return what was entered; the form is valid."""
        values = self.cleaned_data
        return Answer(
            code=values["code"],
            reason=values["reason"],
            unit=values["unit"],
            body=values["body"],
            decided_on=values["decided_on"],
        )
