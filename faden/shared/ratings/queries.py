"""Reading ratings: a person's own, and the tallies."""

from collections.abc import Iterable

from faden.backbone.items.models import Item
from faden.backbone.people.models import Person
from faden.shared.ratings.models import GuestTally, Rating


def own_ratings(person: Person | None, items: Iterable[Item]) -> dict[int, int]:
    """Return `{item_id: 1 or -1}` of what this person rated; nobody else may ask."""
    if person is None:
        return {}
    ids = [item.pk for item in items]
    rated = Rating.objects.filter(person=person, item_id__in=ids)
    return dict(rated.values_list("item_id", "value"))


def guest_tally(item: Item) -> GuestTally | None:
    """Return the ratings without an account, or None if there are none."""
    return GuestTally.objects.filter(pk=item.pk).exclude(n_up=0, n_down=0).first()
