"""What is hidden, and why."""

from faden.backbone.items.models import Item
from faden.shared.moderation.models import Hiding


def open_hiding(item: Item) -> Hiding | None:
    """Return why the item is hidden now, or None if it is not."""
    return Hiding.objects.filter(item_id=item.pk, shown_again_at=None).first()
