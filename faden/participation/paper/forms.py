"""What the team types to have cards printed, and visitors to find theirs."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from faden.backbone.items.models import Origin
from faden.participation.paper.models import PLACE_LENGTH, Series, Wall
from faden.participation.paper.rules import MOST_CARDS, typed_refusal
from faden.shared.media.form_part import WithImages
from faden.web.forms import Form

CHANNELS = [choice for choice in Origin.Channel.choices if choice[0] != Origin.Channel.ONLINE]


class NumberForm(Form):
    """The field for the number of a card; its name stands in addresses."""

    marks_optional_fields = False
    nummer = forms.CharField(
        label=_("Number of your card"),
        help_text=_("It stands on the part that you took with you, for example 147-K."),
        max_length=20,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )

    def clean_nummer(self) -> str:
        """Return what was typed; it is right by its letter."""
        typed: str = self.cleaned_data["nummer"]
        if refusal := typed_refusal(typed):
            raise forms.ValidationError(str(refusal))
        return typed


class WallForm(Form):
    title = forms.CharField(
        label=_("Name"),
        help_text=_("As people know the place, for example “Idea wall in the town library”."),
        max_length=PLACE_LENGTH,
    )
    channel = forms.ChoiceField(label=_("Origin"), choices=CHANNELS)


class PhotosForm(WithImages):
    """Photos of a wall."""


class SeriesForm(Form):
    size = forms.ChoiceField(
        label=_("What should be printed?"), choices=Series.Size.choices, widget=forms.RadioSelect
    )
    n_cards = forms.IntegerField(
        label=_("How many?"), min_value=1, max_value=MOST_CARDS, initial=40
    )
    wall = forms.ChoiceField(
        label=_("Where are the cards collected?"),
        required=False,
    )
    question = forms.CharField(
        label=_("Question on the card"),
        help_text=_("Empty: “What is your idea?”"),
        max_length=120,
        required=False,
    )

    def __init__(self, *args: Any, walls: Iterable[Wall], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._walls = {str(wall.pk): wall for wall in walls}
        field = self.fields["wall"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [
            ("", _("At several places")),
            *((key, wall.title) for key, wall in self._walls.items()),
        ]
        self.fields["size"].initial = Series.Size.A6

    def series(self) -> dict[str, Any]:
        """Return what is to be printed, as the action takes it; the form is valid."""
        given = self.cleaned_data
        return {**given, "wall": self._walls.get(given["wall"])}
