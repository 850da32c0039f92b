"""What the team types about a result: how many, why, and a row for each idea."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from faden.participation.results.models import NOTE_LENGTH, REASON_LENGTH
from faden.participation.results.rules import MOST_WANTED, Choice
from faden.web.forms import Form

MOST_DOTS = 100_000
LONGEST_NUMBER = 15  # digits; longer ones are no number of a row


class ResultForm(Form):
    marks_optional_fields = False  # a draft may lack what publishing asks for
    n_wanted = forms.IntegerField(
        label=_("How many ideas are selected?"),
        help_text=_("The number that was announced."),
        min_value=1,
        max_value=MOST_WANTED,
    )
    note = forms.CharField(
        label=_("How were the comments considered?"),
        help_text=_("Everybody reads this above the result."),
        max_length=NOTE_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    tie_reason = forms.CharField(
        label=_("If ideas share the last place, or more are selected: why these?"),
        max_length=REASON_LENGTH,
        required=False,
    )
    more = forms.CharField(
        label=_("Show further ideas"),
        help_text=_("Their numbers, separated by commas. The number stands in an idea's address."),
        max_length=200,
        required=False,
    )

    def clean_more(self) -> list[int]:
        """Return the numbers; what is no number is left out."""
        words = self.cleaned_data["more"].replace(",", " ").split()
        numbers = [word for word in words if word.isascii() and word.isdigit()]
        return [int(number) for number in numbers if len(number) <= LONGEST_NUMBER]


class RowForm(Form):
    """What is chosen for the idea of this title; the prefix is its number."""

    marks_optional_fields = False
    is_selected = forms.BooleanField(label=_("Selected"), required=False)
    reason = forms.CharField(label=_("Reason"), max_length=REASON_LENGTH, required=False)
    n_dots = forms.IntegerField(
        label=_("Dots on site"), min_value=0, max_value=MOST_DOTS, required=False
    )

    def __init__(self, *args: Any, title: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.within = title  # type: ignore[attr-defined]  # read by the summary of errors

    @property
    def choice(self) -> Choice:
        """What is chosen; the form is valid."""
        given = self.cleaned_data
        return Choice(is_selected=given["is_selected"], reason=given["reason"].strip())


def are_valid(forms_of_rows: Iterable[Any]) -> bool:
    """Return whether all of them are, so that each shows its errors."""
    return False not in [form.is_valid() for form in forms_of_rows]
