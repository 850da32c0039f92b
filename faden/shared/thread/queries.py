"""Reading the direct links of an item."""

from django.db.models import QuerySet

from faden.backbone.items.models import Item
from faden.shared.thread.models import Link


def links_from(item: Item) -> QuerySet[Link]:
    """Return what the item came from or led to by its own word, public ends only."""
    links = Link.objects.filter(source_id=item.pk, target__visibility=Item.Visibility.PUBLIC)
    return links.select_related("target").order_by("relation", "id")


def links_to(item: Item) -> QuerySet[Link]:
    """Return what refers to the item, public ends only."""
    links = Link.objects.filter(target_id=item.pk, source__visibility=Item.Visibility.PUBLIC)
    return links.select_related("source").order_by("relation", "id")
