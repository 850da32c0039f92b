"""A text block of the city, and a point on the map, as parts of other forms."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from faden.backbone.places.queries import text_blocks
from faden.lib.geo import position_refusal
from faden.web.forms import Form

BLOCK = "text_block"
DEGREES = {"inputmode": "decimal", "autocomplete": "off"}


class BlockSelect(forms.Select):
    """A choice whose options know their texts, so that a script can copy them."""

    def __init__(self, *, texts: dict[str, str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.texts = texts  # {key: text}

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Return the option with its text."""
        option: dict[str, Any] = super().create_option(name, value, *args, **kwargs)
        if text := self.texts.get(str(value)):
            option["attrs"]["data-text"] = text
        return option


class WithTextBlocks(Form):
    """Base of forms with a text that a text block can give.

    `blocks_for` is a purpose of text blocks, `block_field` the field of the text. Where nothing is
    typed, the chosen block is the text; with JavaScript it is copied into the field, to be changed.
    """

    blocks_for: ClassVar[str]
    block_field: ClassVar[str] = "reason"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        blocks = list(text_blocks(self.blocks_for))
        self._texts = {str(block.pk): block.text for block in blocks}
        text = self.fields[self.block_field]
        self._is_text_required = text.required
        if not blocks:
            return
        self.marks_optional_fields = not text.required
        text.required = False
        attrs = {"data-copies-to": self[self.block_field].id_for_label}
        choices = [("", _("No text block")), *((str(block.pk), block.title) for block in blocks)]
        self.fields[BLOCK] = forms.ChoiceField(
            label=_("Text block"),
            help_text=_("Where you write nothing below, it is used as it is."),
            choices=choices,
            required=False,
            widget=BlockSelect(texts=self._texts, attrs=attrs),
        )
        names = [name for name in self.fields if name != BLOCK]
        names.insert(names.index(self.block_field), BLOCK)
        self.order_fields(names)

    def clean(self) -> dict[str, Any]:
        """Take the block's words where nothing was typed."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        if self.block_field in self.errors:
            return values
        typed = values.get(self.block_field) or self._texts.get(values.get(BLOCK) or "", "")
        values[self.block_field] = typed
        if self._is_text_required and not typed:
            self.add_error(
                self.block_field, self.fields[self.block_field].error_messages["required"]
            )
        return values


class DegreeField(forms.FloatField):
    """Latitude or longitude: 51.9366, or 51,9366 as Germans write it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, widget=forms.TextInput(attrs=DEGREES), **kwargs)

    def clean(self, value: Any) -> Any:
        """Return the degrees, None for an empty field."""
        return super().clean(value.replace(",", ".") if isinstance(value, str) else value)


class WithPoint(Form):
    """A form with a point on the map: both coordinates or none."""

    latitude = DegreeField(label=_("Latitude"), help_text=_("In degrees, such as 51.9366."))
    longitude = DegreeField(label=_("Longitude"), help_text=_("In degrees, such as 8.8830."))

    def clean(self) -> dict[str, Any]:
        """Check that the point lies on the globe."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        if not {"latitude", "longitude"} & set(self.errors):
            refusal = position_refusal(values.get("latitude"), values.get("longitude"))
            if refusal is not None:
                self.add_error("latitude", str(refusal))
        return values


def point_of(row: Any) -> dict[str, Any]:
    """Return the coordinates as fields show them: 51.9366, in every language."""
    return {
        name: "" if (degrees := getattr(row, name)) is None else f"{degrees:.6f}".rstrip("0")
        for name in ("latitude", "longitude")
    }
