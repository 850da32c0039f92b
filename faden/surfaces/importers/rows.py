"""One row of a file as what it says. Pure: what it is compared with is passed in."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from functools import partial
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from faden.backbone.items.models import TITLE_LENGTH
from faden.lib.geo import Position, position_refusal
from faden.lib.refused import Refusal, Refused
from faden.lib.sheets import Cell, Row, moment, number, text, whole_number
from faden.lib.sheets.values import shown
from faden.lib.text import slug_of
from faden.surfaces.importers.columns import COMMENTS, IDEAS, Plan
from faden.surfaces.importers.problems import Problem, problem_of, refused

T = TypeVar("T")

KEY_LENGTH = 70  # characters
TEXT_LENGTH = 20_000
NAME_LENGTH = 60
FIELD_LENGTH = 100
ADDRESS_LENGTH = 500
MOST_VOTES = 2_000_000_000  # what the column holds
_GARBLED = re.compile("Ã[\u201e\u2013\u0153\u0178¤¶¼]|â\u20ac|\ufffd")  # UTF-8 read as Windows-1252
_is_address = URLValidator(schemes=["http", "https"])


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow:
    """What both tables have."""

    number: int  # as the spreadsheet program shows it
    key: str
    title: str
    text: str
    created_at: datetime | None
    author: str
    url: str = ""
    n_votes: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaRow(SourceRow):
    """A contribution as the file has it."""

    field: str  # name of an action field, or ""
    district_id: int | None
    latitude: float | None
    longitude: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentRow(SourceRow):
    """A comment as the file has it."""

    idea: str  # key of the contribution
    parent: str  # key of the comment it answers, or ""
    is_by_team: bool


@dataclass(frozen=True)
class Surroundings:
    """What rows are compared with."""

    plan: Plan
    zone: tzinfo
    now: datetime
    town: Position | None
    fields: frozenset[str]  # slugs of the process's action fields
    districts: Mapping[str, int]  # {name in lower case: id}


def idea_of(row: Row, around: Surroundings) -> tuple[IdeaRow, list[Problem]]:
    """Return what the row says, and what is wrong with it."""
    cells = _Cells(IDEAS, row, around.plan)
    title, body = cells.title_and_text()
    idea = IdeaRow(
        number=row.number,
        key=cells.take("id", partial(_words, limit=KEY_LENGTH, is_required=True), ""),
        title=title,
        text=body,
        field=cells.take("field", partial(_field, around=around), ""),
        district_id=cells.take("district", partial(_district, around=around), None),
        created_at=cells.take("date", partial(_past, around=around), None),
        latitude=cells.take("latitude", number, None),
        longitude=cells.take("longitude", number, None),
        n_votes=cells.take("votes", _votes, None),
        author=cells.take("author", partial(_words, limit=NAME_LENGTH), ""),
        url=cells.take("url", _address, ""),
    )
    if not cells.has_problem("latitude", "longitude"):
        refusal = position_refusal(idea.latitude, idea.longitude, town=around.town)
        cells.add("longitude" if idea.longitude is None else "latitude", refusal)
    return idea, cells.problems


def comment_of(row: Row, around: Surroundings) -> tuple[CommentRow, list[Problem]]:
    """Return what the row says, and what is wrong with it."""
    cells = _Cells(COMMENTS, row, around.plan)
    key = partial(_words, limit=KEY_LENGTH)
    author = cells.take("author", partial(_words, limit=NAME_LENGTH), "")
    title, body = cells.title_and_text()
    comment = CommentRow(
        number=row.number,
        key=cells.take("id", partial(key, is_required=True), ""),
        idea=cells.take("idea", partial(key, is_required=True), ""),
        parent=cells.take("parent", key, ""),
        title=title,
        text=body,
        created_at=cells.take("date", partial(_past, around=around), None),
        author=author,
        is_by_team=author in around.plan.editors,
    )
    return comment, cells.problems


class _Cells:
    """Takes cells of one row by what they mean, and collects what is wrong with them."""

    def __init__(self, table: str, row: Row, plan: Plan) -> None:
        self.table, self.row, self.plan = table, row, plan
        self.headers = plan.headers(table)
        self.problems: list[Problem] = []
        if row.surplus:
            self.add("", refused("importers.surplus_cells", count=row.surplus).refusal)

    def take(self, name: str, convert: Callable[[Cell], T], default: T) -> T:
        header = self.headers.get(name)
        if not header:
            return default
        try:
            return convert(self.row.cells.get(header))
        except Refused as error:
            self.add(name, error.refusal)
            return default

    def title_and_text(self) -> tuple[str, str]:
        """Return title and text; a title that is too long may begin the text instead."""
        is_idea = self.table == IDEAS
        limit = TEXT_LENGTH if self.plan.shorten_titles else TITLE_LENGTH
        title = self.take("title", partial(_words, limit=limit, is_required=is_idea), "")
        body = self.take("text", partial(_text, is_required=not is_idea), "")
        if len(title) <= TITLE_LENGTH:
            return title, body
        return _shortened(title), f"{title}\n\n{body}".strip()

    def add(self, name: str, refusal: Refusal | None) -> None:
        if refusal is not None:
            column = self.headers.get(name, "")
            self.problems.append(
                problem_of(refusal, table=self.table, row=self.row.number, column=column)
            )

    def has_problem(self, *names: str) -> bool:
        headers = {self.headers.get(name) for name in names}
        return any(problem.column in headers for problem in self.problems)


def _text(cell: Cell, *, limit: int = TEXT_LENGTH, is_required: bool = False) -> str:
    written = text(cell)
    if is_required and not written:
        raise refused("importers.required")
    if len(written) > limit:
        raise refused("importers.too_long", length=len(written), limit=limit)
    if found := _GARBLED.search(written):
        raise refused("importers.garbled", value=written[max(0, found.start() - 10) :][:30])
    return written


def _words(cell: Cell, *, limit: int, is_required: bool = False) -> str:
    """Return a text on one line."""
    return " ".join(_text(cell, limit=limit, is_required=is_required).split())


def _shortened(title: str) -> str:
    """Return the title up to the last whole word that leaves room for an ellipsis."""
    room = title[:TITLE_LENGTH]
    words = room.rsplit(" ", 1)[0]
    return words[: TITLE_LENGTH - 2] + " …"


def _field(cell: Cell, *, around: Surroundings) -> str:
    name = _words(cell, limit=FIELD_LENGTH)
    if name and slug_of(name) not in around.fields and not around.plan.create_fields:
        raise refused("importers.unknown_field", value=shown(name))
    return name


def _district(cell: Cell, *, around: Surroundings) -> int | None:
    name = _words(cell, limit=FIELD_LENGTH)
    if name and name.casefold() not in around.districts:
        raise refused("importers.unknown_district", value=shown(name))
    return around.districts.get(name.casefold())


def _past(cell: Cell, *, around: Surroundings) -> datetime | None:
    at = moment(cell, around.zone)
    if at is not None and at > around.now:
        raise refused("importers.future", value=shown(cell))
    return at


def _votes(cell: Cell) -> int | None:
    votes = whole_number(cell)
    if votes is not None and votes < 0:
        raise refused("importers.negative")
    if votes is not None and votes > MOST_VOTES:
        raise refused("sheets.not_whole", value=shown(cell))
    return votes


def _address(cell: Cell) -> str:
    address = _words(cell, limit=ADDRESS_LENGTH)
    try:
        if address:
            _is_address(address)
    except ValidationError:
        raise refused("importers.address", value=shown(address)) from None
    return address
