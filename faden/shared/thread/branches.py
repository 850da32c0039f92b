"""A direction of a thread as a list in lists, for those who read or listen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from faden.backbone.items.kinds import kind
from faden.backbone.items.models import Item
from faden.shared.thread.relations import later_end, words_back, words_onward
from faden.shared.thread.verdicts import Verdict
from faden.shared.thread.walk import Step

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Branch:
    """One item of the list, with what follows from it."""

    item: Item
    words: StrOrPromise  # "Led to"
    reason: str
    verdict: Verdict | None
    branches: Sequence[Branch]

    @property
    def kind_label(self) -> StrOrPromise:
        return kind(self.item.kind).label


def branches(steps: Iterable[Step], verdicts: Mapping[int, Verdict], *, start: int) -> list[Branch]:
    """Return the steps as branches of the item where the thread begins, each item once.

    :param start: the id of that item
    """
    after: defaultdict[int, list[Step]] = defaultdict(list)
    known = {start}
    for step in steps:  # the nearest come first: an item stands where it is nearest
        if step.item.pk not in known:
            known.add(step.item.pk)
            after[step.before].append(step)

    def of(pk: int) -> list[Branch]:
        return [_branch(step, verdicts, of(step.item.pk)) for step in after[pk]]

    return of(start)


def in_a_row(steps: Iterable[Step], verdicts: Mapping[int, Verdict], *, start: int) -> list[Branch]:
    """Return some of the steps side by side, each item once; what lay between them is left out."""
    known = {start}
    row = []
    for step in steps:
        if step.item.pk not in known:
            known.add(step.item.pk)
            row.append(_branch(step, verdicts, ()))
    return row


def _branch(step: Step, verdicts: Mapping[int, Verdict], following: Sequence[Branch]) -> Branch:
    verdict = verdicts.get(step.item.pk)
    return Branch(step.item, _words(step), step.link.note, verdict, following)


def _words(step: Step) -> StrOrPromise:
    is_later = step.item.pk == later_end(step.link)
    words = words_onward if is_later else words_back
    return words(step.link.relation)
