"""Files on their way in: how much of them is kept, and when they are stored."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any, Protocol

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.db import transaction

from faden.backbone.people.http import PersonRequest, contributor
from faden.lib.refused import Refusal, Refused
from faden.shared.media import actions
from faden.shared.media.actions import Uploads
from faden.shared.media.models import Document, Image

MAX_FILE_BYTES = 25_000_000  # of any file in any form; rooms ask for less
MAX_BODY_BYTES = 100_000_000  # of a whole request
PREVIEW = "vorschau"  # the part of an address with the key of a preview link
OFFICE = "application/vnd.openxmlformats-officedocument"
OPEN_DOCUMENT = "application/vnd.oasis.opendocument"
MIME_TYPES = {
    "pdf": "application/pdf",
    "odt": f"{OPEN_DOCUMENT}.text",
    "ods": f"{OPEN_DOCUMENT}.spreadsheet",
    "odp": f"{OPEN_DOCUMENT}.presentation",
    "docx": f"{OFFICE}.wordprocessingml.document",
    "xlsx": f"{OFFICE}.spreadsheetml.sheet",
    "pptx": f"{OFFICE}.presentationml.presentation",
    "txt": "text/plain",
    "csv": "text/csv",
}


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


class FormWithFiles(Protocol):
    """What `form_part` gives; named here because forms and requests are strangers."""

    def is_valid(self) -> bool: ...
    def uploads(self) -> Uploads: ...
    def discarded(self) -> Sequence[Image | Document]: ...
    def keep(self, pictures: Sequence[Image], documents: Sequence[Document]) -> None: ...
    def forgive(self) -> None: ...
    def add_refusal(self, refusal: Refusal) -> None: ...


def is_valid_with_files(request: PersonRequest, form: FormWithFiles, *, now: datetime) -> bool:
    """Return whether the form is valid, after storing the files that came with it.

    Files are stored even when something else in the form is wrong, because browsers do not send
    a file twice.
    """
    is_valid = form.is_valid()
    uploads = form.uploads()
    try:
        received = _received(request, uploads, now=now) if any(uploads) else ([], [])
    except Refused as refused:
        form.add_refusal(refused.refusal)
        return False
    if discarded := form.discarded():
        actions.remove(discarded, actor=request.person)
    form.keep(*received)
    return is_valid


def keep_files(request: PersonRequest, form: FormWithFiles, *, now: datetime) -> None:
    """Store the files of a form that is only shown again, for a preview or with new choices.

    What is missing in it is no error yet; a wrong file is, because nobody sends it again.
    """
    is_valid_with_files(request, form, now=now)
    form.forgive()


def _received(
    request: PersonRequest, uploads: Uploads, *, now: datetime
) -> tuple[list[Image], list[Document]]:
    """Return the rows of all uploads; all are received, or none."""
    with (
        actions.stored(uploads.pictures) as pictures,
        actions.stored(uploads.documents) as documents,
        contributor(request, now=now) as owner,
        transaction.atomic(),
    ):
        who: dict[str, Any] = {"owner": owner, "address": request.address, "now": now}
        return (
            actions.receive(pictures, **who),
            actions.receive_documents(documents, **who),
        )
