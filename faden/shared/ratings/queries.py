"""Reading ratings: a person's own, and the tallies."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Expression, OuterRef, SmallIntegerField, Subquery, Value
from django.db.models.functions import Coalesce

from faden.backbone.items.models import Item
from faden.backbone.people.models import Person
from faden.backbone.processes.queries import ratings_hidden_in
from faden.shared.ratings.models import GuestTally, Rating


def own_ratings(person: Person | None, items: Iterable[Item]) -> dict[int, int]:
    """Return `{item_id: 1 or -1}` of what this person rated; nobody else may ask."""
    if person is None:
        return {}
    ids = [item.pk for item in items]
    rated = Rating.objects.filter(person=person, item_id__in=ids)
    return dict(rated.values_list("item_id", "value"))


def own_rating(person: Person | None, item: Item | None = None) -> Expression:
    """Return this person's rating (1, -1 or 0) as a column of a query over items, for them alone.

    :param item: the same item for all rows; None: the item of the row
    """
    if person is None:
        return Value(0, output_field=SmallIntegerField())
    rated = Rating.objects.filter(person=person, item=OuterRef("pk") if item is None else item.pk)
    return Coalesce(Subquery(rated.values("value")[:1]), 0)


def guest_tally(item: Item) -> GuestTally | None:
    """Return the ratings without an account, or None if there are none."""
    return GuestTally.objects.filter(pk=item.pk).exclude(n_up=0, n_down=0).first()


def is_rated(item: Item, *, now: datetime) -> bool | None:
    """Return whether anybody has rated the item, with an account or without.

    None: the counts are hidden now, so that nothing may depend on the ratings there are.
    """
    if item.process is not None and ratings_hidden_in(item.process, now=now) is not None:
        return None
    return Rating.objects.filter(item_id=item.pk).exists()
