"""What the team says when it hides something."""

from django import forms
from django.utils.translation import gettext_lazy as _

from faden.web.forms import Form


class HideForm(Form):
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("The author reads this. Say which rule was broken and what could be done."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
