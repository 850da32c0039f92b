"""The places for files in a form, and what happens to them when it is sent."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, TypeVar

from django import forms
from django.http import QueryDict

from faden.backbone.people.models import Person
from faden.lib.refused import Refusal
from faden.shared.media import rules
from faden.shared.media.actions import DocumentUpload, Upload
from faden.shared.media.form_part.fields import PartOfFile
from faden.shared.media.models import Document, Image
from faden.web.forms import Form

AnyFile = TypeVar("AnyFile", Image, Document)
AnyUpload = TypeVar("AnyUpload", Upload, DocumentUpload)


@dataclass(frozen=True)
class Slot(Generic[AnyFile]):
    """The place of one file in the form."""

    number: int
    upload: forms.BoundField
    text: forms.BoundField  # what the picture shows, what the document is called
    key: forms.BoundField
    discard: forms.BoundField
    order: forms.BoundField | None  # where several hang already
    visibility: forms.BoundField | None  # where the form offers it
    file: AnyFile | None  # stored already

    @property
    def is_used(self) -> bool:
        """Whether there is something to see in it: a file, a text or an error."""
        has_errors = any(field.errors for field in (self.upload, self.text, self.discard))
        return self.file is not None or has_errors or bool(self.text.value())


class Part(ABC, Generic[AnyFile, AnyUpload]):
    """The files of one sort in a form: those just sent, kept from before, and hanging there."""

    name: ClassVar[str]  # of the fields: image_1, image_1_key, ...
    text_name: ClassVar[str]
    terms: ClassVar[rules.Terms]

    def __init__(
        self, form: Form, *, owner: Person | None, n_slots: int, attached: Sequence[AnyFile]
    ) -> None:
        self.form, self.owner = form, owner
        self.numbers = range(1, n_slots + 1)
        self.attached: dict[str, AnyFile] = {file.key: file for file in attached}
        self.files: dict[int, AnyFile] = {}  # {slot: stored file}
        self.uploads: dict[int, AnyUpload] = {}
        self.discarded: list[AnyFile] = []  # stored, but not hanging anywhere

    @abstractmethod
    def fields(self, number: int) -> dict[str, forms.Field]:
        """Return the fields of a slot, without those that all files have."""

    @abstractmethod
    def stored(self, keys: Iterable[str]) -> Mapping[str, AnyFile]:
        """Return what the owner has stored under these keys."""

    @abstractmethod
    def initial_of(self, file: AnyFile) -> dict[str, Any]:
        """Return the values of the fields of a file that hangs there: `{suffix: value}`."""

    @abstractmethod
    def upload_hint(self) -> str:
        """Return what is said at an empty slot."""

    @abstractmethod
    def stored_hint(self, file: AnyFile) -> str:
        """Return what is said at the slot of a stored file."""

    @abstractmethod
    def discard_label(self, number: int) -> str:
        """Return the label of the box that removes a file."""

    @abstractmethod
    def order_label(self, number: int) -> str:
        """Return the label of a file's place in the order."""

    def refusal_of(self, file: AnyFile) -> Refusal | None:  # noqa: ARG002 - for pictures
        """Return why a stored file cannot be used after all, or None."""
        return None

    def set_up(self) -> None:
        """Add the fields to the form and find the stored files."""
        for number in self.numbers:
            self._add_fields(number)
        known = forms.CharField(required=False, widget=forms.HiddenInput())
        known.initial = " ".join(self.attached)
        self.form.fields[f"{self.name}s_known"] = known
        if self.form.is_bound:
            self._find_files()
        else:
            self.files = dict(zip(self.numbers, self.attached.values(), strict=False))
            self._show_attached()
        for number in self.numbers:
            self.offer(number)

    def slots(self) -> Iterator[Slot[AnyFile]]:
        """Return the places for files, for templates."""
        for number in self.numbers:
            yield Slot(
                number=number,
                upload=self._bound(number),
                text=self._bound(number, self.text_name),
                key=self._bound(number, "key"),
                discard=self._bound(number, "discard"),
                order=self._optional(number, "order"),
                visibility=self._optional(number, "visibility"),
                file=self.files.get(number),
            )

    def known(self) -> list[str]:
        """Return the keys of the attached files that the form has shown."""
        sent = self.form.data.get(self.form.add_prefix(f"{self.name}s_known")) or ""
        return [key for key in str(sent).split() if key in self.attached]

    def in_order(self) -> list[tuple[AnyFile, dict[str, Any]]]:
        """Return the files with the clean values of their fields, as they are to be shown."""
        places = {number: self._clean(number, "order") or number for number in self.files}
        # of two with the same place, the one that was moved there comes first
        order = sorted(self.files, key=lambda number: (places[number], places[number] == number))
        suffixes = (self.text_name, "visibility")
        return [
            (self.files[number], {suffix: self._clean(number, suffix) for suffix in suffixes})
            for number in order
        ]

    def clean(self) -> None:
        """Look at each slot, and add errors to the form."""
        for number in self.numbers:
            self._clean_slot(number)

    def keep(self, files: Sequence[AnyFile], data: QueryDict) -> None:
        """Take over what became of `uploads`, so that the form shows it as stored."""
        self.files |= dict(zip(self.uploads, files, strict=True))
        self.uploads = {}
        for number in self.numbers:
            file = self.files.get(number)
            data[self._prefixed(number, "key")] = file.key if file else ""
            if data.pop(self._prefixed(number, "discard"), None) and file is None:
                data[self._prefixed(number, self.text_name)] = ""
            self.offer(number)

    def offer(self, number: int) -> None:
        """Offer to upload a file, or to replace or remove the one that is stored."""
        file = self.files.get(number)
        discard = forms.CheckboxInput() if file else forms.HiddenInput()
        self.form.fields[f"{self.name}_{number}_discard"].widget = discard
        self._bound(number).help_text = self.stored_hint(file) if file else self.upload_hint()

    def refuse(self, field: str, refusal: Refusal) -> None:
        """Say at a field why not; the first reason is enough."""
        if not self.form.has_error(field):
            error = forms.ValidationError(str(refusal), code=refusal.code)
            self.form.add_error(field, error)

    def _add_fields(self, number: int) -> None:
        prefix = f"{self.name}_{number}"
        fields = {f"{prefix}{suffix}": field for suffix, field in self.fields(number).items()}
        fields[f"{prefix}_discard"] = forms.BooleanField(
            label=self.discard_label(number), required=False
        )
        fields[f"{prefix}_key"] = forms.CharField(required=False, widget=forms.HiddenInput())
        if len(self.attached) > 1:
            fields[f"{prefix}_order"] = forms.IntegerField(
                label=self.order_label(number),
                min_value=1,
                max_value=len(self.numbers),
                initial=number,
                required=False,
            )
        for field in fields.values():
            field.bound_field_class = PartOfFile
        self.form.fields |= fields

    def _find_files(self) -> None:
        keys = {number: self._sent_key(number) for number in self.numbers}
        stored = dict(self.attached)
        stored |= self.stored(key for key in keys.values() if key not in stored)
        for number, key in keys.items():
            if file := stored.pop(key, None):  # a key sent twice counts once
                self.files[number] = file

    def _show_attached(self) -> None:
        initial = {
            f"{self.name}_{number}_{suffix}": value
            for number, file in self.files.items()
            for suffix, value in ({"key": file.key} | self.initial_of(file)).items()
        }
        self.form.initial = {**self.form.initial, **initial}

    def _clean_slot(self, number: int) -> None:
        name = f"{self.name}_{number}"
        file, upload = self.files.get(number), self.form.cleaned_data.get(name)
        broken = self.refusal_of(file) if file is not None else None
        if upload is not None:
            self.uploads[number] = upload
        elif file is None and self._sent_key(number):
            self.refuse(name, self.terms.not_there)
        elif broken is not None:
            self.refuse(name, broken)
        if file is not None and (upload or broken or self._clean(number, "discard")):
            self._let_go(number)
        is_used = number in self.uploads or number in self.files
        if is_used and not str(self._clean(number, self.text_name) or "").strip():
            self.refuse(f"{name}_{self.text_name}", self.terms.no_text)

    def _let_go(self, number: int) -> None:
        """Take a file out; one that hangs somewhere stays until the whole form is right."""
        file = self.files.pop(number)
        if file.attached_at is None:
            self.discarded.append(file)

    def _clean(self, number: int, suffix: str) -> Any:
        return self.form.cleaned_data.get(f"{self.name}_{number}_{suffix}")

    def _bound(self, number: int, suffix: str = "") -> forms.BoundField:
        return self.form[f"{self.name}_{number}" + (f"_{suffix}" if suffix else "")]

    def _optional(self, number: int, suffix: str) -> forms.BoundField | None:
        is_there = f"{self.name}_{number}_{suffix}" in self.form.fields
        return self._bound(number, suffix) if is_there else None

    def _prefixed(self, number: int, suffix: str) -> str:
        return self.form.add_prefix(f"{self.name}_{number}_{suffix}")

    def _sent_key(self, number: int) -> str:
        return str(self.form.data.get(self._prefixed(number, "key")) or "")
