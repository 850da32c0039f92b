"""Numbers of contributions that come on paper or by telephone.

A room above that prints cards registers here: it says which number is right, and keeps it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from faden.backbone.processes.models import Process
from faden.lib.refused import Refusal
from faden.participation.ideas.models import Idea


@dataclass(frozen=True)
class Numbering:
    """`read` returns a typed number as it is kept, or why it cannot be.

    `keep` notes which idea has the number; without one it gives the idea a number.
    """

    read: Callable[[Process, str], str | Refusal]
    keep: Callable[[Idea, datetime], None]


_numberings: list[Numbering] = []


def register(numbering: Numbering) -> None:
    """Let the room look after numbers from now on."""
    _numberings.append(numbering)


def read(process: Process, typed: str) -> str | Refusal:
    """Return the number as it is kept, or why no card of the process can have it."""
    for numbering in _numberings:
        typed_or_refusal = numbering.read(process, typed)
        if isinstance(typed_or_refusal, Refusal):
            return typed_or_refusal
        typed = typed_or_refusal
    return typed


def keep(idea: Idea, *, now: datetime) -> None:
    """Let whoever looks after numbers know of an idea that was entered for somebody."""
    for numbering in _numberings:
        numbering.keep(idea, now)
