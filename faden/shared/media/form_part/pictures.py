"""Pictures as a part of a form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _

from faden.lib.refused import Refusal
from faden.shared.media import queries, rules
from faden.shared.media.actions import Arranged, DescribedImage, Upload
from faden.shared.media.form_part.base import WithFiles
from faden.shared.media.form_part.fields import ImageFileField
from faden.shared.media.form_part.slots import Part, Slot
from faden.shared.media.labels import size_label
from faden.shared.media.models import ALT_LENGTH, Image
from faden.shared.media.pixels import DAMAGED


class PicturePart(Part[Image, Upload]):
    name = "image"
    text_name = "alt"
    terms = rules.OF_PICTURES

    def fields(self, number: int) -> dict[str, forms.Field]:
        which = {"number": number}
        is_only = len(self.numbers) == 1
        return {
            "": ImageFileField(label=_("Picture") if is_only else _("Picture %(number)s") % which),
            "_alt": forms.CharField(
                label=_("What does the picture show?")
                if is_only
                else _("What does picture %(number)s show?") % which,
                help_text=_("One sentence for people who cannot see the picture."),
                max_length=ALT_LENGTH,
                required=False,
            ),
        }

    def stored(self, keys: Iterable[str]) -> Mapping[str, Image]:
        return queries.not_attached(self.owner, keys)

    def initial_of(self, file: Image) -> dict[str, Any]:
        return {"alt": file.alt_text}

    def refusal_of(self, file: Image) -> Refusal | None:
        return DAMAGED if file.is_refused else None

    def upload_hint(self) -> str:
        return _(
            "JPEG, PNG, WebP or GIF with at most %(limit)s MB. "
            "Place, time and device are removed from the file."
        ) % {"limit": rules.MAX_BYTES // rules.MEGABYTE}

    def stored_hint(self, file: Image) -> str:
        if file.attached_at is not None:
            return _("Choose a file only to put another picture in the place of this one.")
        return _(
            "Your picture is stored (%(format)s, %(size)s). "
            "Choose a file only to put another one in its place."
        ) % {"format": file.format, "size": size_label(file.n_bytes)}

    def discard_label(self, number: int) -> str:
        if len(self.numbers) == 1:
            return _("Remove the picture")
        return _("Remove picture %(number)s") % {"number": number}

    def order_label(self, number: int) -> str:
        return _("Place of picture %(number)s in the order") % {"number": number}


class WithImages(WithFiles):
    """Base of forms that take pictures.

    To change what hangs somewhere, give `attached_images` and take `images_arranged()`.
    """

    max_images: ClassVar[int] = rules.MAX_PICTURES

    def __init__(self, *args: Any, attached_images: Sequence[Image] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pictures = PicturePart(
            self, owner=self.owner, n_slots=self.max_images, attached=attached_images
        )
        self.pictures.set_up()

    def image_slots(self) -> Iterator[Slot[Image]]:
        """Return the places for pictures, for templates."""
        return self._pictures.slots()

    def images(self) -> list[DescribedImage]:
        """Return the stored pictures with their descriptions, in order."""
        return [DescribedImage(file, values["alt"]) for file, values in self._pictures.in_order()]

    def images_arranged(self) -> Arranged[DescribedImage]:
        """Return the pictures that are to hang there, for `actions.arrange`."""
        return Arranged(self.images(), self._pictures.known())

    @property
    def _pictures(self) -> Part[Image, Upload]:
        assert self.pictures is not None  # noqa: S101 - set when the form is made
        return self.pictures
