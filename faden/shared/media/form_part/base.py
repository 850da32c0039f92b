"""What forms with pictures and forms with documents have in common."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from faden.backbone.people.models import Person
from faden.shared.media import queries, rules
from faden.shared.media.actions import DocumentUpload, Upload, Uploads
from faden.shared.media.form_part.slots import Part
from faden.shared.media.models import Document, Image
from faden.web.forms import Form


class WithFiles(Form):
    """Base of the forms that take files. `clean` of a subclass calls this one's.

    The view validates with `http.is_valid_with_files` and hands the files on to its action.
    """

    def __init__(self, *args: Any, owner: Person | None, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.owner, self.now = owner, now
        self.pictures: Part[Image, Upload] | None = None
        self.documents_part: Part[Document, DocumentUpload] | None = None

    @property
    def parts(self) -> list[Part[Image, Upload] | Part[Document, DocumentUpload]]:
        """The sorts of files that the form takes."""
        return [part for part in (self.pictures, self.documents_part) if part is not None]

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        for part in self.parts:
            part.clean()
        self._check_quota()
        return cleaned

    def uploads(self) -> Uploads:
        """Return the new files, in order; also of a form that has errors elsewhere."""
        pictures, documents = self.pictures, self.documents_part
        return Uploads(
            list(pictures.uploads.values()) if pictures else [],
            list(documents.uploads.values()) if documents else [],
        )

    def discarded(self) -> Sequence[Image | Document]:
        """Return the stored files that were taken back or replaced and hang nowhere."""
        return [file for part in self.parts for file in part.discarded]

    def keep(self, pictures: Sequence[Image], documents: Sequence[Document]) -> None:
        """Take over what became of `uploads()`, so that the form shows it as stored."""
        data = QueryDict(mutable=True)
        data.update(self.data)
        if self.pictures is not None:
            self.pictures.keep(pictures, data)
        if self.documents_part is not None:
            self.documents_part.keep(documents, data)
        self.data, self.files = data, MultiValueDict()

    def forgive(self) -> None:
        """Forget all errors but those of files: the form is only shown again, not handed in."""
        uploads = {f"{part.name}_{number}" for part in self.parts for number in part.numbers}
        for name in self.errors.keys() - uploads:
            del self.errors[name]
        if self.refusal is not None:
            self.add_refusal(self.refusal)

    def _check_quota(self) -> None:
        uploads = [upload for part in self.parts for upload in part.uploads.values()]
        if not uploads:
            return
        refusal = rules.quota_refusal(
            queries.quota_for(self.owner, now=self.now),
            queries.usage_of(self.owner, now=self.now),
            n_files=len(uploads),
            n_bytes=sum(len(upload.content) for upload in uploads),
            now=self.now,
        )
        if refusal is None:
            return
        for part in self.parts:
            if part.uploads:
                part.refuse(f"{part.name}_{min(part.uploads)}", refusal)
            part.uploads = {}
