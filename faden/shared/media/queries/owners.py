"""What people have uploaded: for their forms, their limits and their personal data."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from django.db.models import Count, Min, Q, QuerySet, Sum
from django.urls import reverse

from faden.backbone.people.models import Person
from faden.backbone.processes.queries import roles_of
from faden.backbone.processes.rules import level_of
from faden.shared.media import files
from faden.shared.media.models import Document, Image
from faden.shared.media.queries.lists import addresses
from faden.shared.media.rules import DAY, KEPT_UNATTACHED, Quota, Usage, quota_of


def not_attached(owner: Person | None, keys: Iterable[str]) -> dict[str, Image]:
    """Return `{key: picture}` of those of the keys that are the owner's and hang nowhere yet."""
    images = Image.objects.filter(owner=owner, attached_at=None, key__in=_wanted(owner, keys))
    return {image.key: image for image in images}


def documents_not_attached(owner: Person | None, keys: Iterable[str]) -> dict[str, Document]:
    """Return `{key: document}` of those of the keys that are the owner's and hang nowhere yet."""
    documents = Document.objects.filter(owner=owner, attached_at=None, key__in=_wanted(owner, keys))
    return {document.key: document for document in documents}


def waiting_image(pk: int) -> Image | None:
    """Return the picture if it still is to be re-encoded."""
    return Image.objects.filter(pk=pk, state=Image.State.WAITING).first()


def waiting_document(pk: int) -> Document | None:
    """Return the document if the scanner still is to see it."""
    return Document.objects.filter(pk=pk, state=Document.State.WAITING).first()


def quota_for(owner: Person | None, *, now: datetime) -> Quota:
    """Return how much the person may upload in 24 hours; None stands for a visitor."""
    return quota_of(level_of(owner), is_team=bool(roles_of(owner, None, now=now)))


def usage_of(owner: Person | None, *, now: datetime) -> Usage:
    """Return what the person has uploaded in the last 24 hours, pictures and documents."""
    if owner is None:
        return Usage()
    used = [
        model.objects.filter(owner=owner, created_at__gt=now - DAY).aggregate(
            n=Count("pk"), n_bytes=Sum("n_bytes", default=0), oldest_at=Min("created_at")
        )
        for model in (Image, Document)
    ]
    return Usage(
        n_files=sum(row["n"] for row in used),
        n_bytes=sum(row["n_bytes"] for row in used),
        oldest_at=min((row["oldest_at"] for row in used if row["oldest_at"]), default=None),
    )


def orphans(*, now: datetime) -> tuple[list[Image | Document], Iterator[str]]:
    """Return files that were never attached, and keys on disk that no row knows."""
    moment = now - KEPT_UNATTACHED
    abandoned = Q(attached_at=None, created_at__lt=moment)
    rows: list[Image | Document] = [
        *Image.objects.filter(abandoned),
        *Document.objects.filter(abandoned),
    ]
    return rows, _unknown_keys(moment)


def own_files(person: Person) -> tuple[QuerySet[Image], QuerySet[Document]]:
    """Return what goes with the person: what hangs nowhere, and what hangs on what they wrote.

    A process is the city's, whoever wrote it down.
    """
    own = Q(owner=person, attached_at=None) | Q(item__author=person) & ~Q(item__kind="process")
    return Image.objects.filter(own), Document.objects.filter(own)


def personal_images(person: Person) -> Iterator[Mapping[str, Any]]:
    """Return what is kept about the person's pictures, with their addresses."""
    for image in Image.objects.filter(owner=person).order_by("pk"):
        yield {
            "item_id": image.item_id,
            "milestone_id": image.milestone_id,
            "description": image.alt_text,
            "format": image.format,
            "width": image.width,
            "height": image.height,
            "created_at": image.created_at,
            "addresses": addresses(image),
        }


def personal_documents(person: Person) -> Iterator[Mapping[str, Any]]:
    """Return what is kept about the person's documents, with their addresses."""
    for document in Document.objects.filter(owner=person).order_by("pk"):
        yield {
            "item_id": document.item_id,
            "milestone_id": document.milestone_id,
            "title": document.title,
            "filename": document.filename,
            "n_bytes": document.n_bytes,
            "created_at": document.created_at,
            "address": reverse("media:document", args=[document.key]),
        }


def _wanted(owner: Person | None, keys: Iterable[str]) -> list[str]:
    """Return the keys that are worth a question; without any, Django asks none."""
    return [key for key in keys if key] if owner is not None else []


def _unknown_keys(moment: datetime) -> Iterator[str]:
    for key in files.keys_untouched_since(moment):
        known = (model.objects.filter(key=key).exists() for model in (Image, Document))
        if not any(known):
            yield key
