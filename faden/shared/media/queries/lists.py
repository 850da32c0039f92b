"""What hangs on items, milestones and the municipality: one query each."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

from django.db.models import Q
from django.urls import reverse

from faden.backbone.items.models import Item
from faden.backbone.processes.models import Milestone
from faden.shared.media.models import Document, Image
from faden.shared.media.pixels import steps

AnyFile = TypeVar("AnyFile", Image, Document)
Key = TypeVar("Key", bound=Hashable)
SeesVisibility = Callable[[str], bool]  # as `Standing.sees`


def only_public(visibility: str) -> bool:
    """Return whether what has this visibility is for everybody."""
    return visibility == Item.Visibility.PUBLIC


def images_of(items: Iterable[Item]) -> dict[int, list[Image]]:
    """Return `{item_id: [image, ...]}` in order, by one query; items without any are absent."""
    images = Image.objects.filter(item__in=[item.pk for item in items])
    return _grouped(images.order_by("position"), lambda image: image.item_id or 0)


def images_of_milestones(milestones: Iterable[Milestone]) -> dict[int, list[Image]]:
    """Return `{milestone_id: [image, ...]}` in order; milestones without any are absent."""
    images = Image.objects.filter(milestone__in=[milestone.pk for milestone in milestones])
    return _grouped(images.order_by("position"), lambda image: image.milestone_id or 0)


def images_of_process(process: Item) -> dict[int | None, list[Image]]:
    """Return the pictures of the process (None) and of all its milestones, by milestone_id."""
    images = Image.objects.filter(Q(item=process) | Q(milestone__process=process.pk))
    return _grouped(images.order_by("position"), lambda image: image.milestone_id)


def documents_of(
    items: Iterable[Item], *, sees: SeesVisibility = only_public
) -> dict[int, list[Document]]:
    """Return `{item_id: [document, ...]}` in order, those whose own visibility `sees` allows."""
    documents = Document.objects.filter(item__in=[item.pk for item in items])
    found = [row for row in documents.order_by("position") if sees(row.visibility)]
    return _grouped(found, lambda document: document.item_id or 0)


def documents_of_milestones(
    milestones: Iterable[Milestone], *, sees: SeesVisibility = only_public
) -> dict[int, list[Document]]:
    """Return `{milestone_id: [document, ...]}` in order, those that `sees` allows."""
    documents = Document.objects.filter(milestone__in=[milestone.pk for milestone in milestones])
    found = [row for row in documents.order_by("position") if sees(row.visibility)]
    return _grouped(found, lambda document: document.milestone_id or 0)


def documents_of_process(
    process: Item, *, sees: SeesVisibility = only_public
) -> dict[int | None, list[Document]]:
    """Return the documents of the process (None) and of all its milestones, by milestone_id."""
    documents = Document.objects.filter(Q(item=process) | Q(milestone__process=process.pk))
    found = [row for row in documents.order_by("position") if sees(row.visibility)]
    return _grouped(found, lambda document: document.milestone_id)


def logo() -> Image | None:
    """Return the logo of the municipality, if it has one."""
    return Image.objects.filter(place__isnull=False).first()


def logo_address(image: Image) -> str:
    """Return where the logo can be fetched, by everybody."""
    return reverse("media:logo", args=[image.key])


def addresses(image: Image) -> list[str]:
    """Return where the picture can be fetched, the smallest first."""
    if not image.is_ready:
        return []
    if image.place_id is not None:
        return [logo_address(image)]
    return [
        reverse("media:picture", args=[image.key, step])
        for step in steps(image.width, image.height)
    ]


def _grouped(files: Iterable[AnyFile], key: Callable[[AnyFile], Key]) -> dict[Key, list[AnyFile]]:
    found: dict[Key, list[AnyFile]] = defaultdict(list)
    for file in files:
        found[key(file)].append(file)
    return dict(found)
