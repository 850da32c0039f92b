"""Pictures of items, and of people who have not yet attached them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db.models import Count, Min, QuerySet, Sum
from django.urls import reverse

from faden.backbone.items.models import Item
from faden.backbone.people.models import Person
from faden.backbone.processes.queries import may_see
from faden.shared.media import files
from faden.shared.media.models import Image
from faden.shared.media.pixels import steps
from faden.shared.media.rules import DAY, KEPT_UNATTACHED, Usage


def images_of(items: Iterable[Item]) -> dict[int, list[Image]]:
    """Return `{item_id: [image, ...]}` in order, by one query; items without any are absent."""
    found: dict[int, list[Image]] = defaultdict(list)
    images = Image.objects.filter(item__in=[item.pk for item in items])
    for image in images.order_by("item_id", "position"):
        if image.item_id is not None:
            found[image.item_id].append(image)
    return dict(found)


def not_attached(owner: Person | None, keys: Iterable[str]) -> dict[str, Image]:
    """Return `{key: image}` of those of the keys that are the owner's and not on an item yet."""
    wanted = [key for key in keys if key]
    if owner is None or not wanted:
        return {}
    images = Image.objects.filter(owner=owner, item=None, key__in=wanted)
    return {image.key: image for image in images}


def waiting_image(pk: int) -> Image | None:
    """Return the picture if it still is to be re-encoded."""
    return Image.objects.filter(pk=pk, state=Image.State.WAITING).first()


def usage_of(owner: Person | None, *, now: datetime) -> Usage:
    """Return what the person has uploaded in the last 24 hours."""
    if owner is None:
        return Usage()
    recent = Image.objects.filter(owner=owner, created_at__gt=now - DAY)
    return Usage(
        **recent.aggregate(
            n_images=Count("pk"), n_bytes=Sum("n_bytes", default=0), oldest_at=Min("created_at")
        )
    )


def file_for(
    key: str, step: int, *, person: Callable[[], Person | None], now: datetime
) -> Path | None:
    """Return the file if the person may see it now, or None.

    The item's gate decides, or before it is attached, who owns it. `person` is called only when
    the item is not public.
    """
    images = Image.objects.select_related("item__part_of__part_of")
    image = images.filter(key=key, state=Image.State.READY).first()
    if image is None or step not in steps(image.width, image.height):
        return None
    is_seen_by_all = image.item is not None and image.item.is_seen_by_all
    if not is_seen_by_all and not _is_open_to(image, person(), now=now):
        return None
    return files.path(key, files.variant(step))


def orphans(*, now: datetime) -> tuple[QuerySet[Image], Iterator[str]]:
    """Return pictures that were never attached, and keys of files that no row knows."""
    moment = now - KEPT_UNATTACHED
    return Image.objects.filter(item=None, created_at__lt=moment), _unknown_keys(moment)


def personal_images(person: Person) -> Iterator[Mapping[str, Any]]:
    """Return what is kept about the person's pictures, with their addresses."""
    for image in Image.objects.filter(owner=person).order_by("pk"):
        yield {
            "item_id": image.item_id,
            "description": image.alt_text,
            "format": image.format,
            "width": image.width,
            "height": image.height,
            "created_at": image.created_at,
            "addresses": addresses(image),
        }


def addresses(image: Image) -> list[str]:
    """Return where the picture can be fetched, the smallest first."""
    if not image.is_ready:
        return []
    return [
        reverse("media:picture", args=[image.key, step])
        for step in steps(image.width, image.height)
    ]


def _is_open_to(image: Image, person: Person | None, *, now: datetime) -> bool:
    if image.item is not None:
        return may_see(image.item, person, now=now)
    return person is not None and image.owner_id == person.pk


def _unknown_keys(moment: datetime) -> Iterator[str]:
    for key in files.keys_untouched_since(moment):
        if not Image.objects.filter(key=key).exists():
            yield key
