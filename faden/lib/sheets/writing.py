"""Tables as files for people (CSV, XLSX, ODS) and programs (JSON), in constant memory.

A text that a spreadsheet program would run as a formula stays a text: in XLSX and ODS by its type,
in CSV by an apostrophe before it, which reading takes away again.
"""

import csv
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, tzinfo
from io import StringIO
from itertools import chain, islice
from tempfile import TemporaryFile
from typing import IO, Any, Literal
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import xlsxwriter
from django.utils import timezone

from faden.lib.sheets import odf
from faden.lib.sheets.reasons import refused
from faden.lib.sheets.values import Cell

Format = Literal["csv", "xlsx", "ods", "json"]
FORMATS: Mapping[Format, str] = {  # media types
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "json": "application/json",
}
XLSX_CELL_CHARACTERS = 32_767
XLSX_ROWS = 1_048_575  # below the header
BATCH_ROWS = 200
CHUNK_BYTES = 65_536
_FORMULA = re.compile("'*[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")  # also the full-width signs
_NEGATIVE = re.compile(r"-[0-9]+([.,][0-9]+)?")

_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]|^'+|'+$")
LONGEST_NAME = 31  # characters of a sheet's name, in XLSX
USUAL_WIDTH = 16  # characters; a date with its time fits

Rows = Iterable[Sequence[Cell]]


@dataclass(frozen=True)
class Sheet:
    """How the file is written: the name of its sheet, and widths of columns by key, in characters.

    CSV with ";" has decimal commas, as German spreadsheet programs expect; with "," points.
    """

    name: str = ""
    widths: Mapping[str, int] = field(default_factory=dict)
    separator: Literal[";", ","] = ";"
    has_bom: bool = True

    @property
    def safe_name(self) -> str:
        """The name as far as spreadsheet programs take it."""
        return _NOT_IN_NAMES.sub("", self.name)[:LONGEST_NAME].strip("' ") or "1"

    def widths_of(self, columns: Iterable[str]) -> list[int]:
        """Return the widths of these columns."""
        return [self.widths.get(key, USUAL_WIDTH) for key in columns]


def write(
    file_format: Format,
    columns: Mapping[str, str],
    *,
    rows: Rows,
    zone: tzinfo | None = None,
    sheet: Sheet | None = None,
) -> Iterator[bytes]:
    """Yield the file in pieces. `columns` is {key, as in JSON: header, as in the other formats}.

    Moments are written as local times of `zone` (the current one if None), in JSON with their
    offset.

    :raises Refused: if XLSX cannot hold a text or that many rows
    """
    zone, sheet = zone or timezone.get_current_timezone(), sheet or Sheet()
    match file_format:
        case "csv":
            mark = "\ufeff" if sheet.has_bom else ""
            texts = _csv(columns, _prepared(rows, zone), sheet.separator)
            return (piece.encode() for piece in chain([mark] if mark else [], texts))
        case "xlsx":
            return _from_file(lambda file: _xlsx(file, columns, _prepared(rows, zone), sheet))
        case "ods":
            return _from_file(lambda file: _ods(file, columns, _prepared(rows, zone), sheet))
    return (piece.encode() for piece in _json(columns, rows, zone))


def _prepared(rows: Rows, zone: tzinfo) -> Iterator[list[Cell]]:
    """Turn moments into local times of the zone; an hour that comes twice stays text."""
    for row in rows:
        yield [_local(cell, zone) if isinstance(cell, datetime) else cell for cell in row]


def _local(moment: datetime, zone: tzinfo) -> Cell:
    if moment.tzinfo is None:
        return moment
    local = moment.astimezone(zone)
    return local.isoformat(" ") if local.fold else local.replace(tzinfo=None)


# CSV


def guarded(written: str) -> str:
    """Return the text so that no spreadsheet program runs it as a formula."""
    if _FORMULA.match(written) and not _NEGATIVE.fullmatch(written):
        return "'" + written
    return written


def unguarded(written: str) -> str:
    """Return the text as it was before `guarded`."""
    return written[1:] if written.startswith("'") and _FORMULA.match(written) else written


def _csv(columns: Mapping[str, str], rows: Iterator[list[Cell]], separator: str) -> Iterator[str]:
    buffer = StringIO()
    writer = csv.writer(buffer, delimiter=separator)
    writer.writerow([guarded(label) for label in columns.values()])
    while batch := list(islice(rows, BATCH_ROWS)):
        writer.writerows([_csv_cell(cell, separator) for cell in row] for row in batch)
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()


def _csv_cell(cell: Cell, separator: str) -> str:
    match cell:
        case None:
            return ""
        case str():
            return guarded(cell)
        case bool():
            return "true" if cell else "false"
        case float() if separator == ";":
            return repr(cell).replace(".", ",")
        case datetime():
            return cell.isoformat(" ", "seconds")  # spreadsheet programs misread fractions
    return str(cell)


# JSON


def _json(columns: Mapping[str, str], rows: Rows, zone: tzinfo) -> Iterator[str]:
    before = "["
    for row in rows:
        cells = [_json_cell(cell, zone) for cell in row]
        yield before + json.dumps(dict(zip(columns, cells, strict=True)), ensure_ascii=False)
        before = ",\n"
    yield "[]\n" if before == "[" else "]\n"


def _json_cell(cell: Cell, zone: tzinfo) -> Any:
    if isinstance(cell, datetime) and cell.tzinfo:
        return cell.astimezone(zone).isoformat()
    if isinstance(cell, date | time):
        return cell.isoformat()
    return cell.total_seconds() if isinstance(cell, timedelta) else cell


# XLSX and ODS are packed, so they are finished before their first byte leaves.


def _from_file(fill: Callable[[IO[bytes]], None]) -> Iterator[bytes]:
    with TemporaryFile() as file:
        fill(file)
        file.seek(0)
        while chunk := file.read(CHUNK_BYTES):
            yield chunk


def _xlsx(
    file: IO[bytes], columns: Mapping[str, str], rows: Iterator[list[Cell]], look: Sheet
) -> None:
    with xlsxwriter.Workbook(file, {"constant_memory": True}) as book:
        sheet = book.add_worksheet(look.safe_name)
        for column, width in enumerate(look.widths_of(columns)):
            sheet.set_column(column, column, width)
        formats: dict[type, Any] = {
            datetime: book.add_format({"num_format": "dd.mm.yyyy hh:mm"}),
            date: book.add_format({"num_format": "dd.mm.yyyy"}),
        }
        sheet.set_row(0, None, book.add_format({"bold": True}))
        sheet.freeze_panes(1, 0)
        header: list[Cell] = list(columns.values())
        for number, row in enumerate(chain([header], rows)):
            _xlsx_row(sheet, number, row=row, formats=formats)


def _xlsx_row(sheet: Any, number: int, *, row: Sequence[Cell], formats: Mapping[type, Any]) -> None:
    if number > XLSX_ROWS:
        raise refused("sheets.xlsx_rows", limit=XLSX_ROWS)
    for column, cell in enumerate(row):
        _xlsx_cell(sheet, (number, column), cell, formats)


def _xlsx_cell(sheet: Any, place: tuple[int, int], cell: Cell, formats: Mapping[type, Any]) -> None:
    match cell:
        case None | "":
            return
        case bool():
            sheet.write_boolean(*place, cell)
        case int() | float():
            sheet.write_number(*place, cell)
        case date():
            sheet.write_datetime(*place, cell, formats[type(cell)])
        case _:
            if len(str(cell)) > XLSX_CELL_CHARACTERS:
                raise refused("sheets.xlsx_cell", row=place[0] + 1, limit=XLSX_CELL_CHARACTERS)
            sheet.write_string(*place, str(cell))


def _ods(
    file: IO[bytes], columns: Mapping[str, str], rows: Iterator[list[Cell]], look: Sheet
) -> None:
    document = odf.sheet(
        columns.values(), rows, name=look.safe_name, widths=look.widths_of(columns)
    )
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        archive.writestr(ZipInfo("mimetype"), FORMATS["ods"], ZIP_STORED)  # first and not packed
        archive.writestr("META-INF/manifest.xml", odf.MANIFEST)
        with archive.open("content.xml", "w") as content:
            content.writelines(piece.encode() for piece in document)
