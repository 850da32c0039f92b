"""Drafts of answers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery

from faden.backbone.items.models import Item
from faden.backbone.processes.rules import stored_key
from faden.shared.outcomes.models import Draft


def open_drafts(process: Item) -> QuerySet[Draft]:
    """Return the drafts of the process that are neither released nor dropped, oldest first."""
    found = Draft.objects.filter(process_id=process.pk, settled_at=None)
    return found.select_related("unit", "link").prefetch_related("items").order_by("pk")


def drafts_to_release(process_ids: Iterable[int]) -> QuerySet[Draft]:
    """Return the drafts of these processes that wait for release, the oldest first.

    Each with `n_items` and `first_title`: one query.
    """
    found = Draft.objects.filter(process_id__in=process_ids, state=Draft.State.HANDED_IN)
    items: QuerySet[Any, Any] = Draft.items.through.objects.filter(draft=OuterRef("pk"))
    items = items.order_by("item_id")
    number = items.order_by().values("draft").annotate(n=Count("pk")).values("n")
    annotated = found.annotate(
        n_items=Subquery(number), first_title=Subquery(items.values("item__title")[:1])
    )
    return annotated.select_related("unit").order_by("pk")


def draft_by_id(pk: int) -> Draft | None:
    """Return the draft with process, office and link."""
    return Draft.objects.select_related("process", "unit", "link").filter(pk=pk).first()


def draft_by_key(key: str) -> Draft | None:
    """Return the draft that the colleague's link opens, expired or not; settled ones have none."""
    found = Draft.objects.select_related("process", "unit", "link")
    return found.filter(link__key=stored_key(key)).first()
