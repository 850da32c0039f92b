"""Rating, changing it, taking it back; counters change in the same transaction."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import F

from faden.backbone.audit.actions import action, touch
from faden.backbone.items.actions import count, lock
from faden.backbone.items.models import Item
from faden.backbone.people.actions import present
from faden.backbone.people.models import Level, Person
from faden.backbone.processes.queries import rating_value_refusal_on, verb_refusal_on
from faden.lib.refused import Refused
from faden.shared.ratings.models import GuestTally, Rating
from faden.shared.ratings.rules import NONE, Change, change, own_refusal


@action
def rate(item: Item, value: int, *, person: Person, now: datetime) -> None:
    """Set the person's rating of the item to 1 (for), -1 (against) or 0 (none).

    Not recorded in the log: who rated what is known to that person alone.

    :raises Refused: if the process or the item does not allow it now, if it is the person's own, or
        if the person is gone
    """
    by_guest = present(person).level == Level.GUEST
    item = lock(item)
    refusal = verb_refusal_on(item, "rate", person=person, now=now)
    refusal = refusal or rating_value_refusal_on(item, value)
    if refusal := refusal or (own_refusal(item, person=person) if value != NONE else None):
        raise Refused(refusal)
    rating = Rating.objects.filter(item=item, person=person).first()
    if rating is not None:
        _take_back(item, rating)
    if value != NONE:
        Rating.objects.create(
            item=item, person=person, value=value, is_by_guest=by_guest, rated_at=now
        )
        _count(item, change(before=NONE, after=value), by_guest=by_guest)


@action
def forget_ratings(item: Item) -> None:
    """Delete all ratings of a locked item, because what was rated is not there any more."""
    Rating.objects.filter(item_id=item.pk).delete()
    GuestTally.objects.filter(item_id=item.pk).delete()
    count(item, n_up=-item.n_up, n_down=-item.n_down)


@action
def merge_ratings(guest: Person, account: Person) -> None:
    """Move a guest's ratings to their account; where both rated, the account's rating stays.

    What one of the two rated and the other wrote turns out to be their own: that rating goes.
    """
    for rater, author in ((guest, account), (account, guest), (account, account)):
        for item, rating in _locked_ratings(rater, of=author):
            _take_back(item, rating)
    for item, rating in _locked_ratings(guest):
        _count(item, change(before=rating.value, after=NONE), by_guest=rating.is_by_guest)
        if Rating.objects.filter(item=item, person=account).exists():
            rating.delete()
            continue
        rating.person, rating.is_by_guest = account, False
        rating.save(update_fields=["person", "is_by_guest"])
        _count(item, change(before=NONE, after=rating.value), by_guest=False)


@action
def erase_ratings(person: Person) -> None:
    """Take back all ratings of a person who is erased."""
    for item, rating in _locked_ratings(person):
        _take_back(item, rating)


def _take_back(item: Item, rating: Rating) -> None:
    _count(item, change(before=rating.value, after=NONE), by_guest=rating.is_by_guest)
    rating.delete()


def _locked_ratings(person: Person, *, of: Person | None = None) -> Iterator[tuple[Item, Rating]]:
    """Return what the person rated, in one order so that locks never cross.

    The rating is read behind the lock: until then it may have been changed.

    :param of: only what this person wrote
    """
    rated_items = Item.objects.filter(ratings__person=person)
    if of is not None:
        rated_items = rated_items.filter(author=of)
    for rated in list(rated_items.order_by("pk")):
        item = lock(rated)
        if rating := Rating.objects.filter(item=item, person=person).first():
            yield item, rating


def _count(item: Item, difference: Change, *, by_guest: bool) -> None:
    if not by_guest:
        count(item, n_up=difference.n_up, n_down=difference.n_down)
        return
    tally, _created = GuestTally.objects.get_or_create(item=item)
    GuestTally.objects.filter(pk=tally.pk).update(
        n_up=F("n_up") + difference.n_up, n_down=F("n_down") + difference.n_down
    )
    touch(item)
