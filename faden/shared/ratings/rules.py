"""What a new rating changes in the counters."""

from typing import NamedTuple

NONE, UP, DOWN = 0, 1, -1


class Change(NamedTuple):
    """By how much the two counters change."""

    n_up: int
    n_down: int


def change(*, before: int, after: int) -> Change:
    """Return the difference between two ratings of one person; 0 stands for no rating."""
    return Change((after == UP) - (before == UP), (after == DOWN) - (before == DOWN))
