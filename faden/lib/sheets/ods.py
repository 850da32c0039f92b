"""ODS (OpenDocument 1.3, part 3): the first sheet, row by row."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import ClassVar
from zipfile import ZipFile

from faden.lib.sheets.markup import (
    CELL_LIMIT_CHARACTERS,
    COLUMN_LIMIT,
    Handler,
    NumberedCells,
    finite,
    letters,
    pieces,
)
from faden.lib.sheets.reasons import refused
from faden.lib.sheets.values import Cell

OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
CALC = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
ROW_LIMIT = 1_048_576  # as in the spreadsheet programs
_CELLS = (TABLE + "table-cell", TABLE + "covered-table-cell")
_WHITE_SPACE = re.compile(r"[ \t\r\n]+")
_NUMBERS = ("float", "percentage", "currency")


def ods_rows(archive: ZipFile) -> Iterator[NumberedCells]:
    """Yield the rows of the first sheet; numbers keep their type, dates are dates."""
    with archive.open("content.xml") as stream:
        sheet = _Sheet()
        for repeats, cells in pieces(stream, sheet):
            yield from _repeated(repeats, cells)
    if not sheet.tables:
        raise refused("sheets.no_sheet")


def _repeated(rows: range, cells: list[Cell]) -> Iterator[NumberedCells]:
    if not any(cell not in (None, "") for cell in cells):
        return
    if rows.stop > ROW_LIMIT + 1:
        raise refused("sheets.damaged")
    for row in rows:
        yield row, cells


class _Sheet(Handler):
    """The rows of the first table, as (row numbers, cells)."""

    def __init__(self) -> None:
        super().__init__()
        self.tables = 0
        self.next_row = 1
        self.row_repeats = self.cell_repeats = 1
        self.cells: list[Cell] = []
        self.empty = 0  # cells that count only if another one follows
        self.cell: dict[str, str] | None = None
        self.parts: list[str] = []
        self.length = 0  # characters of the cell
        self.paragraphs = self.note_depth = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == TABLE + "table":
            self.tables += 1
        if self.tables == 1:
            self._starts.get(name, _Sheet._start_text)(self, name, attributes)

    def _start_row(self, _name: str, attributes: dict[str, str]) -> None:
        self.row_repeats = int(attributes.get(TABLE + "number-rows-repeated", "1"))
        self.cells, self.empty = [], 0

    def _start_cell(self, _name: str, attributes: dict[str, str]) -> None:
        self.cell_repeats = int(attributes.get(TABLE + "number-columns-repeated", "1"))
        self.cell, self.parts, self.paragraphs = attributes, [], 0
        self.length = 0

    def _start_note(self, _name: str, _attributes: dict[str, str]) -> None:
        self.note_depth += 1

    def _start_text(self, name: str, attributes: dict[str, str]) -> None:
        if self.cell is None or self.note_depth:
            return
        match name.removeprefix(TEXT):
            case "p":
                self.parts.extend(["\n"] if self.paragraphs else [])
                self.paragraphs += 1
            case "s":
                spaces = int(attributes.get(TEXT + "c", "1"))
                self._add(" " * min(spaces, CELL_LIMIT_CHARACTERS))
            case "tab":
                self._add("\t")
            case "line-break":
                self._add("\n")

    def characters(self, written: str) -> None:
        if self.paragraphs and not self.note_depth:
            self._add(_WHITE_SPACE.sub(" ", written))  # as ODF folds it

    def _add(self, written: str) -> None:
        self.parts.append(written)
        self.length += len(written)
        if self.length > CELL_LIMIT_CHARACTERS:
            raise refused("sheets.long_cell", row=self.next_row, limit=CELL_LIMIT_CHARACTERS)

    def end(self, name: str) -> None:
        if self.tables == 1 and name in self._ends:
            self._ends[name](self)

    def _end_note(self) -> None:
        self.note_depth -= 1

    def _end_row(self) -> None:
        rows = range(self.next_row, self.next_row + self.row_repeats)
        self.next_row = rows.stop
        self.done.append((rows, self.cells))

    def _end_cell(self) -> None:
        value = self._value(self.cell or {}, "".join(self.parts))
        self.cell, self.paragraphs = None, 0
        if value in (None, ""):
            self.empty += self.cell_repeats
            return
        if len(self.cells) + self.empty + self.cell_repeats > COLUMN_LIMIT:
            raise refused("sheets.too_many_columns", row=self.next_row, limit=COLUMN_LIMIT)
        self.cells += [None] * self.empty + [value] * self.cell_repeats
        self.empty = 0

    def _value(self, cell: dict[str, str], written: str) -> Cell:
        if cell.get(CALC + "value-type") == "error":
            column = letters(len(self.cells) + self.empty)
            raise refused("sheets.cell_error", row=self.next_row, letters=column)
        kind = cell.get(OFFICE + "value-type", "string")
        if kind in _NUMBERS:
            return finite(cell[OFFICE + "value"])
        if kind == "date":
            return _date(cell[OFFICE + "date-value"])
        if kind == "boolean":
            return cell[OFFICE + "boolean-value"] == "true"
        return cell.get(OFFICE + "string-value") or written

    _starts: ClassVar = {
        TABLE + "table-row": _start_row,
        OFFICE + "annotation": _start_note,
        **dict.fromkeys(_CELLS, _start_cell),
    }
    _ends: ClassVar = {
        TABLE + "table-row": _end_row,
        OFFICE + "annotation": _end_note,
        **dict.fromkeys(_CELLS, _end_cell),
    }


def _date(written: str) -> date:
    """Return a date, or a moment where a time is given."""
    return datetime.fromisoformat(written) if "T" in written else date.fromisoformat(written)
