"""The answer of the city as a form, the question to a colleague, the promised day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from faden.backbone.people.models import EMAIL_LENGTH, Person
from faden.backbone.places.models import TextBlock
from faden.backbone.places.queries import text_block_by_id, text_blocks
from faden.shared.outcomes.actions import Answer, Asked
from faden.shared.outcomes.models import (
    BODY_LENGTH,
    QUESTION_LENGTH,
    REASON_LENGTH,
    Draft,
    Outcome,
)
from faden.shared.outcomes.queries import units
from faden.shared.outcomes.rules import (
    OF_MATTERS,
    date_refusal,
    outcome_refusal,
    until_refusal,
)
from faden.web.forms import DayInput, Form

NUMBER = re.compile("[0-9]{1,15}")
COPIED = ("code", "body", "reason", "unit", "until")


class WordsForm(Form):
    """What becomes of a contribution, and why. `is_complete` is off while a draft is kept."""

    marks_optional_fields = False  # what is needed depends on what becomes of it
    is_complete = True

    code = forms.ChoiceField(label=_("What becomes of it?"), widget=forms.RadioSelect)
    until = forms.DateField(
        label=_("Checked until"),
        help_text=_("Only needed while it is being checked. This is not an answer yet."),
        required=False,
        widget=DayInput,
    )
    body = forms.CharField(
        label=_("Where it goes on, or to whom it was forwarded"),
        help_text=_("Only needed if it goes on elsewhere or was forwarded."),
        max_length=BODY_LENGTH,
        required=False,
    )
    text_block = forms.ChoiceField(
        label=_("Text block"),
        help_text=_("It is put below the reason and can be changed there."),
        required=False,
    )
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_(
            "In plain words, to the person whose contribution it is. "
            "Only “Will be implemented” and “Adopted” can do without."
        ),
        max_length=REASON_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
    )

    def __init__(
        self,
        data: Any = None,
        *,
        now: datetime,
        codes: Sequence[str] = OF_MATTERS,
        before: Outcome | Draft | None = None,
        initial: dict[str, Any] | None = None,
        is_complete: bool = True,
    ) -> None:
        known = {name: getattr(before, name) for name in COPIED} if before else {}
        today = {"decided_on": timezone.localdate(now)}
        super().__init__(data, initial=today | known | (initial or {}))
        self.now, self.is_complete = now, is_complete
        self._field("code").choices = [(code, Outcome.Code(code).label) for code in codes]
        self._offer_text_blocks()
        if not is_complete:
            self._field("code").required = False

    def _offer_text_blocks(self) -> None:
        """Offer the city's text blocks; without any there is nothing to choose."""
        blocks = [(str(block.pk), block.title) for block in text_blocks(TextBlock.Purpose.ANSWER)]
        self._field("text_block").choices = [("", _("No text block")), *blocks]
        if not blocks:
            del self.fields["text_block"]

    def _field(self, name: str) -> Any:
        return self.fields[name]

    def clean(self) -> dict[str, Any]:
        """Say beside the field what an answer of this kind needs."""
        cleaned = super().clean() or self.cleaned_data
        if not self.is_complete:
            return cleaned
        code, reason, body = (str(cleaned.get(name, "")) for name in ("code", "reason", "body"))
        refusals = [
            outcome_refusal(code=code, reason=reason, body=body),
            until_refusal(code, cleaned.get("until"), now=self.now),
        ]
        if decided_on := cleaned.get("decided_on"):
            refusals.append(date_refusal(decided_on, now=self.now))
        for refusal in filter(None, refusals):
            self.add_error(refusal.code.removeprefix("outcomes."), str(refusal))
        return cleaned

    def answer(self, *, unit: Person | None = None) -> Answer:
        """Return what was entered; the form is valid."""
        values: dict[str, Any] = self.cleaned_data
        code = values["code"]
        return Answer(
            code=code,
            reason=values["reason"],
            unit=cast("Person", values.get("unit") or unit),
            body=values["body"],
            until=values["until"] if code == Outcome.INTERIM else None,
            decided_on=values.get("decided_on") or timezone.localdate(self.now),
        )


class AnswerForm(WordsForm):
    """The words, who says them and when it was decided."""

    unit = forms.ModelChoiceField(
        label=_("Who answers"), queryset=Person.objects.none(), empty_label=_("Please choose")
    )
    decided_on = forms.DateField(label=_("Date"), widget=DayInput)

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self._field("unit").queryset = units()


class DraftForm(AnswerForm):
    """An answer that is decided when it is released."""

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        del self.fields["decided_on"]


def with_text_block(sent: Any) -> dict[str, Any]:
    """Return what was typed with the chosen text block below the reason, to begin the form with."""
    typed = {name: sent.get(name, "") for name in (*COPIED, "decided_on")}
    chosen = sent.get("text_block", "")
    block = text_block_by_id(int(chosen)) if NUMBER.fullmatch(chosen) else None
    if block is not None:
        typed["reason"] = "\n\n".join(filter(None, [typed["reason"].strip(), block.text]))
    return typed


class AskForm(Form):
    """Whom to ask for a draft, and what."""

    email = forms.EmailField(
        label=_("E-mail address of the colleague"),
        help_text=_("They get a personal link. They need no account."),
        max_length=EMAIL_LENGTH,
    )
    unit = forms.ModelChoiceField(
        label=_("Who answers"),
        help_text=_("The answer is shown under the name of this office."),
        queryset=Person.objects.none(),
        empty_label=_("Please choose"),
    )
    due_on = forms.DateField(label=_("Please by"), required=False, widget=DayInput)
    question = forms.CharField(
        label=_("What they should know"),
        max_length=QUESTION_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        unit = self.fields["unit"]
        assert isinstance(unit, forms.ModelChoiceField)  # noqa: S101 - declared above
        unit.queryset = units()

    def asked(self) -> Asked:
        """Return what was entered; the form is valid."""
        return Asked(**self.cleaned_data)


class LinkForm(Form):
    """To which address a new link goes."""

    email = forms.EmailField(label=_("E-mail address of the colleague"), max_length=EMAIL_LENGTH)


class PromiseForm(Form):
    """By when all contributions are answered."""

    on = forms.DateField(label=_("All answers by"), widget=DayInput)
    reason = forms.CharField(
        label=_("Reason for the other day"),
        help_text=_("The public reads it beside the old day."),
        max_length=300,
        required=False,
    )

    def __init__(self, data: Any = None, *, on: date | None, now: datetime) -> None:
        super().__init__(data, initial={"on": on or timezone.localdate(now) + timedelta(days=60)})
        if on is None:
            del self.fields["reason"]
