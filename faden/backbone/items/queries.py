"""Reading items of any kind."""

from faden.backbone.items.models import Item, PublicCount


def public_counts(process: Item) -> dict[str, int]:
    """Return `{kind: number of public items}` of the process."""
    counts = PublicCount.objects.filter(process_id=process.pk, n__gt=0)
    return dict(counts.values_list("kind", "n"))


def text_of(item: Item) -> str:
    """Return what the item's author wrote last."""
    newest = item.revisions.order_by("-number").values_list("text", flat=True).first()
    return newest or ""
