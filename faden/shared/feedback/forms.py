"""The three questions; each can be left out."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from faden.shared.feedback.models import answers, questions
from faden.web.forms import Form


class FeedbackForm(Form):
    marks_optional_fields = False

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, prefix="rueckmeldung")
        for name, label in questions():
            self.fields[name] = forms.ChoiceField(
                label=label, choices=answers, required=False, widget=forms.RadioSelect
            )

    def clean(self) -> dict[str, Any] | None:
        super().clean()
        if not self.errors and not self.given():
            raise forms.ValidationError(_("Please answer at least one of the questions."))
        return self.cleaned_data

    def given(self) -> dict[str, str]:
        """Return `{question: answer}` of what was answered; the form is valid."""
        return {name: answer for name, answer in self.cleaned_data.items() if answer}
