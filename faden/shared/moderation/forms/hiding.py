"""What the team says when it hides something."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from faden.backbone.places.form_part import WithTextBlocks

REASON_MAX = 1000  # characters


def reason_field(help_text: StrOrPromise, *, required: bool = True) -> forms.CharField:
    """Return the field for what the author reads."""
    return forms.CharField(
        label=_("Reason"),
        help_text=help_text,
        max_length=REASON_MAX,
        required=required,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class HideForm(WithTextBlocks):
    blocks_for = "moderation"

    reason = reason_field(
        _("The author reads this. Say which rule was broken and what could be done.")
    )
