"""The thread of an item: what became of it, and where it comes from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db import connection

from faden.backbone.items.kinds import kind
from faden.backbone.items.models import Item
from faden.shared.thread.models import Link
from faden.shared.thread.relations import (
    SOURCE_IS_LATER,
    TARGET_IS_LATER,
    earlier_end,
    later_end,
)

DEEPEST = 8  # links away from the item; what lies beyond is followed from there
MOST_STEPS = 1000  # in each direction; the page says when there are more

# Steps go breadth first. The thread ends at what is hidden or a draft, and at what is for invited
# people, unless it begins there.
_WAY = """
    {way}(item_id, link_id, depth) AS (
        SELECT CAST(%(start)s AS bigint), CAST(NULL AS bigint), 0
        UNION
        SELECT next.id, link.id, {way}.depth + 1
        FROM {way}
        JOIN thread_link AS link ON
            (link.source_id = {way}.item_id AND link.relation IN ({from_source}))
            OR (link.target_id = {way}.item_id AND link.relation IN ({from_target}))
        JOIN items_item AS next ON next.id =
            CASE link.source_id WHEN {way}.item_id THEN link.target_id ELSE link.source_id END
        LEFT JOIN items_item AS process ON process.id = next.process_id
        LEFT JOIN items_item AS whole ON whole.id = next.part_of_id
        LEFT JOIN items_item AS whole_above ON whole_above.id = whole.part_of_id
        WHERE {way}.depth < %(deepest)s AND {next_seen}
            AND (process.id IS NULL OR {process_seen})
            AND (whole.id IS NULL OR {whole_seen})
            AND (whole_above.id IS NULL OR {whole_above_seen})
    )"""
_STEPS = """
    SELECT * FROM (
        SELECT '{way}' AS way, link_id, depth FROM {way} WHERE depth > 0 LIMIT %(most)s
    ) AS {way}_steps"""
_SEEN = """({it}.visibility = 'public' OR {it}.id = %(process)s
    OR ({it}.process_id = %(process)s AND {it}.visibility = %(own)s))"""


@dataclass(frozen=True)
class Step:
    """An item that the thread reaches: by which link, and how many links away."""

    item: Item
    link: Link
    depth: int  # 1: next to the item where the thread begins

    @property
    def before(self) -> int:
        """The id of the item from which the step was made."""
        return self.link.target_id if self.item.pk == self.link.source_id else self.link.source_id


@dataclass(frozen=True)
class Thread:
    """What became of an item and where it comes from, the nearest first.

    An item that several ways lead to has a step for each of them.
    """

    start: Item
    onward: Sequence[Step]
    back: Sequence[Step]

    def __bool__(self) -> bool:
        return bool(self.onward or self.back)

    @property
    def is_cut(self) -> bool:
        """Whether there is more than was followed."""
        return max(len(self.onward), len(self.back)) == MOST_STEPS

    @cached_property
    def n_people(self) -> int:
        """How many people stand behind it, each counted once; each unknown author as one."""
        said = {
            step.item.pk: step.item for step in self.back if kind(step.item.kind).is_contribution
        }
        known = {item.author_id for item in said.values() if item.author_id}
        return len(known) + sum(item.author_id is None for item in said.values())

    @property
    def item_ids(self) -> set[int]:
        """The items that it reaches."""
        return {step.item.pk for step in (*self.onward, *self.back)}

    @property
    def process_ids(self) -> set[int]:
        """The processes whose pages change when it changes."""
        items = [self.start, *(step.item for step in (*self.onward, *self.back))]
        return {item.process_id or item.pk for item in items}


def thread_of(item: Item, *, deepest: int = DEEPEST) -> Thread:
    """Return the thread for whoever may see the item, without drafts; three queries at most.

    :param deepest: links away from the item
    """
    walked = _walk(item, deepest)
    links = Link.objects.in_bulk({link_id for _way, link_id, _depth in walked})
    ends = {end for link in links.values() for end in (link.source_id, link.target_id)}
    items = Item.objects.select_related("process", "part_of").in_bulk(ends)

    def steps(way: str, end: Callable[[Link], int]) -> list[Step]:
        found = [(links[link_id], depth) for on, link_id, depth in walked if on == way]
        return [Step(items[end(link)], link, depth) for link, depth in found]

    return Thread(item, steps("onward", later_end), steps("back", earlier_end))


def _walk(item: Item, deepest: int) -> list[tuple[str, int, int]]:
    """Return (way, link, depth) of each step, the nearest first."""
    conditions = {
        f"{it}_seen": _SEEN.format(it=it) for it in ("next", "process", "whole", "whole_above")
    }
    is_invited = item.visibility == Item.Visibility.INVITED
    later, earlier = _quoted(TARGET_IS_LATER), _quoted(SOURCE_IS_LATER)
    onward = _WAY.format(way="onward", from_source=later, from_target=earlier, **conditions)
    back = _WAY.format(way="back", from_source=earlier, from_target=later, **conditions)
    steps = " UNION ALL ".join(_STEPS.format(way=way) for way in ("onward", "back"))
    values = {
        "start": item.pk,
        "process": item.process_id or item.pk,
        "own": Item.Visibility.INVITED if is_invited else Item.Visibility.PUBLIC,
        "deepest": deepest,
        "most": MOST_STEPS,
    }
    with connection.cursor() as cursor:
        cursor.execute(f"WITH RECURSIVE {onward}, {back} {steps}", values)
        walked: list[tuple[str, int, int]] = cursor.fetchall()
    return walked


def _quoted(words: Iterable[str]) -> str:
    """Return words of our own code for SQL; values of people are passed as parameters."""
    return ", ".join(f"'{word}'" for word in sorted(words))
