"""All action fields of a process on one page: names, order, new ones, removal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from faden.backbone.processes.models import ActionField
from faden.surfaces.process_setup.forms.process import a_text
from faden.web.forms import Form

NAME_LENGTH = 100  # characters
MOST_FIELDS = 30


@dataclass(frozen=True)
class FieldRow:
    """The inputs of one action field."""

    field: ActionField
    name: forms.BoundField
    place: forms.BoundField
    remove: forms.BoundField


class FieldsForm(Form):
    marks_optional_fields = False

    new = a_text(_("New action fields"), rows=4, help_text=_("One in a line."))

    def __init__(self, data: Any = None, *, fields: Sequence[ActionField]) -> None:
        super().__init__(data)
        self.known = list(fields)
        for place, field in enumerate(self.known, 1):
            self._add(field, place)
        self.order_fields([*(name for name in self.fields if name != "new"), "new"])

    def _add(self, field: ActionField, place: int) -> None:
        self.fields[f"name_{field.pk}"] = forms.CharField(
            label=_("Name"), max_length=NAME_LENGTH, initial=field.name
        )
        self.fields[f"place_{field.pk}"] = forms.IntegerField(
            label=_("Position"), min_value=1, max_value=MOST_FIELDS, initial=place
        )
        self.fields[f"remove_{field.pk}"] = forms.BooleanField(label=_("Remove"), required=False)

    @property
    def rows(self) -> list[FieldRow]:
        """Return the inputs of each field."""
        return [
            FieldRow(
                field,
                self[f"name_{field.pk}"],
                self[f"place_{field.pk}"],
                self[f"remove_{field.pk}"],
            )
            for field in self.known
        ]

    def clean_new(self) -> list[str]:
        """Return one name for each line."""
        lines = [" ".join(line.split()) for line in self.cleaned_data["new"].splitlines()]
        names = [line for line in lines if line]
        if any(len(name) > NAME_LENGTH for name in names):
            raise forms.ValidationError(_("A name has at most 100 characters."))
        if len(names) + len(self.known) > MOST_FIELDS:
            raise forms.ValidationError(_("A process has at most 30 action fields."))
        return names

    def names(self) -> dict[ActionField, str]:
        """Return the names of the fields that stay, in their new order; the form is valid."""
        values = self.cleaned_data
        stay = [field for field in self.known if not values[f"remove_{field.pk}"]]
        stay.sort(key=lambda field: values[f"place_{field.pk}"])  # equal places: as before
        return {field: values[f"name_{field.pk}"] for field in stay}

    def removed(self) -> list[ActionField]:
        """Return the fields that shall go; the form is valid."""
        return [field for field in self.known if self.cleaned_data[f"remove_{field.pk}"]]
