"""XLSX (ECMA-376, SpreadsheetML): the first visible sheet, row by row.

Read here and not by a library, for two reasons: a sheet with one cell at each end of the grid makes
the fast native readers ask for 16 GB and takes the whole process down, and they give an
empty cell where a formula failed.
"""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from posixpath import join, normpath
from zipfile import ZipFile

from faden.lib.sheets.markup import (
    CELL_LIMIT_CHARACTERS,
    COLUMN_LIMIT,
    Handler,
    NumberedCells,
    finite,
    letters,
    local,
    pieces,
)
from faden.lib.sheets.reasons import refused
from faden.lib.sheets.values import Cell

_ESCAPE = re.compile("_x((?![Dd][89A-Fa-f])[0-9A-Fa-f]{4})_")  # halves of letters stay escaped
_REFERENCE = re.compile(r"([A-Z]{1,3})[0-9]+")
_QUIET = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]|General', re.IGNORECASE)
_DATE_FORMATS = {14, 15, 16, 17, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58}
_MOMENT_FORMATS = {22}
_MILLISECONDS_A_DAY = 86_400_000


def xlsx_rows(archive: ZipFile) -> Iterator[NumberedCells]:
    """Yield the rows of the first visible sheet; numbers keep their type, dates are dates."""
    book = _Workbook()
    with archive.open("xl/workbook.xml") as stream:
        list(pieces(stream, book))
    targets = _Relations()
    with archive.open("xl/_rels/workbook.xml.rels") as stream:
        list(pieces(stream, targets))
    if book.first is None:
        raise refused("sheets.no_sheet")
    strings = _whole(archive, targets.by_kind("sharedStrings"), _Strings())
    styles = _whole(archive, targets.by_kind("styles"), _Styles())
    epoch = datetime(1904, 1, 1) if book.is_1904 else datetime(1899, 12, 30)  # noqa: DTZ001 - local
    with archive.open(targets.path[book.first]) as stream:
        yield from pieces(stream, _Sheet(strings, styles, epoch))


def _whole(archive: ZipFile, path: str | None, handler: Handler) -> list[str]:
    if path is None or path not in archive.namelist():
        return []
    with archive.open(path) as stream:
        return list(pieces(stream, handler))


class _Workbook(Handler):
    """Finds the first visible sheet, and the epoch of the dates."""

    first: str | None = None  # relation id
    is_1904 = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        is_visible = attributes.get("state", "visible") == "visible"
        if local(name) == "sheet" and is_visible and self.first is None:
            self.first = next(value for key, value in attributes.items() if key.endswith("}id"))
        if local(name) == "workbookPr":
            self.is_1904 = attributes.get("date1904") in ("1", "true")


class _Relations(Handler):
    """Which relation id is which file of the archive."""

    def __init__(self) -> None:
        super().__init__()
        self.path: dict[str, str] = {}
        self.kind: dict[str, str] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if local(name) == "Relationship":
            path = normpath(join("/xl", attributes["Target"])).lstrip("/")
            self.path[attributes["Id"]] = path
            self.kind[attributes["Type"].rpartition("/")[2]] = path

    def by_kind(self, kind: str) -> str | None:
        return self.kind.get(kind)


class _Strings(Handler):
    """The texts that cells refer to by number; a text may come in runs of different style."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.is_text = self.is_reading_aid = False

    def start(self, name: str, attributes: dict[str, str]) -> None:  # noqa: ARG002 - as Handler
        self.is_text = local(name) == "t" and not self.is_reading_aid
        self.is_reading_aid = self.is_reading_aid or local(name) == "rPh"

    def end(self, name: str) -> None:
        self.is_text = False
        if local(name) == "rPh":
            self.is_reading_aid = False
        if local(name) == "si":
            self.done.append(unescaped("".join(self.parts)))
            self.parts.clear()

    def characters(self, written: str) -> None:
        if self.is_text:
            self.parts.append(written)


class _Styles(Handler):
    """For each cell style "date", "moment" or ""."""

    def __init__(self) -> None:
        super().__init__()
        self.codes: dict[int, str] = {}
        self.is_cell_style = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if local(name) == "numFmt":
            self.codes[int(attributes["numFmtId"])] = attributes.get("formatCode", "")
        if local(name) == "cellXfs":
            self.is_cell_style = True
        if local(name) == "xf" and self.is_cell_style:
            number = int(attributes.get("numFmtId", "0"))
            self.done.append(_meaning(number, self.codes.get(number, "")))

    def end(self, name: str) -> None:
        if local(name) == "cellXfs":
            self.is_cell_style = False


def _meaning(number: int, code: str) -> str:
    """Return what a number format makes of a number."""
    if number in _DATE_FORMATS:
        return "date"
    if number in _MOMENT_FORMATS:
        return "moment"
    plain = _QUIET.sub("", code).lower().partition(";")[0]
    if not re.search("[yd]", plain):
        return ""
    return "moment" if re.search("[hs]", plain) else "date"


class _Sheet(Handler):
    """The rows of one sheet, as (row number, cells)."""

    def __init__(self, strings: list[str], styles: list[str], epoch: datetime) -> None:
        super().__init__()
        self.strings, self.styles, self.epoch = strings, styles, epoch
        self.row = 0
        self.cells: list[Cell] = []
        self.cell: dict[str, str] = {}
        self.parts: list[str] = []
        self.length = 0  # characters of the cell
        self.is_value = self.has_formula = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        match local(name):
            case "row":
                self.row = int(attributes.get("r", self.row + 1))
                self.cells = []
            case "c":
                self._start_cell(attributes)
            case "v" | "t":
                self.is_value = True
            case "f":
                self.has_formula = True

    def _start_cell(self, attributes: dict[str, str]) -> None:
        self.cell, self.has_formula, self.parts = attributes, False, []
        self.length = 0
        reference = _REFERENCE.fullmatch(attributes.get("r", ""))
        column = _index(reference[1]) if reference else len(self.cells)
        if column >= COLUMN_LIMIT:
            raise refused("sheets.too_many_columns", row=self.row, limit=COLUMN_LIMIT)
        self.cells.extend([None] * (column - len(self.cells)))

    def characters(self, written: str) -> None:
        if not self.is_value:
            return
        self.parts.append(written)
        self.length += len(written)
        if self.length > CELL_LIMIT_CHARACTERS:
            raise refused("sheets.long_cell", row=self.row, limit=CELL_LIMIT_CHARACTERS)

    def end(self, name: str) -> None:
        match local(name):
            case "v" | "t":
                self.is_value = False
            case "c":
                self.cells.append(self._value("".join(self.parts)))
            case "row" if any(cell not in (None, "") for cell in self.cells):
                self.done.append((self.row, self.cells))

    def _value(self, written: str) -> Cell:
        kind = self.cell.get("t", "n")
        if kind == "e" or (self.has_formula and not written and kind != "str"):
            code = "sheets.cell_error" if kind == "e" else "sheets.cell_not_calculated"
            raise refused(code, row=self.row, letters=letters(len(self.cells)))
        if not written:
            return None
        match kind:
            case "s":
                return self.strings[int(written)]
            case "n":
                return self._number(finite(written))
            case "b":
                return written == "1"
            case "d":
                return datetime.fromisoformat(written)
        return unescaped(written)

    def _number(self, value: int | float) -> Cell:
        style = int(self.cell.get("s", "0"))
        meaning = self.styles[style] if style < len(self.styles) else ""
        if not meaning:
            return value
        moment = self.epoch + timedelta(milliseconds=round(value * _MILLISECONDS_A_DAY))
        return moment.date() if meaning == "date" and isinstance(value, int) else moment


def _index(name: str) -> int:
    """Return the position of a column: A is 0, AA is 26."""
    index = 0
    for letter in name:
        index = index * 26 + ord(letter) - ord("A") + 1
    return index - 1


def unescaped(written: str) -> str:
    """Return the text with the control characters that SpreadsheetML writes as _x000D_."""
    return (
        _ESCAPE.sub(lambda match: chr(int(match[1], 16)), written) if "_x" in written else written
    )
