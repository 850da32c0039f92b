"""Which ratings there are, and what a new one changes in the counters."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from faden.backbone.processes.rules import rating_value_refusal

NONE, UP, DOWN = 0, 1, -1


@dataclass(frozen=True)
class Terms:
    """What holds for all small boxes of a page."""

    may_rate: bool
    mode: str  # how people rate in the process, `Process.rating_mode`
    hidden_until: datetime | None  # until when nobody sees the counts; None: they are shown


class Change(NamedTuple):
    """By how much the two counters change."""

    n_up: int
    n_down: int


def change(*, before: int, after: int) -> Change:
    """Return the difference between two ratings of one person; 0 stands for no rating."""
    return Change((after == UP) - (before == UP), (after == DOWN) - (before == DOWN))


def is_offered(value: int, *, mode: str, own: int = NONE) -> bool:
    """Return whether a box has the button: the process takes the rating, or it can be taken back.

    :param mode: how people rate in the process
    """
    return own == value or rating_value_refusal(mode, value=value) is None
