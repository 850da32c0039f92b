"""Handing in an idea: what, where, and pictures."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from faden.backbone.places.models import District
from faden.backbone.places.queries import districts
from faden.backbone.processes.models import ActionField, Process
from faden.backbone.processes.queries import action_fields_of
from faden.participation.ideas.actions import Draft
from faden.participation.ideas.models import TEXT_MAX, TITLE_MAX, TITLE_MIN
from faden.shared.media.form_part import WithImages

TEXT_MIN = 10  # characters


class IdeaForm(WithImages):
    title = forms.CharField(
        label=_("Title"),
        help_text=_("Your idea in one sentence."),
        min_length=TITLE_MIN,
        max_length=TITLE_MAX,
    )
    text = forms.CharField(
        label=_("Your idea"),
        help_text=_("What should change, for whom, and why?"),
        min_length=TEXT_MIN,
        max_length=TEXT_MAX,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    action_field = forms.ModelChoiceField(
        label=_("Topic"),
        queryset=ActionField.objects.none(),
        empty_label=_("No topic fits"),
        required=False,
    )
    district = forms.ModelChoiceField(
        label=_("District"),
        queryset=District.objects.none(),
        empty_label=_("No place or the whole city"),
        required=False,
    )
    latitude = forms.FloatField(
        label=_("Latitude"),
        help_text=_("In degrees, for example 51.9366"),
        localize=True,
        min_value=-90,
        max_value=90,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )
    longitude = forms.FloatField(
        label=_("Longitude"),
        help_text=_("In degrees, for example 8.8830"),
        localize=True,
        min_value=-180,
        max_value=180,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )
    name = forms.CharField(
        label=_("Your name"),
        help_text=_("Shown with your idea. You may leave it empty."),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
    )

    def __init__(self, *args: Any, process: Process, asks_name: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choices_of("action_field").queryset = action_fields_of(process.pk)
        self._choices_of("district").queryset = districts()
        if not asks_name:
            del self.fields["name"]
        elif self.owner is not None:
            self.fields["name"].initial = self.owner.display_name

    def clean(self) -> dict[str, Any]:
        """Both coordinates or none."""
        cleaned = super().clean() or self.cleaned_data
        if self.errors.keys() & {"latitude", "longitude"}:
            return cleaned
        missing = [name for name in ("latitude", "longitude") if cleaned[name] is None]
        if len(missing) == 1:
            self.add_error(missing[0], _("Please give both coordinates or none."))
        return cleaned

    @property
    def has_coordinates(self) -> bool:
        """Whether the part with the coordinates is to be open."""
        return any(self[name].value() or self[name].errors for name in ("latitude", "longitude"))

    def draft(self, *, language: str) -> Draft:
        """Return what was handed in; the form is valid."""
        values = self.cleaned_data
        return Draft(
            title=values["title"],
            text=values["text"],
            action_field=values["action_field"],
            district=values["district"],
            latitude=values["latitude"],
            longitude=values["longitude"],
            language=language,
        )

    def _choices_of(self, name: str) -> "forms.ModelChoiceField[Any]":
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - declared above
        return field
