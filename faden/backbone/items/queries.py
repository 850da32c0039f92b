"""Reading items of any kind."""

from django.db.models import QuerySet

from faden.backbone.items.models import Item, PublicCount


def public_items(kind: str | None = None) -> QuerySet[Item]:
    """Return what everybody may see, of one kind or of all."""
    items = Item.objects.public()
    return items.filter(kind=kind) if kind else items


def public_counts(process: Item) -> dict[str, int]:
    """Return `{kind: number of public items}` of the process."""
    counts = PublicCount.objects.filter(process_id=process.pk, n__gt=0)
    return dict(counts.values_list("kind", "n"))
