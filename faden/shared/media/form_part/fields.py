"""Fields for files, known by their content."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from faden.lib.refused import Refusal
from faden.shared.media import rules
from faden.shared.media.actions import DocumentUpload, Upload
from faden.shared.media.logos import Logo, logo_of
from faden.shared.media.models import Document
from faden.shared.media.papers import inspect_paper
from faden.shared.media.pixels import inspect
from faden.web.forms import KernBoundField

PICTURES = "image/jpeg,image/png,image/webp,image/gif"  # telephones then convert what they can
DOCUMENTS = ",".join(f".{kind}" for kind in Document.Kind.values)


class PartOfFile(KernBoundField):
    """A field whose fieldset says that files are optional; with one, its text is not."""

    is_marked_optional = False


class CheckedFileField(forms.FileField):
    """A file whose content is looked at; the clean value is what `check` makes of it, or None."""

    accept = ""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.FileInput(attrs={"accept": self.accept})
        super().__init__(**({"required": False} | kwargs), allow_empty_file=True, widget=widget)

    def clean(self, data: Any, initial: Any = None) -> Any:
        file = super().clean(data, initial)
        return _kept_or_refused(file, self.check) if isinstance(file, UploadedFile) else None

    def check(self, file: UploadedFile[Any]) -> Any:
        """Return what the file is, or a Refusal."""
        raise NotImplementedError


class ImageFileField(CheckedFileField):
    """A picture; the clean value is an `Upload` or None."""

    accept = PICTURES

    def check(self, file: UploadedFile[Any]) -> Upload | Refusal:
        if refusal := rules.size_refusal(file.size or 0):
            return refusal
        content = file.read()
        picture = inspect(content)
        return picture if isinstance(picture, Refusal) else Upload(content, picture)


class DocumentFileField(CheckedFileField):
    """A document; the clean value is a `DocumentUpload` or None."""

    accept = DOCUMENTS

    def check(self, file: UploadedFile[Any]) -> DocumentUpload | Refusal:
        if refusal := rules.document_size_refusal(file.size or 0):
            return refusal
        content = file.read()
        paper = inspect_paper(content, file.name or "")
        return paper if isinstance(paper, Refusal) else DocumentUpload(content, paper)


class LogoField(CheckedFileField):
    """A logo, re-encoded already; the clean value is a `Logo` or None."""

    accept = PICTURES

    def check(self, file: UploadedFile[Any]) -> Logo | Refusal:
        refusal = rules.size_refusal(file.size or 0, limit=rules.MAX_LOGO_BYTES)
        return refusal or logo_of(file.read())


def _kept_or_refused(file: UploadedFile[Any], check: Callable[[UploadedFile[Any]], Any]) -> Any:
    found = check(file)
    if isinstance(found, Refusal):
        raise forms.ValidationError(str(found), code=found.code)
    return found
