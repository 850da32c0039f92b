"""From an upload to a row of its owner, who has 24 hours to attach it."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, NamedTuple, TypeVar

from faden.backbone.audit.actions import action, record
from faden.backbone.jobs.actions import enqueue
from faden.backbone.people.limits import take
from faden.backbone.people.models import Person
from faden.lib.refused import Refused
from faden.shared.media import files, queries, rules
from faden.shared.media.models import Document, Image
from faden.shared.media.papers import Paper
from faden.shared.media.pixels import Picture
from faden.shared.media.scanner import is_wanted


@dataclass(frozen=True)
class Upload:
    """A file that was checked and found to be a picture."""

    content: bytes
    picture: Picture


@dataclass(frozen=True)
class DocumentUpload:
    """A file that was checked and found to be a document."""

    content: bytes
    paper: Paper


class Uploads(NamedTuple):
    """What came with a form."""

    pictures: Sequence[Upload] = ()
    documents: Sequence[DocumentUpload] = ()


AnyUpload = TypeVar("AnyUpload", Upload, DocumentUpload)


@dataclass(frozen=True)
class StoredUpload(Generic[AnyUpload]):
    """An upload whose file is on disk."""

    key: str
    upload: AnyUpload

    @property
    def n_bytes(self) -> int:
        return len(self.upload.content)


@contextmanager
def stored(uploads: Iterable[AnyUpload]) -> Iterator[list[StoredUpload[AnyUpload]]]:
    """Write the files, before any transaction; delete them again if the block fails."""
    written: list[StoredUpload[AnyUpload]] = []
    try:
        for upload in uploads:
            file = StoredUpload(files.new_key(), upload)
            written.append(file)
            name = files.ORIGINAL if isinstance(upload, Upload) else files.DOCUMENT
            files.write(file.key, name, content=upload.content)
        yield written
    except BaseException:
        for file in written:
            files.remove(file.key)
        raise


@action
def receive(
    uploads: Sequence[StoredUpload[Upload]], *, owner: Person, address: str, now: datetime
) -> list[Image]:
    """Keep stored uploads as pictures of the owner, who has 24 hours to attach them.

    :raises Refused: more than the owner, or the network of `address`, may upload
    """
    owner = _within_limits(uploads, owner=owner, address=address, now=now)
    return [_received_picture(upload, owner=owner, now=now) for upload in uploads]


@action
def receive_documents(
    uploads: Sequence[StoredUpload[DocumentUpload]], *, owner: Person, address: str, now: datetime
) -> list[Document]:
    """Keep stored uploads as documents of the owner, who has 24 hours to attach them.

    :raises Refused: more than the owner, or the network of `address`, may upload
    """
    owner = _within_limits(uploads, owner=owner, address=address, now=now)
    return [_received_document(upload, owner=owner, now=now) for upload in uploads]


def _within_limits(
    uploads: Sequence[StoredUpload[AnyUpload]], *, owner: Person, address: str, now: datetime
) -> Person:
    """Return the owner fresh, locked until the action ends."""
    # Two uploads at once take turns; no_key, or contributions of the owner would wait as well.
    owner = Person.objects.select_for_update(no_key=True).get(pk=owner.pk)
    quota = queries.quota_for(owner, now=now)
    refusal = rules.quota_refusal(
        quota,
        queries.usage_of(owner, now=now),
        n_files=len(uploads),
        n_bytes=sum(upload.n_bytes for upload in uploads),
        now=now,
    )
    if refusal is not None:
        raise Refused(refusal)
    if quota != rules.QUOTA_OF_TEAM:
        for _upload in uploads:
            take("uploads", person=owner, address=address, now=now)
    return owner


def _received_picture(file: StoredUpload[Upload], *, owner: Person, now: datetime) -> Image:
    picture = file.upload.picture
    image = Image.objects.create(
        owner=owner,
        key=file.key,
        width=picture.width,
        height=picture.height,
        format=picture.format,
        n_bytes=file.n_bytes,
        created_at=now,
    )
    record("media.receive", image, actor=owner, format=image.format, n_bytes=image.n_bytes)
    enqueue("media.reencode", image=image.pk, unique_key=f"media:{image.pk}")
    return image


def _received_document(
    file: StoredUpload[DocumentUpload], *, owner: Person, now: datetime
) -> Document:
    document = Document.objects.create(
        owner=owner,
        key=file.key,
        kind=file.upload.paper.kind,
        filename=file.upload.paper.filename,
        n_bytes=file.n_bytes,
        created_at=now,
        state=Document.State.WAITING if is_wanted() else Document.State.READY,
    )
    if not document.is_ready:
        enqueue("media.scan", document=document.pk, unique_key=f"media.scan:{document.pk}")
    record(
        "media.receive_document",
        document,
        actor=owner,
        kind=document.kind,
        n_bytes=document.n_bytes,
    )
    return document
