"""The two passes of an import: every row is checked, then every row is written."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import TypeVar

from faden.backbone.people.models import Person
from faden.backbone.processes.models import Process
from faden.lib.refused import Refused
from faden.lib.sheets import Row, header, read
from faden.surfaces.importers import actions, files, queries
from faden.surfaces.importers.actions.rows import Progress
from faden.surfaces.importers.checking import Check
from faden.surfaces.importers.columns import (
    COMMENTS,
    IDEAS,
    MappingFile,
    Plan,
    guessed,
    mapping_file,
)
from faden.surfaces.importers.models import ImportFile, ImportRun
from faden.surfaces.importers.problems import Problem
from faden.surfaces.importers.rows import SourceRow, Surroundings, comment_of, idea_of

BATCH_ROWS = 200
REST_S = 0.12  # who waits for SQLite's lock asks again every 0.1 s at the latest
RowT = TypeVar("RowT", bound=SourceRow)
MAPS = Path(__file__).parent / "maps"


@dataclass(frozen=True)
class Order:
    """What is to be imported, from files of this machine."""

    process: Process
    ideas: Path
    comments: Path | None = None
    mapping: MappingFile | None = None  # None: the columns are guessed
    source: str = ""  # "": the mapping says it


def mapping_named(name: str) -> MappingFile:
    """Return the mapping of a file, or the one that Faden brings along under this name.

    :raises Refused: if it cannot be read
    """
    own = MAPS / f"{name}.toml"
    return mapping_file(own if own.is_file() and not Path(name).is_file() else Path(name))


def begin(order: Order, *, actor: Person | None, now: datetime) -> ImportRun:
    """Keep copies of the files and check every row; the run is then ready, or has problems.

    :raises Refused: if a file is no table
    """
    mapping = order.mapping or MappingFile(_guessed_plan(order))
    run = actions.create_run(
        order.process,
        order.source or mapping.source,
        tables=_kept(order),
        actor=actor,
        now=now,
    )
    actions.assign_columns(run, mapping.plan, actor=actor, now=now, in_job=False)
    run.refresh_from_db()
    first_pass(run, progress=silent, now=now)
    run.refresh_from_db()
    return run


def import_now(order: Order, *, actor: Person | None, now: datetime) -> ImportRun:
    """Do the whole import in this process, and return it done, or refused with its problems.

    :raises Refused: if a file is no table
    """
    run = begin(order, actor=actor, now=now)
    if run.state == ImportRun.State.READY:
        actions.start(run, actor=actor, now=now, in_job=False)
        second_pass(run, progress=silent, now=now, is_alone=True)
        run.refresh_from_db()
    return run


def first_pass(run: ImportRun, *, progress: Progress, now: datetime) -> None:
    """Check every row, and keep what is wrong."""
    check = Check(run, queries.surroundings(run, now=now), tell=progress)
    problems = check.problems()
    actions.checked(run, problems, n_rows=check.n_rows)


def second_pass(
    run: ImportRun, *, progress: Progress, now: datetime, is_alone: bool = False
) -> None:
    """Write all rows that are not written yet, and then show them.

    After each batch the import rests, so that people who write at the same time get their turn and
    never wait longer than for one batch; `is_alone`: nobody does.

    :raises Refused: if a file is gone, or a row is not what was checked
    """
    pace = _Pace(progress, now, 0 if is_alone else REST_S)
    for file in queries.files_of(run):
        if file.table == IDEAS:
            _write(file, idea_of, actions.write_ideas, pace)
        else:
            _write(file, comment_of, actions.write_comments, pace)
    actions.publish(run, now=now)


@dataclass(frozen=True)
class _Pace:
    progress: Progress
    now: datetime
    rest_s: float


def _write(
    file: ImportFile,
    convert: Callable[[Row, Surroundings], tuple[RowT, list[Problem]]],
    write: Callable[..., None],
    pace: _Pace,
) -> None:
    """Write the rows behind those that are done, in batches."""
    files.check_unchanged(file.stored_as, file.sha256)
    around = queries.surroundings(file.run, now=pace.now)
    table = read(files.path_of(file.stored_as), file.name)
    rows = (_sound(convert(row, around)) for row in islice(table, file.n_done, None))
    while batch := list(islice(rows, BATCH_ROWS)):
        file.refresh_from_db()
        write(file, batch, progress=pace.progress, now=pace.now)
        time.sleep(pace.rest_s)


def _sound(converted: tuple[RowT, list[Problem]]) -> RowT:
    """Return the row; something it is compared with may have changed since it was checked."""
    row, problems = converted
    if problems:
        raise Refused(problems[0].refusal)
    return row


def _kept(order: Order) -> Mapping[str, files.Stored]:
    kept = {IDEAS: files.keep_copy(order.ideas)}
    try:
        if order.comments:
            kept[COMMENTS] = files.keep_copy(order.comments)
    except Refused:
        files.remove(kept[IDEAS].stored_as)
        raise
    return kept


def _guessed_plan(order: Order) -> Plan:
    comments = order.comments and guessed(COMMENTS, header(order.comments).names)
    return Plan(ideas=guessed(IDEAS, header(order.ideas).names), comments=comments or {})


def silent(_done: int, _total: int) -> None:
    """Tell nobody."""
