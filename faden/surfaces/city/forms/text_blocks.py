"""What a text block says, and where it is used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from faden.backbone.places.models import text_purposes
from faden.surfaces.city.actions.text_blocks import BlockFacts
from faden.surfaces.city.forms.lists import OneLine
from faden.web.forms import Form

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def purposes() -> list[tuple[str, StrOrPromise]]:
    """Return where text blocks are used, for a filter."""
    return text_purposes()


class TextBlockForm(Form):
    purpose = forms.ChoiceField(label=_("Used in"), choices=text_purposes, widget=forms.RadioSelect)
    title = OneLine(
        label=_("Title"),
        help_text=_("By which the team finds it. The public does not see it."),
        max_length=80,
    )
    text = forms.CharField(
        label=_("Text"),
        help_text=_("It is copied into the answer or reason and can be changed there."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def facts(self) -> BlockFacts:
        """Return what was said; the form is valid."""
        return BlockFacts(**self.cleaned_data)
