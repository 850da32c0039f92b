"""The orders of a list of ideas. Each but chance and fit comes from an index of the items."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db.models import F
from django.db.models.expressions import Combinable
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from faden.backbone.items.models import CONTESTED
from faden.participation.ideas.queries.selection import NEWEST, RELEVANCE, Selection

PRIME = 2**31 - 1  # two numbers below it can be multiplied in 64 bits
Columns = Sequence[str | Combinable]


@dataclass(frozen=True)
class Order:
    """An order of a list; `columns` are those of items, and of ideas. None: by what was sought."""

    name: str  # its word in addresses
    label: StrOrPromise
    columns: Callable[[Selection], Columns] | None
    tells_ratings: bool = False  # not while their counts are hidden
    needs_both_ways: bool = False  # not where people can only be in favour


def _by_chance(selection: Selection) -> Columns:
    """Return a shuffle that is the same for everybody on a day; people with an account have theirs.

    The square of a linear congruence: plain numbers, so that both databases shuffle alike. The
    key is secret: nobody can wait for a number that comes first.
    """
    person = selection.person
    who = person.pk if person is not None and not person.is_guest else ""
    digest = salted_hmac("ideas.chance", f"{selection.day} {who}", algorithm="sha256").digest()
    factor, offset, shift = (_number(digest[start : start + 8]) for start in (0, 8, 16))
    shuffled = (F("id") * factor + offset) % PRIME
    return (shuffled * (shuffled + shift)) % PRIME, "-id"


def _number(digest: bytes) -> int:
    return int.from_bytes(digest) % (PRIME - 1) + 1


ORDERS: Sequence[Order] = (
    Order(NEWEST, _("Newest"), lambda _selection: ("-published_at", "-id")),
    Order(
        "zustimmung",
        _("Most positive"),
        lambda _selection: ("-n_up", "-id"),
        tells_ratings=True,
    ),
    Order("diskussion", _("Most discussed"), lambda _selection: ("-n_comments", "-id")),
    Order(
        "umstritten",
        _("Contested"),
        lambda _selection: (CONTESTED.desc(), "-id"),
        tells_ratings=True,
        needs_both_ways=True,
    ),
    Order("zufall", _("Shuffled"), _by_chance),
    Order(RELEVANCE, _("Best matches"), None),
)


def order(name: str) -> Order:
    """Return the order of that name; a KeyError says that there is none."""
    return {one.name: one for one in ORDERS}[name]


def offered_orders(*, is_search: bool, shows_ratings: bool, is_both_ways: bool) -> list[Order]:
    """Return the orders that make sense; the first is the usual one.

    :param shows_ratings: the counts of ratings are not hidden
    :param is_both_ways: people can be against as well
    """
    found = [
        one
        for one in ORDERS
        if (is_search or one.columns is not None)
        and (shows_ratings or not one.tells_ratings)
        and (is_both_ways or not one.needs_both_ways)
    ]
    return sorted(found, key=lambda one: one.columns is not None)  # best matches first
