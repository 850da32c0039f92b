"""What the files say, shown before anything is written."""

from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from faden.lib.sheets import Cell, header, read
from faden.lib.sheets.values import shown
from faden.surfaces.importers import queries
from faden.surfaces.importers.files import path_of
from faden.surfaces.importers.models import ImportFile, ImportRun
from faden.surfaces.importers.rows import IdeaRow, idea_of

SAMPLE_ROWS = 3
PREVIEW_ROWS = 5


@dataclass(frozen=True)
class Sample:
    """The first rows of a file as they stand in it."""

    file: ImportFile
    headers: tuple[str, ...]
    rows: list[list[str]]  # shortened


def samples(run: ImportRun) -> list[Sample]:
    """Return the first rows of each file.

    :raises Refused: if a file cannot be read
    """
    return [_sample(file) for file in queries.files_of(run)]


def _sample(file: ImportFile) -> Sample:
    path = path_of(file.stored_as)
    headers = tuple(filter(None, header(path, file.name).names))
    rows = islice(read(path, file.name), SAMPLE_ROWS)
    return Sample(file, headers, [[_short(row.cells[name]) for name in headers] for row in rows])


def _short(cell: Cell) -> str:
    return "" if cell is None else shown(cell)


def preview(run: ImportRun, *, now: datetime) -> list[IdeaRow]:
    """Return the first contributions as they would be imported.

    :raises Refused: if the file cannot be read
    """
    around = queries.surroundings(run, now=now)
    file = queries.files_of(run)[0]
    rows = islice(read(path_of(file.stored_as), file.name), PREVIEW_ROWS)
    return [idea_of(row, around)[0] for row in rows]
