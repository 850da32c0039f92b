"""What is hidden, and why."""

from django.db.models import QuerySet

from faden.backbone.items.models import Item
from faden.shared.moderation.models import Hiding


def open_hiding(item: Item) -> Hiding | None:
    """Return why the item is hidden now, or None if it is not."""
    return Hiding.objects.filter(item_id=item.pk, shown_again_at=None).first()


def open_hidings(process: Item) -> QuerySet[Hiding]:
    """Return what is hidden in the process now, with the items, the newest first."""
    hidings = Hiding.objects.filter(item__process_id=process.pk, shown_again_at=None)
    return hidings.select_related("item").order_by("-hidden_at", "-id")
