"""One way to read any table, whatever it is written in."""

import zlib
from collections.abc import Generator, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from zipfile import BadZipFile, ZipFile

from faden.lib.sheets.kinds import Kind, kind_of
from faden.lib.sheets.markup import COLUMN_LIMIT
from faden.lib.sheets.ods import ods_rows
from faden.lib.sheets.reasons import refused
from faden.lib.sheets.separated import separated_rows
from faden.lib.sheets.values import Cell
from faden.lib.sheets.writing import unguarded
from faden.lib.sheets.xlsx import xlsx_rows

Source = str | Path | IO[bytes]
_BROKEN = (
    BadZipFile,
    zlib.error,
    EOFError,
    LookupError,
    ValueError,
    RuntimeError,
    NotImplementedError,
    OverflowError,
    StopIteration,
)


@dataclass(frozen=True, slots=True)
class HeaderRow:
    """The names of the columns, as they stand in the file."""

    number: int
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One row below the header."""

    number: int  # as the spreadsheet program shows it: the header is usually row 1
    cells: Mapping[str, Cell]  # {name of the column: what the cell holds, None if empty}
    surplus: int = 0  # filled cells to the right of the last named column


def header(source: Source, name: str | None = None) -> HeaderRow:
    """Return the names of the columns.

    :raises Refused: if the file is no table
    """
    with _opened(source) as file, closing(_numbered_rows(file, name or _name_of(source))) as rows:
        return _header(rows)


def read(source: Source, name: str | None = None) -> Iterator[Row]:
    """Yield the rows below the header, in constant memory. Empty rows are left out, but counted.

    `name` is the name under which the file came; its end must agree with the content.

    :raises Refused: if the file is no table, or at the row that cannot be read
    """
    with _opened(source) as file, closing(_numbered_rows(file, name or _name_of(source))) as rows:
        names = _header(rows).names
        named = [(index, column) for index, column in enumerate(names) if column]
        for number, cells in rows:
            cells.extend([None] * (len(names) - len(cells)))
            surplus = sum(
                cell not in (None, "") and (index >= len(names) or not names[index])
                for index, cell in enumerate(cells)
            )
            yield Row(number, {column: cells[index] for index, column in named}, surplus)


def _name_of(source: Source) -> str:
    return str(source) if isinstance(source, str | Path) else ""


@contextmanager
def _opened(source: Source) -> Iterator[IO[bytes]]:
    if not isinstance(source, str | Path):
        yield source
        return
    with Path(source).open("rb") as file:
        yield file


def _numbered_rows(file: IO[bytes], name: str) -> Generator[tuple[int, list[Cell]]]:
    kind = kind_of(file, name)
    if kind == Kind.CSV:
        for number, cells in separated_rows(file):
            yield number, [unguarded(cell) for cell in cells]
        return
    try:
        with ZipFile(file) as archive:
            yield from xlsx_rows(archive) if kind == Kind.XLSX else ods_rows(archive)
    except _BROKEN:
        raise refused("sheets.damaged") from None


def _header(rows: Iterator[tuple[int, list[Cell]]]) -> HeaderRow:
    """Return the first filled row; a column without a name is "" in it."""
    number, cells = next(rows, (1, []))
    names = tuple(" ".join(str(cell or "").split()) for cell in cells)
    if not any(names):
        raise refused("sheets.no_header")
    if len(names) > COLUMN_LIMIT:
        raise refused("sheets.too_many_columns", row=number, limit=COLUMN_LIMIT)
    for name in names:
        if name and names.count(name) > 1:
            raise refused("sheets.repeated_header", column=name)
    return HeaderRow(number, names)
