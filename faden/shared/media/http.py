"""Files on their way in: how much of them is kept, and when they are stored."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Protocol

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from faden.backbone.people.http import PersonRequest, contributor
from faden.lib.refused import Refusal, Refused
from faden.shared.media import actions
from faden.shared.media.actions import Upload
from faden.shared.media.models import Image

MAX_FILE_BYTES = 25_000_000  # of any file in any form; rooms ask for less
MAX_BODY_BYTES = 100_000_000  # of a whole request


class BoundedUploadHandler(FileUploadHandler):
    """Throws away what is beyond MAX_FILE_BYTES of a file, and lets the form go on.

    So the disk stays free, and the person gets the form back with all that was typed. The form
    sees an empty file with the true `size`.
    """

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        return None if start + len(raw_data) > MAX_FILE_BYTES else raw_data

    def file_complete(self, file_size: int) -> UploadedFile[bytes] | None:
        if file_size <= MAX_FILE_BYTES:
            return None  # the handlers after this one have it
        return UploadedFile(BytesIO(), self.file_name, self.content_type, file_size)


class FormWithImages(Protocol):
    """What `form_part.WithImages` gives; named here because forms and requests are strangers."""

    def is_valid(self) -> bool: ...
    def uploads(self) -> Sequence[Upload]: ...
    def discarded(self) -> Sequence[Image]: ...
    def keep(self, images: Sequence[Image]) -> None: ...
    def forgive(self) -> None: ...
    def add_refusal(self, refusal: Refusal) -> None: ...


def is_valid_with_images(request: PersonRequest, form: FormWithImages, *, now: datetime) -> bool:
    """Return whether the form is valid, after storing the pictures that came with it.

    Pictures are stored even when something else in the form is wrong, because browsers do not send
    a file twice.
    """
    is_valid = form.is_valid()
    uploads = form.uploads()
    try:
        images = _received(request, uploads, now=now) if uploads else []
    except Refused as refused:
        form.add_refusal(refused.refusal)
        return False
    if discarded := form.discarded():
        actions.remove(discarded, actor=request.person)
    form.keep(images)
    return is_valid


def keep_images(request: PersonRequest, form: FormWithImages, *, now: datetime) -> None:
    """Store the pictures of a form that is only shown again, for a preview or with new choices.

    What is missing in it is no error yet; a wrong file is, because nobody sends it again.
    """
    is_valid_with_images(request, form, now=now)
    form.forgive()


def _received(request: PersonRequest, uploads: Sequence[Upload], *, now: datetime) -> list[Image]:
    with actions.stored(uploads) as files, contributor(request, now=now) as owner:
        return actions.receive(files, owner=owner, address=request.address, now=now)
