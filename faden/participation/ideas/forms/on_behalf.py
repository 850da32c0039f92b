"""Entering one idea for somebody else."""

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from faden.participation.ideas.actions import Card
from faden.participation.ideas.forms.idea import IdeaForm
from faden.participation.ideas.forms.source import WithSource


class OnBehalfForm(IdeaForm, WithSource):
    card_number = forms.CharField(label=_("Number of the card"), max_length=20, required=False)
    author_name = forms.CharField(
        label=_("Name on the card"),
        help_text=_("Shown with the idea. Leave it empty unless the person wants that."),
        max_length=60,
        required=False,
    )
    key = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, asks_name=False, **kwargs)
        self.fields["key"].initial = uuid4
        del self.fields["has_rights"]
        text = self.fields["text"]
        text.label, text.required = _("What stands on it"), False

    def card(self, *, language: str) -> Card:
        """Return what is to be entered; the form is valid."""
        values = self.cleaned_data
        key: UUID | None = values["key"]
        return Card(
            key=key or uuid4(),
            draft=self.draft(language=language),
            number=values["card_number"],
            author_name=values["author_name"],
            images=self.images(),
            documents=self.documents(),
        )
