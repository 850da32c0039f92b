"""Pictures as a part of other forms. What was uploaded survives errors in the rest of the form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.template.defaultfilters import filesizeformat
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from faden.backbone.people.models import Level, Person
from faden.lib.refused import Refusal
from faden.shared.media import queries, rules
from faden.shared.media.actions import DescribedImage, Upload
from faden.shared.media.models import ALT_LENGTH, Image
from faden.shared.media.pixels import DAMAGED, inspect
from faden.web.forms import Form, KernBoundField

ACCEPTED = "image/jpeg,image/png,image/webp,image/gif"  # telephones then convert what they can
SLOTS = range(1, rules.MAX_PER_ITEM + 1)


class PartOfPicture(KernBoundField):
    """A field whose fieldset says that pictures are optional; with one, a description is not."""

    is_marked_optional = False


class ImageFileField(forms.FileField):
    """A file that is a picture by its content; the clean value is an `Upload` or None."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.FileInput(attrs={"accept": ACCEPTED})
        super().__init__(required=False, allow_empty_file=True, widget=widget, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:
        file = super().clean(data, initial)
        return _checked(file) if isinstance(file, UploadedFile) else None


@dataclass
class Slot:
    """The place of one picture in the form."""

    number: int
    file: forms.BoundField
    alt_text: forms.BoundField
    key: forms.BoundField
    discard: forms.BoundField
    image: Image | None  # stored already

    @property
    def is_used(self) -> bool:
        """Whether there is something to see in it: a picture, a text or an error."""
        fields = (self.file, self.alt_text, self.discard)
        return (
            self.image is not None or any(f.errors for f in fields) or bool(self.alt_text.value())
        )


class WithImages(Form):
    """Base of forms that take up to three pictures. `clean` of a subclass calls this one's.

    The view validates with `http.is_valid_with_images` and hands `images()` on to its action.
    """

    def __init__(self, *args: Any, owner: Person | None, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.owner, self.now = owner, now
        self._images: dict[int, Image] = {}  # {slot: stored picture}
        self._discarded: list[Image] = []
        self._uploads: dict[int, Upload] = {}
        for number in SLOTS:
            self._add_fields(number)
        if self.is_bound:
            self._find_images()
        for number in SLOTS:
            self._offer(number)

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        for number in SLOTS:
            self._clean_slot(number)
        self._check_quota()
        return cleaned

    def slots(self) -> Iterator[Slot]:
        """Return the places for pictures, for templates."""
        for number in SLOTS:
            name = f"image_{number}"
            yield Slot(
                number=number,
                file=self[name],
                alt_text=self[f"{name}_alt"],
                key=self[f"{name}_key"],
                discard=self[f"{name}_discard"],
                image=self._images.get(number),
            )

    def uploads(self) -> Sequence[Upload]:
        """Return the new pictures, in order; also of a form that has errors elsewhere."""
        return list(self._uploads.values())

    def discarded(self) -> Sequence[Image]:
        """Return the stored pictures that were taken back or replaced."""
        return self._discarded

    def keep(self, images: Sequence[Image]) -> None:
        """Take over what became of `uploads()`, so that the form shows it as stored."""
        self._images |= dict(zip(self._uploads, images, strict=True))
        self._uploads = {}
        data = QueryDict(mutable=True)
        data.update(self.data)
        for number in SLOTS:
            image = self._images.get(number)
            data[self.add_prefix(f"image_{number}_key")] = image.key if image else ""
            data.pop(self.add_prefix(f"image_{number}_discard"), None)
            self._offer(number)
        self.data, self.files = data, MultiValueDict()

    def forgive(self) -> None:
        """Forget all errors but those of files: the form is only shown again, not handed in."""
        files = {f"image_{number}" for number in SLOTS}
        for name in self.errors.keys() - files:
            del self.errors[name]
        if self.refusal is not None:
            self.add_refusal(self.refusal)

    def images(self) -> list[DescribedImage]:
        """Return the stored pictures with their descriptions, in order."""
        return [
            DescribedImage(image, self.cleaned_data[f"image_{number}_alt"])
            for number, image in sorted(self._images.items())
        ]

    def _add_fields(self, number: int) -> None:
        which = {"number": number}
        fields: dict[str, forms.Field] = {
            f"image_{number}": ImageFileField(label=_("Picture %(number)s") % which),
            f"image_{number}_discard": forms.BooleanField(
                label=_("Remove picture %(number)s") % which, required=False
            ),
            f"image_{number}_alt": forms.CharField(
                label=_("What does picture %(number)s show?") % which,
                help_text=_("One sentence for people who cannot see the picture."),
                max_length=ALT_LENGTH,
                required=False,
            ),
            f"image_{number}_key": forms.CharField(required=False, widget=forms.HiddenInput()),
        }
        for field in fields.values():
            field.bound_field_class = PartOfPicture
        self.fields |= fields

    def _find_images(self) -> None:
        keys = {number: self._sent_key(number) for number in SLOTS}
        stored = queries.not_attached(self.owner, keys.values())
        for number, key in keys.items():
            if image := stored.pop(key, None):  # a key sent twice counts once
                self._images[number] = image

    def _offer(self, number: int) -> None:
        """Offer to upload a picture, or to replace or remove the one that is stored."""
        image = self._images.get(number)
        discard = forms.CheckboxInput() if image else forms.HiddenInput()
        self.fields[f"image_{number}_discard"].widget = discard
        self[f"image_{number}"].help_text = _stored_hint(image) if image else _upload_hint()

    def _sent_key(self, number: int) -> str:
        return str(self.data.get(self.add_prefix(f"image_{number}_key")) or "")

    def _clean_slot(self, number: int) -> None:
        name = f"image_{number}"
        image, upload = self._images.get(number), self.cleaned_data.get(name)
        if upload is not None:
            self._uploads[number] = upload
        elif image is None and self._sent_key(number):
            self._refuse(name, rules.NOT_THERE)
        elif image is not None and image.is_refused:
            self._refuse(name, DAMAGED)
        is_unwanted = upload or self.cleaned_data.get(f"{name}_discard")
        if image is not None and (is_unwanted or image.is_refused):
            self._discarded.append(self._images.pop(number))
        is_used = number in self._uploads or number in self._images
        if is_used and not self.cleaned_data.get(f"{name}_alt", "").strip():
            self._refuse(f"{name}_alt", rules.NO_DESCRIPTION)

    def _check_quota(self) -> None:
        if not self._uploads:
            return
        refusal = rules.quota_refusal(
            self.owner.level if self.owner else Level.GUEST,
            queries.usage_of(self.owner, now=self.now),
            n_images=len(self._uploads),
            n_bytes=sum(len(upload.content) for upload in self._uploads.values()),
            now=self.now,
        )
        if refusal is not None:
            self._refuse(f"image_{min(self._uploads)}", refusal)
            self._uploads = {}

    def _refuse(self, field: str, refusal: Refusal) -> None:
        if not self.has_error(field):
            self.add_error(field, forms.ValidationError(str(refusal), code=refusal.code))


def _upload_hint() -> str:
    return _(
        "JPEG, PNG, WebP or GIF with at most %(limit)s MB. "
        "Place, time and device are removed from the file."
    ) % {"limit": rules.MAX_BYTES // rules.MEGABYTE}


def _stored_hint(image: Image) -> str:
    return _(
        "Your picture is stored (%(format)s, %(size)s). "
        "Choose a file only to put another one in its place."
    ) % {"format": image.format, "size": filesizeformat(image.n_bytes)}


def _checked(file: UploadedFile[Any]) -> Upload:
    if refusal := rules.size_refusal(file.size or 0):
        raise forms.ValidationError(str(refusal), code=refusal.code)
    content = file.read()
    picture = inspect(content)
    if isinstance(picture, Refusal):
        raise forms.ValidationError(str(picture), code=picture.code)
    return Upload(content, picture)
