"""What holds for items of every kind."""

from faden.backbone.items.models import Item


def is_visible(item: Item, *, sees_staff: bool) -> bool:
    """Return whether someone may see the item; `sees_staff`: works in the process's team."""
    return item.visibility == Item.Visibility.PUBLIC or sees_staff
