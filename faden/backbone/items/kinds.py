"""The one registry of kinds of items; each room registers its own in `apps.py`.

Its functions take items of the kind: typed by the rooms, because models stand above this file.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

from faden.lib.refused import Refusal

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from faden.backbone.people.models import Person


class PutText(Protocol):
    """Lets an item say other words, in the search as well; part of an action."""

    def __call__(self, item: Any, *, title: str, text: str) -> None: ...


@dataclass(frozen=True)
class Moving:
    """How items of a kind go on in another process."""

    refusals: Callable[[Sequence[Any]], Mapping[int, Refusal]]  # why items of these ids stay
    settle: Callable[[Any, Any], None]  # it has moved; its action field there, or None
    has_field: bool = False  # it can have an action field of its process


@dataclass(frozen=True)
class Verb:
    """Something people can do with items of a kind, when a phase opens it."""

    name: str  # "submit"
    label: StrOrPromise  # on the button of the process page: "Submit an idea"
    path: Callable[[Any], str]  # where to do it, for a process


@dataclass(frozen=True)
class Kind:
    """What address, search, export and phases need to know of a kind of item."""

    name: str  # the model's name in lower case
    label: StrOrPromise  # "Idea"
    label_plural: StrOrPromise  # "Ideas"
    icon: str  # a KERN icon's name
    segment: str  # German word of the address, never translated: "ideen"
    verbs: tuple[Verb, ...]  # what a phase can open: submit, rate, comment
    path: Callable[[Any], str]  # the item's address
    item_refusal: Callable[[Any, str], Refusal | None]  # why this very item refuses the verb
    search_text: Callable[[Any], str] | None = None  # found besides the title; None: not searched
    table_path: Callable[[Any], str] | None = None  # the team's table of them, for a process
    is_listed: Callable[[Any], bool] | None = None  # whether lists show a public one; None: always
    is_contribution: bool = False  # comes from the public and gets an answer
    is_about_text: bool = False  # its answer says what was adopted, not what is implemented
    is_read_by: Callable[[Any, Person, datetime], bool] | None = None  # besides those for whom
    # it is: members of a closed group
    is_comment: bool = False  # counted in `n_comments` of the item it is part of
    opened_by: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # its verbs, each open
    # while one of these is open on the item it is part of; empty: phases open them themselves
    # These are for moderation. Without `put_text` no passage of it can be redacted, and without
    # `moving` it stays in its process.
    moving: Moving | None = None
    put_text: PutText | None = None  # these are its title and text now
    released: Callable[[Any, datetime], None] | None = None  # it was held back, and is public now
    team_paths: tuple[tuple[StrOrPromise, Callable[[Any], str]], ...] = ()  # what the team can do
    team_acts: tuple[tuple[StrOrPromise, Callable[[Any], str]], ...] = ()  # by one press, POST
    in_step: Callable[[Collection[int]], None] | None = None  # is told the ids whose counters or
    # visibility changed, in the same transaction: for what the room stores of them besides


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Add a kind; twice the same name is a mistake in the code."""
    if kind.name in _kinds:
        raise ValueError(f"kind {kind.name} is registered twice")
    _kinds[kind.name] = kind


def kind(name: str) -> Kind:
    """Return the kind of that name; a KeyError says that its room is not installed."""
    return _kinds[name]


def kinds() -> list[Kind]:
    """Return all kinds in the order of their rooms."""
    return list(_kinds.values())
