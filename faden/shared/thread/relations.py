"""Which end of a link comes later, and how the link reads from either end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from faden.shared.thread.models import Link

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Relation = Link.Relation

SOURCE_IS_LATER = frozenset(
    {Relation.DERIVED_FROM, Relation.RESPONDS_TO, Relation.IMPLEMENTS, Relation.MOVED_FROM}
)
TARGET_IS_LATER = frozenset(
    {
        Relation.MERGED_INTO,
        Relation.TAKEN_FURTHER_IN,
        Relation.FORWARDED_TO,
        Relation.DECIDED_IN,
        Relation.PART_OF,
    }
)
BESIDE = frozenset(Relation) - SOURCE_IS_LATER - TARGET_IS_LATER  # they lead nowhere

# (read at the earlier end before the later one, read at the later end before the earlier one)
_WORDS: dict[str, tuple[StrOrPromise, StrOrPromise]] = {
    Relation.DERIVED_FROM: (_("Led to"), _("Came out of")),
    Relation.RESPONDS_TO: (_("Was answered by"), _("Responds to")),
    Relation.IMPLEMENTS: (_("Is implemented by"), _("Implements")),
    Relation.MOVED_FROM: (_("Was moved to"), _("Was moved from")),
    Relation.MERGED_INTO: (_("Was merged into"), _("Took in")),
    Relation.TAKEN_FURTHER_IN: (_("Is taken further in"), _("Takes further")),
    Relation.FORWARDED_TO: (_("Was forwarded to"), _("Was forwarded by")),
    Relation.DECIDED_IN: (_("Was decided in"), _("Decided on")),
    Relation.PART_OF: (_("Is part of"), _("Contains")),
}


def later_end(link: Link) -> int:
    """Return the id of the item that came later."""
    return link.source_id if link.relation in SOURCE_IS_LATER else link.target_id


def earlier_end(link: Link) -> int:
    """Return the id of the item that was there before."""
    return link.target_id if link.relation in SOURCE_IS_LATER else link.source_id


def words_onward(relation: str) -> StrOrPromise:
    """Return how the link reads at the earlier item: "Led to"."""
    return _WORDS[relation][0]


def words_back(relation: str) -> StrOrPromise:
    """Return how the link reads at the later item: "Came out of"."""
    return _WORDS[relation][1]


@dataclass(frozen=True)
class Tie:
    """A relation as the team chooses it, seen from one item: which end of it the item is."""

    relation: Link.Relation
    item_is_source: bool

    @property
    def code(self) -> str:
        return f"{self.relation}:{'source' if self.item_is_source else 'target'}"

    @property
    def words(self) -> StrOrPromise:
        """How it reads at the item, before the others: "Came out of"."""
        if self.relation in BESIDE:
            return _BESIDE_WORDS[self.relation]
        item_is_later = self.item_is_source == (self.relation in SOURCE_IS_LATER)
        return words_back(self.relation) if item_is_later else words_onward(self.relation)


_BESIDE_WORDS: dict[str, StrOrPromise] = {
    Relation.SIMILAR_TO: _("Is similar to"),
    Relation.CONTRADICTS: _("Contradicts"),
}
_BY_HAND = (
    Relation.DERIVED_FROM,
    Relation.TAKEN_FURTHER_IN,
    Relation.IMPLEMENTS,
    Relation.DECIDED_IN,
    Relation.RESPONDS_TO,
    Relation.FORWARDED_TO,
    Relation.PART_OF,
)  # merging and moving make their links themselves
TIES: Sequence[Tie] = (
    *(Tie(relation, is_source) for relation in _BY_HAND for is_source in (True, False)),
    Tie(Relation.SIMILAR_TO, item_is_source=True),
    Tie(Relation.CONTRADICTS, item_is_source=True),
)
TIE_OF = {tie.code: tie for tie in TIES}
