"""The text of a legal page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from faden.backbone.places.rules import Kind, legal_text_refusal
from faden.web.forms import Form

TEXT_LENGTH = 60_000  # characters


class LegalForm(Form):
    text = forms.CharField(
        label=_("Text"),
        help_text=_(
            "Written in Markdown: ## begins a heading, a hyphen begins an entry of a list, "
            "[words](address) is a link. What stands in [square brackets] has to be filled in."
        ),
        max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 28, "class": "faden-editor"}),
    )
    video_url = forms.URLField(
        label=_("Address of the video"),
        help_text=_("The page has a link to it; the video itself is not shown here."),
        max_length=500,
        required=False,
        assume_scheme="https",
    )

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kind != Kind.SIGN_LANGUAGE:
            del self.fields["video_url"]

    def clean_text(self) -> str:
        """Refuse what cannot be a legal page."""
        text: str = self.cleaned_data["text"]
        if (refusal := legal_text_refusal(text)) is not None:
            raise forms.ValidationError(str(refusal))
        return text

    def facts(self) -> dict[str, str]:
        """Return text and video; the form is valid."""
        return {
            "text": self.cleaned_data["text"],
            "video_url": self.cleaned_data.get("video_url", ""),
        }
