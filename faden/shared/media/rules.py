"""How much one may upload, and what may hang where. Pure: callers pass what they know."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from faden.backbone.items.models import Item
from faden.backbone.people.models import Level, Person
from faden.lib.refused import Refusal, Remedy
from faden.shared.media.models import File, Target

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

MEGABYTE = 1_000_000  # bytes, as phones and file managers show them
MAX_BYTES = 10 * MEGABYTE  # of one picture
MAX_LOGO_BYTES = 2 * MEGABYTE
MAX_DOCUMENT_BYTES = 20 * MEGABYTE
MAX_PICTURES = 3  # on one thing; a process has one
MAX_DOCUMENTS = 3  # on what people hand in
MAX_DOCUMENTS_OF_CITY = 10  # on a process or a milestone
DAY = timedelta(hours=24)
KEPT_UNATTACHED = timedelta(hours=24)


@dataclass(frozen=True)
class Quota:
    """How much one person may upload in 24 hours."""

    n_files: int
    n_bytes: int


@dataclass(frozen=True)
class Usage:
    """What a person has uploaded in the last 24 hours, pictures and documents together."""

    n_files: int = 0
    n_bytes: int = 0
    oldest_at: datetime | None = None  # with it the first of these 24 hours ends


QUOTAS = {
    Level.GUEST: Quota(n_files=6, n_bytes=60 * MEGABYTE),
    Level.REGISTERED: Quota(n_files=30, n_bytes=200 * MEGABYTE),
    Level.VERIFIED: Quota(n_files=30, n_bytes=200 * MEGABYTE),
}
QUOTA_OF_TEAM = Quota(n_files=300, n_bytes=2_000 * MEGABYTE)  # a whole process in a morning

NOT_THERE = Refusal(
    "media.not_there", _("A picture is no longer stored. Please choose it once more.")
)
NO_DESCRIPTION = Refusal(
    "media.no_description", _("Describe in one sentence what the picture shows.")
)
DOCUMENT_NOT_THERE = Refusal(
    "media.document_not_there", _("A document is no longer stored. Please choose it once more.")
)
NO_TITLE = Refusal("media.no_title", _("Give the document a title that says what is in it."))


@dataclass(frozen=True)
class Terms:
    """What is said when files of a sort may not hang on something."""

    not_there: Refusal
    no_text: Refusal
    too_many: StrOrPromise  # with %(limit)s


OF_PICTURES = Terms(NOT_THERE, NO_DESCRIPTION, _("At most %(limit)s pictures are possible."))
OF_DOCUMENTS = Terms(DOCUMENT_NOT_THERE, NO_TITLE, _("At most %(limit)s documents are possible."))


def most_pictures(target: Target) -> int:
    """Return how many pictures may hang on it."""
    return 1 if _is_process(target) else MAX_PICTURES


def most_documents(target: Target) -> int:
    """Return how many documents may hang on it."""
    is_of_city = not isinstance(target, Item) or _is_process(target)
    return MAX_DOCUMENTS_OF_CITY if is_of_city else MAX_DOCUMENTS


def size_refusal(n_bytes: int, *, limit: int = MAX_BYTES) -> Refusal | None:
    """Return why a picture of this size is too large, or None."""
    if n_bytes <= limit:
        return None
    return Refusal(
        "media.too_large",
        _(
            "This picture has %(size)s MB. At most %(limit)s MB are possible. "
            "Reduce its size, or take a screenshot of it, and choose that."
        ),
        {"size": -(-n_bytes // MEGABYTE), "limit": limit // MEGABYTE},
    )


def document_size_refusal(n_bytes: int) -> Refusal | None:
    """Return why a document of this size is too large, or None."""
    if n_bytes <= MAX_DOCUMENT_BYTES:
        return None
    return Refusal(
        "media.document_too_large",
        _(
            "This document has %(size)s MB. At most %(limit)s MB are possible. "
            "Save it with smaller pictures, or split it."
        ),
        {"size": -(-n_bytes // MEGABYTE), "limit": MAX_DOCUMENT_BYTES // MEGABYTE},
    )


def quota_of(level: Level, *, is_team: bool) -> Quota:
    """Return how much a person may upload in 24 hours; the team may upload more."""
    return QUOTA_OF_TEAM if is_team else QUOTAS[level]


def quota_refusal(
    quota: Quota, usage: Usage, *, n_files: int, n_bytes: int, now: datetime
) -> Refusal | None:
    """Return why these further files are too many for today, or None."""
    if usage.n_files + n_files <= quota.n_files and usage.n_bytes + n_bytes <= quota.n_bytes:
        return None
    return Refusal(
        "media.quota",
        _(
            "You can upload %(files)s pictures and documents of together %(megabytes)s MB in "
            "24 hours. You can send your text without a further file."
        ),
        {
            "files": quota.n_files,
            "megabytes": quota.n_bytes // MEGABYTE,
            "until": (usage.oldest_at or now) + DAY,
        },
        Remedy.SIGN_IN if quota == QUOTAS[Level.GUEST] else Remedy.WAIT_UNTIL,
    )


def attach_refusal(
    files: Sequence[File], terms: Terms, *, owner: Person, target: Target, n_wanted: int
) -> Refusal | None:
    """Return why the owner may not have the files on the target, or None.

    `files` are those still stored of the `n_wanted`; some may hang on the target already.
    """
    if len(files) < n_wanted or any(_is_strange(file, owner, target) for file in files):
        return terms.not_there
    return None


def text_refusal(texts: Iterable[str], terms: Terms) -> Refusal | None:
    """Return why the files may not be shown with these descriptions or titles, or None."""
    return None if all(text.strip() for text in texts) else terms.no_text


def number_refusal(n_files: int, terms: Terms, *, most: int) -> Refusal | None:
    """Return why so many files are too many for one thing, or None."""
    if n_files <= most:
        return None
    return Refusal("media.too_many", terms.too_many, {"limit": most})


def _is_strange(file: File, owner: Person, target: Target) -> bool:
    if file.attached_at is None:
        return file.owner_id != owner.pk
    attached_to = file.item_id if isinstance(target, Item) else file.milestone_id
    return attached_to != target.pk


def _is_process(target: Target) -> bool:
    return isinstance(target, Item) and target.kind == "process"
