"""Withdrawing an idea."""

from django import forms
from django.utils.translation import gettext_lazy as _

from faden.participation.ideas.models import REASON_MAX
from faden.web.forms import Form


class WithdrawForm(Form):
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Everybody can read it on the page of the idea."),
        max_length=REASON_MAX,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
