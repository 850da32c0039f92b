"""A thread as a picture: columns of boxes, from what came first to what came last.

Lengths are units of the picture's own coordinates.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from textwrap import shorten, wrap

from django.utils.translation import ngettext

from faden.backbone.items.kinds import kind
from faden.backbone.items.models import Item
from faden.lib import dates
from faden.shared.thread.relations import earlier_end, later_end, words_onward
from faden.shared.thread.verdicts import Verdict
from faden.shared.thread.walk import Step, Thread

WIDTH, HEIGHT = 216, 100  # of a box
GAP_X, GAP_Y = 88, 20  # between boxes
FRAME = 4  # around all of it: the outline of what has the focus
MOST_IN_COLUMN = 6  # boxes; what is more is counted in one box below
LETTERS, LINES = 26, 2  # of a title in a box
FIRST_LINE, LINE_HEIGHT = 46, 18


@dataclass(frozen=True)
class Box:
    """An item, or how many there are besides; without `path` it is where the reader is."""

    x: int
    y: int
    head: str  # "Idea, 4 July 2020"
    lines: Sequence[str]
    foot: str  # what became of it
    path: str
    language: str

    @property
    def rows(self) -> Iterator[tuple[int, str]]:
        """How far down each line of the title stands, and the line."""
        return (
            (self.y + FIRST_LINE + LINE_HEIGHT * place, line)
            for place, line in enumerate(self.lines)
        )


@dataclass(frozen=True)
class Edge:
    """A line from an earlier box to a later one."""

    line: str  # as SVG draws it, level at both ends
    words: str  # "Led to"
    reason: str


@dataclass(frozen=True)
class Picture:
    boxes: Sequence[Box]
    edges: Sequence[Edge]
    width: int
    height: int


def picture_of(thread: Thread, verdicts: Mapping[int, Verdict], *, rest_path: str) -> Picture:
    """Return the picture; what does not fit into a column is counted in a box of its own.

    :param rest_path: where all of it is listed
    """
    columns = _columns(thread)
    longest = max(min(len(column), MOST_IN_COLUMN + 1) for column in columns)
    height = _tall(longest) + 2 * FRAME
    boxes: dict[int, Box] = {}  # by the id of the item
    for number, column in enumerate(columns):
        shown, rest = column[:MOST_IN_COLUMN], column[MOST_IN_COLUMN:]
        x = FRAME + number * (WIDTH + GAP_X)
        top = (height - _tall(len(shown) + bool(rest))) // 2
        for row, item in enumerate(shown):
            path = "" if item is thread.start else item.get_absolute_url()
            place = (x, top + row * (HEIGHT + GAP_Y))
            boxes[item.pk] = _box(item, place, path=path, verdict=verdicts.get(item.pk))
        if rest:
            place = (x, top + len(shown) * (HEIGHT + GAP_Y))
            boxes |= dict.fromkeys((item.pk for item in rest), _rest(rest, place, path=rest_path))
    drawn = list(dict.fromkeys(boxes.values()))
    edges = list(dict.fromkeys(_edges((*thread.back, *thread.onward), boxes)))
    return Picture(drawn, edges, len(columns) * (WIDTH + GAP_X) - GAP_X + 2 * FRAME, height)


def _columns(thread: Thread) -> list[list[Item]]:
    """Return the items by their distance from the start, each where it is nearest."""
    placed = {thread.start.pk: (0, thread.start)}
    for way, steps in ((-1, thread.back), (1, thread.onward)):
        for step in steps:
            placed.setdefault(step.item.pk, (way * step.depth, step.item))
    columns: defaultdict[int, list[Item]] = defaultdict(list)
    for place, item in placed.values():
        columns[place].append(item)
    return [columns[place] for place in sorted(columns)]


def _tall(n_boxes: int) -> int:
    return n_boxes * (HEIGHT + GAP_Y) - GAP_Y


def _box(item: Item, place: tuple[int, int], *, path: str, verdict: Verdict | None) -> Box:
    when = dates.day(item.published_at or item.created_at)
    title = wrap(shorten(item.title, LETTERS * LINES, placeholder=" …"), LETTERS)
    return Box(
        *place,
        f"{kind(item.kind).label}, {when}",
        tuple(title[:LINES]),
        verdict.words if verdict else "",
        path,
        item.language,
    )


def _rest(items: Sequence[Item], place: tuple[int, int], *, path: str) -> Box:
    said = ngettext("and %(n)s more", "and %(n)s more", len(items)) % {"n": len(items)}
    kinds = dict.fromkeys(str(kind(item.kind).label_plural) for item in items)
    return Box(*place, "", (said,), shorten(", ".join(kinds), LETTERS, placeholder=" …"), path, "")


def _edges(steps: Iterable[Step], boxes: Mapping[int, Box]) -> Iterator[Edge]:
    for step in steps:
        left, right = boxes[earlier_end(step.link)], boxes[later_end(step.link)]
        if left.x != right.x:
            relation = step.link.relation
            yield Edge(_line(left, right), str(words_onward(relation)), step.link.note)


def _line(left: Box, right: Box) -> str:
    if left.x > right.x:  # the earlier one is nearer to the start
        left, right = right, left
    x1, x2 = left.x + WIDTH, right.x
    y1, y2 = left.y + HEIGHT // 2, right.y + HEIGHT // 2
    middle = (x1 + x2) // 2
    return f"M{x1} {y1} C{middle} {y1} {middle} {y2} {x2} {y2}"
