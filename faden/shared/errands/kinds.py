"""What the team can ask for that takes minutes. Rooms register their kinds in `apps.py`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from faden.backbone.processes.rules import Permission

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class ErrandKind:
    """`permission`: who in the process sees and cancels it, besides whoever asked.

    `path` gives the page of the result by its key; without it the errand has a page and a file of
    its own. `cancelled` is called with the key when somebody cancels, within that transaction.
    """

    name: str
    label: StrOrPromise
    permission: Permission
    path: Callable[[int], str] | None = None
    cancelled: Callable[[int], None] | None = None


_kinds: dict[str, ErrandKind] = {}


def register(kind: ErrandKind) -> None:
    """Make a kind known."""
    _kinds[kind.name] = kind


def kind_of(name: str) -> ErrandKind:
    """Return the kind of this name."""
    return _kinds[name]


def all_kinds() -> list[ErrandKind]:
    """Return all kinds."""
    return list(_kinds.values())
