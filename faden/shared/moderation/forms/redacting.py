"""Which passages or parts of a picture are made unreadable, and why."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from faden.backbone.places.form_part import WithTextBlocks
from faden.shared.moderation.actions.redaction import Ground
from faden.shared.moderation.blackening import CELLS
from faden.shared.moderation.forms.hiding import reason_field
from faden.shared.moderation.models import Redaction, redaction_subjects
from faden.shared.moderation.passages import passages_in, sentences
from faden.web.forms import Form


class GroundForm(WithTextBlocks):
    """What it is, and what the author reads about it."""

    blocks_for = "moderation"

    subject = forms.ChoiceField(
        label=_("What is made unreadable?"),
        help_text=_("Everybody reads this in its place."),
        choices=redaction_subjects,
        widget=forms.RadioSelect,
    )
    reason = reason_field(_("The author reads this."))

    def ground(self) -> Ground:
        """Return what was said; the form is valid."""
        return Ground(self.cleaned_data["subject"], self.cleaned_data["reason"])


class RedactForm(GroundForm):
    """Words of a text; sentences can be chosen from a list."""

    words = forms.CharField(
        label=_("Words or passages, one a line"),
        help_text=_("As they stand in the text. They are found in earlier versions as well."),
        max_length=6000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    field_order = ("words", "sentences", "subject", "text_block", "reason")

    def __init__(self, *args: Any, text: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.numbered = sentences(text)
        self.fields["sentences"] = forms.TypedMultipleChoiceField(
            label=_("Or whole sentences"),
            choices=list(enumerate(self.numbered, start=1)),
            coerce=int,
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two."""
        values = super().clean()
        if not self.errors and not self.passages():
            self.add_error("words", _("Please say what is to be made unreadable."))
        return values

    def passages(self) -> list[str]:
        """Return all that was chosen."""
        chosen = [self.numbered[number - 1] for number in self.cleaned_data.get("sentences", [])]
        return [*passages_in(self.cleaned_data.get("words", "")), *chosen]


class PictureForm(GroundForm):
    """Parts of a picture, as cells of a grid that lies over it."""

    cells = forms.TypedMultipleChoiceField(
        label=_("Parts of the picture"),
        choices=[(number, str(number)) for number in range(1, CELLS + 1)],
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    field_order = ("cells", "subject", "text_block", "reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["subject"].initial = Redaction.Subject.FACE

    @property
    def removes(self) -> bool:
        """Whether the whole picture goes."""
        return "entfernen" in self.data

    def clean(self) -> dict[str, Any]:
        """Ask for the parts, unless the whole picture goes."""
        values = super().clean()
        if not self.removes and "cells" not in self.errors and not values.get("cells"):
            self.add_error("cells", _("Please choose the parts to be made unreadable."))
        return values


class CauseForm(Form):
    cause = forms.CharField(
        label=_("Why do you need to read the original?"),
        help_text=_("Such as: the police asks for it, file number 12/2026. This is kept."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
