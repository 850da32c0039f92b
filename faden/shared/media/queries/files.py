"""Who may have which file. What it hangs on decides, at every request anew."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from faden.backbone.items.models import Item
from faden.backbone.people.models import Person
from faden.backbone.processes.queries import (
    may_see,
    may_see_part,
    preview_opens,
    process_id_of,
    standing,
)
from faden.backbone.processes.rules import strictest
from faden.shared.media import files
from faden.shared.media.models import Document, Image
from faden.shared.media.pixels import steps

ABOVE = ("item__process", "item__part_of__part_of", "milestone__process")  # what gates ask


@dataclass(frozen=True)
class Asking:
    """Who asks for a file; `person` is called only when it is not for everybody."""

    person: Callable[[], Person | None]
    now: datetime
    preview: str = ""  # the key of a preview link


def picture_for(key: str, step: int, *, asking: Asking) -> Path | None:
    """Return the file of this width if whoever asks may see it now, or None."""
    images = Image.objects.select_related(*ABOVE)
    image = images.filter(key=key, state=Image.State.READY, place=None).first()
    if image is None or step not in steps(image.width, image.height):
        return None
    return files.path(key, files.variant(step)) if _is_open(image, asking) else None


def document_for(key: str, *, asking: Asking) -> tuple[Document, Path] | None:
    """Return the document and its file if whoever asks may see it now, or None."""
    documents = Document.objects.select_related(*ABOVE)
    document = documents.filter(key=key, state=Document.State.READY).first()
    if document is None or not _is_open(document, asking):
        return None
    return document, files.path(key, files.DOCUMENT)


def logo_for(key: str) -> Path | None:
    """Return the file of the logo, which everybody may see, or None if it is no longer in use."""
    is_in_use = Image.objects.filter(key=key, place__isnull=False).exists()
    return files.path(key, files.LOGO) if is_in_use else None


def _is_open(file: Image | Document, asking: Asking) -> bool:
    own = file.visibility if isinstance(file, Document) else Item.Visibility.PUBLIC
    if own == Item.Visibility.PUBLIC and _is_seen_by_all(file):
        return True
    if asking.preview and _is_previewed(file, own, asking):
        return True
    person = asking.person()
    if file.target is None:
        return person is not None and file.owner_id == person.pk
    return _is_target_seen(file, person, asking.now) and (
        own == Item.Visibility.PUBLIC
        or standing(person, _process_of(file), now=asking.now).sees(own)
    )


def _is_seen_by_all(file: Image | Document) -> bool:
    if file.milestone is not None:
        both = strictest([file.milestone.visibility, file.milestone.process.visibility])
        return both == Item.Visibility.PUBLIC
    return file.item is not None and file.item.is_seen_by_all


def _is_target_seen(file: Image | Document, person: Person | None, now: datetime) -> bool:
    if file.milestone is not None:
        return may_see_part(file.milestone, person, now=now)
    return file.item is not None and may_see(file.item, person, now=now)


def _is_previewed(file: Image | Document, own: str, asking: Asking) -> bool:
    """Return whether the file is on the page that a preview link shows: as it will be in public."""
    of_part = file.milestone.visibility if file.milestone is not None else own
    is_on_page = file.milestone is not None or (
        file.item is not None and file.item.kind == "process"
    )
    will_be_public = strictest([own, of_part]) == Item.Visibility.PUBLIC
    return (
        is_on_page
        and will_be_public
        and preview_opens(asking.preview, _process_of(file), now=asking.now)
    )


def _process_of(file: Image | Document) -> int:
    if file.milestone is not None:
        return process_id_of(file.milestone.process)
    return process_id_of(file.item) if file.item is not None else 0
