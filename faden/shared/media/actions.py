"""Writing pictures. Files are there before their rows and go after them: no row lacks its file."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.db import transaction
from django.db.models import Max

from faden.backbone.audit.actions import action, record
from faden.backbone.items.actions import lock
from faden.backbone.items.models import Item
from faden.backbone.jobs.actions import enqueue
from faden.backbone.people.limits import take
from faden.backbone.people.models import Person
from faden.lib.refused import Refused
from faden.shared.media import files, queries, rules
from faden.shared.media.models import Image
from faden.shared.media.pixels import Picture, Reencoded


@dataclass(frozen=True)
class Upload:
    """A file that was checked and found to be a picture."""

    content: bytes
    picture: Picture


@dataclass(frozen=True)
class StoredUpload:
    """An upload whose file is on disk."""

    key: str
    picture: Picture
    n_bytes: int


@dataclass(frozen=True)
class DescribedImage:
    """A stored picture and what its owner says it shows."""

    image: Image
    alt_text: str


@contextmanager
def stored(uploads: Iterable[Upload]) -> Iterator[list[StoredUpload]]:
    """Write the files, before any transaction; delete them again if the block fails."""
    written: list[StoredUpload] = []
    try:
        for upload in uploads:
            key = files.new_key()
            written.append(StoredUpload(key, upload.picture, len(upload.content)))
            files.write(key, files.ORIGINAL, content=upload.content)
        yield written
    except BaseException:
        for file in written:
            files.remove(file.key)
        raise


@action
def receive(
    uploads: Sequence[StoredUpload], *, owner: Person, address: str, now: datetime
) -> list[Image]:
    """Keep stored uploads as pictures of the owner, who has 24 hours to attach them.

    :raises Refused: more than the owner, or the network of `address`, may upload
    """
    # Two uploads at once take turns; no_key, or contributions of the owner would wait as well.
    owner = Person.objects.select_for_update(no_key=True).get(pk=owner.pk)
    refusal = rules.quota_refusal(
        owner.level,
        queries.usage_of(owner, now=now),
        n_images=len(uploads),
        n_bytes=sum(upload.n_bytes for upload in uploads),
        now=now,
    )
    if refusal is not None:
        raise Refused(refusal)
    return [_received(upload, owner=owner, address=address, now=now) for upload in uploads]


@action
def attach(
    item: Item, images: Sequence[DescribedImage], *, actor: Person, now: datetime
) -> list[Image]:
    """Put the actor's pictures on the item, behind those it has; the caller asked its own rule.

    :raises Refused: a picture is gone, somebody else's or used, has no description, or is too much
    """
    if not images:
        return []
    item = lock(item)
    rows = _locked([described.image for described in images])
    attached = Image.objects.filter(item=item)
    refusal = rules.attach_refusal(
        rows,
        owner=actor,
        n_wanted=len(images),
        n_attached=attached.count(),
        descriptions=[described.alt_text for described in images],
    )
    if refusal is not None:
        raise Refused(refusal)
    last = attached.aggregate(last=Max("position"))["last"] or 0
    texts = {described.image.pk: described.alt_text.strip() for described in images}
    order = [described.image.pk for described in images]
    for image in rows:
        image.item, image.attached_at, image.alt_text = item, now, texts[image.pk]
        image.position = last + 1 + order.index(image.pk)
        image.save(update_fields=["item", "attached_at", "alt_text", "position"])
        record("media.attach", image, actor=actor, item=item.pk)
    return sorted(rows, key=lambda image: order.index(image.pk))


@action
def remove(images: Iterable[Image], *, actor: Person | None) -> None:
    """Delete pictures with their files; the caller asked its own rule."""
    for image in _locked(images):
        record("media.remove", image, actor=actor, item=image.item_id)
        _forget(image)


@action
def publish(image: Image, reencoded: Reencoded) -> bool:
    """Show the picture in its widths, whose files are written; return False if it is gone."""
    row = Image.objects.select_for_update().filter(pk=image.pk).first()
    if row is None:
        return False
    row.state = Image.State.READY
    row.width, row.height = reencoded.width, reencoded.height
    row.save(update_fields=["state", "width", "height"])
    record("media.publish", row, actor=None, state=row.state)
    transaction.on_commit(partial(files.remove_original, row.key))
    return True


@action
def refuse(image: Image) -> None:
    """Give the picture up whose pixels cannot be read; its file goes."""
    row = Image.objects.select_for_update().filter(pk=image.pk).first()
    if row is None:
        return
    row.state = Image.State.REFUSED
    row.save(update_fields=["state"])
    record("media.refuse", row, actor=None, state=row.state)
    transaction.on_commit(partial(files.remove, row.key))


def sweep(*, now: datetime) -> tuple[int, int]:
    """Delete what nobody attached within 24 hours; return `(pictures, files without a row)`."""
    images, unknown = queries.orphans(now=now)
    abandoned = list(images)
    for image in abandoned:
        _remove_if_not_attached(image)
    n_unknown = 0
    for key in unknown:
        files.remove(key)
        n_unknown += 1
    return len(abandoned), n_unknown


@action
def erase(person: Person, now: datetime) -> None:  # noqa: ARG001 - every erasure gets the time
    """Delete the person's pictures with their files, also those on items that stay."""
    remove(Image.objects.filter(owner=person), actor=person)


@action
def _remove_if_not_attached(image: Image) -> None:
    for row in _locked([image]):
        if row.item_id is None:
            record("media.sweep", row, actor=None)
            _forget(row)


def _received(upload: StoredUpload, *, owner: Person, address: str, now: datetime) -> Image:
    take("uploads", person=owner, address=address, now=now)
    image = Image.objects.create(
        owner=owner,
        key=upload.key,
        width=upload.picture.width,
        height=upload.picture.height,
        format=upload.picture.format,
        n_bytes=upload.n_bytes,
        created_at=now,
    )
    record("media.receive", image, actor=owner, format=image.format, n_bytes=image.n_bytes)
    enqueue("media.reencode", image=image.pk, unique_key=f"media:{image.pk}")
    return image


def _locked(images: Iterable[Image]) -> list[Image]:
    """Return the rows fresh and locked, in one order so that locks never cross."""
    wanted = Image.objects.filter(pk__in=[image.pk for image in images])
    return list(wanted.select_for_update().order_by("pk"))


def _forget(image: Image) -> None:
    key = image.key
    image.delete()
    transaction.on_commit(partial(files.remove, key))
