"""What somebody says who reports a contribution."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from faden.backbone.people.models import EMAIL_LENGTH
from faden.shared.moderation.actions import Complaint
from faden.shared.moderation.models import report_reasons
from faden.shared.moderation.models.reports import REPORT_TEXT_MAX
from faden.web.forms import Form


class ReportForm(Form):
    reason = forms.ChoiceField(
        label=_("What is wrong?"), choices=report_reasons, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=_("Where is it, and what should the team know?"),
        max_length=REPORT_TEXT_MAX,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("Only to tell you the decision; it is deleted then."),
        max_length=EMAIL_LENGTH,
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def __init__(self, *args: Any, asks_email: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks_email:
            del self.fields["email"]

    def complaint(self) -> Complaint:
        """Return what was said; the form is valid."""
        return Complaint(**self.cleaned_data, language=get_language() or "de")
