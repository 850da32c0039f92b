"""Which ratings there are, and what a new one changes in the counters."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from faden.backbone.items.models import Item
from faden.backbone.people.models import Person
from faden.backbone.processes.rules import rating_value_refusal
from faden.lib.refused import Refusal

NONE, UP, DOWN = 0, 1, -1
OWN = Refusal("ratings.own", _("This is your own contribution. You do not rate it yourself."))


@dataclass(frozen=True)
class Terms:
    """What holds for all small boxes of a page."""

    may_rate: bool
    mode: str  # how people rate in the process, `Process.rating_mode`
    hidden_until: datetime | None  # until when nobody sees the counts; None: they are shown
    person: Person | None = None  # who reads the page


class Change(NamedTuple):
    """By how much the two counters change."""

    n_up: int
    n_down: int


def change(*, before: int, after: int) -> Change:
    """Return the difference between two ratings of one person; 0 stands for no rating."""
    return Change((after == UP) - (before == UP), (after == DOWN) - (before == DOWN))


def own_refusal(item: Item, *, person: Person | None) -> Refusal | None:
    """Return why people do not rate this: it is their own. Counts say what others think of it."""
    return OWN if person is not None and item.author_id == person.pk else None


def is_offered(value: int, *, mode: str, own: int = NONE) -> bool:
    """Return whether a box has the button: the process takes the rating, or it can be taken back.

    :param mode: how people rate in the process
    """
    return own == value or rating_value_refusal(mode, value=value) is None
