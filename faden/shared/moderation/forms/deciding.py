"""What the team says when it releases, refuses, or decides a report."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from faden.backbone.places.form_part import WithTextBlocks
from faden.shared.moderation.forms.hiding import REASON_MAX, reason_field
from faden.shared.moderation.models import Report

Decision = Report.Decision
OFFERED = (Decision.DISMISSED, Decision.WARNED, Decision.HIDDEN)  # redacting has a page of its own
NEED_REASON = (Decision.WARNED, Decision.HIDDEN)


class RefuseForm(WithTextBlocks):
    blocks_for = "moderation"

    reason = reason_field(
        _("The author reads this. Say which rule was broken and what could be done.")
    )


class DecideForm(WithTextBlocks):
    blocks_for = "moderation"

    decision = forms.ChoiceField(
        label=_("Your decision"),
        choices=[(choice.value, choice.label) for choice in OFFERED],
        widget=forms.RadioSelect,
    )
    reason = reason_field(
        _("The author reads this. Needed unless it stays as it is."), required=False
    )
    explanation = forms.CharField(
        label=_("Explanation for whoever reported it"),
        help_text=_("They read the decision, and this. No name of the author."),
        max_length=REASON_MAX,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for the reason where the author is told."""
        values = super().clean()
        if values.get("decision") in NEED_REASON and not values.get("reason"):
            self.add_error("reason", _("Please give the reason: the author reads it."))
        return values
