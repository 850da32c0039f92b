"""What people type to ask, and what the team types to answer and explain."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from faden.backbone.people.models import NAME_LENGTH, Person
from faden.backbone.people.rules import name_refusal
from faden.backbone.places.models import Funder, Venue
from faden.backbone.places.queries import funders, venues
from faden.backbone.processes.form_part import WithAge, WithSignature
from faden.participation.background.actions import Answer, Asked, Explanation, Frame
from faden.participation.background.models import (
    ANSWER_MAX,
    DETAILS_MAX,
    EXPLANATION_MAX,
    MOST_DAYS,
    QUESTION_MAX,
    QUESTION_MIN,
    WORD_MAX,
    Question,
)
from faden.participation.background.queries import units
from faden.web.forms import DayInput, Form


def _text(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class AskForm(WithSignature, WithAge):
    title = forms.CharField(
        label=_("Your question"),
        help_text=_("In one sentence, so that others find it as well."),
        min_length=QUESTION_MIN,
        max_length=QUESTION_MAX,
    )
    text = forms.CharField(
        label=_("What should we know besides?"),
        help_text=_("Everybody can read it. Please do not write personal details here."),
        max_length=DETAILS_MAX,
        required=False,
        widget=_text(4),
    )

    def __init__(self, *args: Any, asks_name: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if asks_name:
            self.fields["name"] = forms.CharField(
                label=_("Name"),
                help_text=_("It is shown with your question. You can leave it empty."),
                max_length=NAME_LENGTH,
                required=False,
            )

    def clean_name(self) -> str:
        """Return the name, if it can be shown."""
        name: str = self.cleaned_data["name"].strip()
        if name and (refusal := name_refusal(name)):
            raise forms.ValidationError(str(refusal))
        return name

    def asked(self, *, language: str) -> Asked:
        """Return what was asked; the form is valid."""
        said = self.cleaned_data
        return Asked(said["title"], said["text"], language, self.shows_author)


class _WithAnswer(Form):
    """Base of the forms with an answer of the city."""

    answer = forms.CharField(
        label=_("Answer"),
        help_text=_("In plain words. Markdown: **bold**, lists with -, [words](address)."),
        max_length=ANSWER_MAX,
        widget=_text(8),
    )
    unit = forms.ModelChoiceField(
        label=_("Who answers"),
        queryset=Person.objects.none(),
        empty_label=_("The city as a whole"),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit = self.fields["unit"]
        assert isinstance(unit, forms.ModelChoiceField)  # noqa: S101 - declared above
        unit.queryset = units()

    def given(self) -> Answer:
        """Return the answer; the form is valid."""
        return Answer(self.cleaned_data["answer"], self.cleaned_data["unit"])


class AnswerForm(_WithAnswer):
    def __init__(self, data: Any = None, *, question: Question, unit: Person | None) -> None:
        initial = {"answer": question.answer, "unit": question.unit or unit}
        super().__init__(data, initial=initial)


class FrequentForm(_WithAnswer):
    title = forms.CharField(label=_("Question"), min_length=QUESTION_MIN, max_length=QUESTION_MAX)
    field_order = ("title", "answer", "unit")


class PromiseForm(Form):
    promised_on = forms.DateField(label=_("Answer promised by"), widget=DayInput)


class BackgroundForm(Form):
    marks_optional_fields = False
    text = forms.CharField(
        label=_("Text at the top of the page"),
        help_text=_(
            "What led to this process, what is known, what was decided. "
            "Markdown: ## heading, **bold**, lists with -, [words](address)."
        ),
        required=False,
        widget=_text(14),
    )
    answer_days = forms.IntegerField(
        label=_("Days within which questions are answered"),
        help_text=_("The day until which an answer is promised stands beside each question."),
        min_value=1,
        max_value=MOST_DAYS,
    )


class TermForm(Form):
    word = forms.CharField(label=_("Term"), max_length=WORD_MAX)
    other_forms = forms.CharField(
        label=_("Other forms"),
        help_text=_("Separated by commas: the plural, or an abbreviation."),
        max_length=200,
        required=False,
    )
    explanation = forms.CharField(
        label=_("Explanation"),
        help_text=_("In one to three short sentences, without other difficult words."),
        max_length=EXPLANATION_MAX,
        widget=_text(4),
    )

    def said(self) -> Explanation:
        """Return the term in plain words; the form is valid."""
        return Explanation(**self.cleaned_data)


class FrameForm(Form):
    """Where people take part on site, and who gives money."""

    marks_optional_fields = False
    venues = forms.ModelMultipleChoiceField(
        label=_("Where people can take part on site"),
        queryset=Venue.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    funders = forms.ModelMultipleChoiceField(
        label=_("Who gives money for this process"),
        queryset=Funder.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    funding_text = forms.CharField(
        label=_("Sentence on the funding"),
        help_text=_("It stands with the logos at the foot of the page and in documents."),
        max_length=500,
        required=False,
        widget=_text(2),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in (("venues", venues()), ("funders", funders())):
            field = self.fields[name]
            assert isinstance(field, forms.ModelMultipleChoiceField)  # noqa: S101 - declared above
            field.queryset = rows
            if not rows.exists():
                field.help_text = _("The administration adds them below “Set up the municipality”.")

    def frame(self) -> Frame:
        """Return what was chosen; the form is valid."""
        values = self.cleaned_data
        return Frame(list(values["venues"]), list(values["funders"]), values["funding_text"])
