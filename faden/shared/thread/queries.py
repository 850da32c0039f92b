"""Reading the direct links of an item."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from faden.backbone.items.models import Item, seen_by_all
from faden.shared.thread.models import Link


def links_from(item: Item) -> QuerySet[Link]:
    """Return what the item came from or led to by its own word, ends that everybody sees only."""
    links = Link.objects.filter(seen_by_all("target__"), source_id=item.pk)
    return links.select_related("target").order_by("relation", "id")


def links_to(item: Item) -> QuerySet[Link]:
    """Return what refers to the item, ends that everybody sees only."""
    links = Link.objects.filter(seen_by_all("source__"), target_id=item.pk)
    return links.select_related("source").order_by("relation", "id")


def links_at(item: Item, relations: Iterable[Link.Relation]) -> list[Link]:
    """Return the links of these relations from and to the item, with both ends, public or not.

    Ends in another process are among them only if everybody sees them.
    """
    from_here = Q(target__process=item.process_id) | seen_by_all("target__")
    to_here = Q(source__process=item.process_id) | seen_by_all("source__")
    of_item = Q(from_here, source_id=item.pk) | Q(to_here, target_id=item.pk)
    links = Link.objects.filter(of_item, relation__in=list(relations))
    return list(links.select_related("source", "target").order_by("id"))
