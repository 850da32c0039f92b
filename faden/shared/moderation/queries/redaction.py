"""What was redacted."""

from __future__ import annotations

from django.db.models import QuerySet

from faden.backbone.items.models import Item
from faden.shared.moderation.models import Redaction, Sealed


def redactions_of(item: Item) -> QuerySet[Redaction]:
    """Return what was redacted of the item, the newest first, each with its original if kept."""
    found = Redaction.objects.filter(item_id=item.pk)
    return found.select_related("sealed", "redacted_by").order_by("-redacted_at", "-pk")


def sealed_of(redaction_id: int) -> Sealed | None:
    """Return the original of a redaction, None when its time is over."""
    sealed = Sealed.objects.select_related("redaction__item__process")
    return sealed.filter(pk=redaction_id).first()
