"""How much one may upload, and what may hang on an item. Pure: callers pass what they know."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from faden.backbone.people.models import Level, Person
from faden.lib.refused import Refusal, Remedy
from faden.shared.media.models import Image

MEGABYTE = 1_000_000  # bytes, as phones and file managers show them
MAX_BYTES = 10 * MEGABYTE  # of one picture
MAX_PER_ITEM = 3  # pictures
DAY = timedelta(hours=24)
KEPT_UNATTACHED = timedelta(hours=24)


@dataclass(frozen=True)
class Quota:
    """How much one person may upload in 24 hours."""

    n_images: int
    n_bytes: int


@dataclass(frozen=True)
class Usage:
    """What a person has uploaded in the last 24 hours."""

    n_images: int = 0
    n_bytes: int = 0
    oldest_at: datetime | None = None  # with it the first of these 24 hours ends


QUOTAS = {
    Level.GUEST: Quota(n_images=6, n_bytes=40 * MEGABYTE),
    Level.REGISTERED: Quota(n_images=30, n_bytes=200 * MEGABYTE),
    Level.VERIFIED: Quota(n_images=30, n_bytes=200 * MEGABYTE),
}

NOT_THERE = Refusal(
    "media.not_there", _("A picture is no longer stored. Please choose it once more.")
)
NO_DESCRIPTION = Refusal(
    "media.no_description", _("Describe in one sentence what the picture shows.")
)


def size_refusal(n_bytes: int) -> Refusal | None:
    """Return why a file of this size is too large, or None."""
    if n_bytes <= MAX_BYTES:
        return None
    return Refusal(
        "media.too_large",
        _(
            "This picture has %(size)s MB. At most %(limit)s MB are possible. "
            "Reduce its size, or take a screenshot of it, and choose that."
        ),
        {"size": -(-n_bytes // MEGABYTE), "limit": MAX_BYTES // MEGABYTE},
    )


def quota_refusal(
    level: Level, usage: Usage, *, n_images: int, n_bytes: int, now: datetime
) -> Refusal | None:
    """Return why these further pictures are too many for today, or None."""
    quota = QUOTAS[level]
    if usage.n_images + n_images <= quota.n_images and usage.n_bytes + n_bytes <= quota.n_bytes:
        return None
    return Refusal(
        "media.quota",
        _(
            "You can upload %(images)s pictures of together %(megabytes)s MB in 24 hours. "
            "You can send your text without a further picture."
        ),
        {
            "images": quota.n_images,
            "megabytes": quota.n_bytes // MEGABYTE,
            "until": (usage.oldest_at or now) + DAY,
        },
        Remedy.SIGN_IN if level is Level.GUEST else Remedy.WAIT_UNTIL,
    )


def attach_refusal(
    images: Sequence[Image],
    *,
    owner: Person,
    n_wanted: int,
    n_attached: int,
    descriptions: Iterable[str],
) -> Refusal | None:
    """Return why the owner may not add the pictures to an item that has `n_attached`, or None.

    `images` are those still stored of the `n_wanted`.
    """
    is_strange = any(image.item_id is not None or image.owner_id != owner.pk for image in images)
    if is_strange or len(images) < n_wanted:
        return NOT_THERE
    if not all(description.strip() for description in descriptions):
        return NO_DESCRIPTION
    if n_attached + n_wanted > MAX_PER_ITEM:
        return Refusal(
            "media.too_many",
            _("At most %(limit)s pictures are possible."),
            {"limit": MAX_PER_ITEM},
        )
    return None
