"""Districts, tags, and files of areas and addresses."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from faden.backbone.items.models import Tag
from faden.backbone.places.form_part import WithPoint
from faden.lib.geojson import MOST_BYTES
from faden.surfaces.city.files import keep
from faden.web.forms import Form


class OneLine(forms.CharField):
    """A name: one line, single spaces."""

    def clean(self, value: Any) -> Any:
        """Return the name without superfluous spaces."""
        return super().clean(" ".join(str(value or "").split()))


class DistrictForm(WithPoint):
    name = OneLine(label=_("Name"), max_length=100)

    field_order = ("name", "latitude", "longitude")


class TagForm(Form):
    name = OneLine(label=_("Name"), max_length=40)


class MergeForm(Form):
    """Which tag takes the place of another."""

    into = forms.TypedChoiceField(label=_("Goes into"), coerce=int)

    def __init__(self, *args: Any, tags: Sequence[Tag], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["into"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [("", _("Please choose")), *((tag.pk, tag.name) for tag in tags)]


class UploadForm(Form):
    """A file that is looked at before anything is written."""

    suffixes: tuple[str, ...] = ()
    most_bytes: int
    file = forms.FileField(label=_("File"), allow_empty_file=True, max_length=255)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].widget.attrs["accept"] = ",".join(self.suffixes)

    def clean_file(self) -> Any:
        """Refuse what is too large or of another kind."""
        upload = self.cleaned_data["file"]
        if self._suffix() not in self.suffixes:
            raise forms.ValidationError(
                gettext("Please choose a file of the kind %(kinds)s.")
                % {"kinds": ", ".join(self.suffixes)}
            )
        if (upload.size or 0) > self.most_bytes:
            raise forms.ValidationError(
                gettext("The file may have at most %(most)s MB.")
                % {"most": self.most_bytes // 1_000_000}
            )
        return upload

    def _suffix(self) -> str:
        return PurePath(self.cleaned_data["file"].name or "").suffix.lower()

    def kept(self) -> str:
        """Write the file down and return the key to find it by; the form is valid."""
        return keep(self.cleaned_data["file"].chunks(), suffix=self._suffix())


class AreasForm(UploadForm):
    suffixes = (".geojson", ".json")
    most_bytes = MOST_BYTES


class AddressesForm(UploadForm):
    suffixes = (".csv", ".xlsx", ".ods")
    most_bytes = 25_000_000
