"""The move itself: batch by batch, then sequences, foreign keys, and a look at every row."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from faden.config.backups import embedded
from faden.config.moving import target
from faden.config.moving.target import CannotMove, Database, Table
from faden.config.moving.values import MODULUS, checksum, converted

BATCH = 5_000  # rows
# Written even while the site is read-only: moved whole, at the end, in one transaction.
RESTLESS = ("django_session", "people_rate_limit")

Say = Callable[[str], None]


def move(database: Path, url: str, *, source: str, say: Say) -> int:
    """Move all tables of the SQLite file to the PostgreSQL database; return how many rows.

    :param source: what the file is known by, so that only its own move is resumed
    :raises CannotMove: when something is in the way, or different afterwards
    """
    try:
        there = psycopg.connect(url, autocommit=True, options="-c timezone=UTC")
    except psycopg.OperationalError as error:
        raise CannotMove(f"The database cannot be reached: {_line(error)}") from error
    with closing(there), closing(embedded.connect(database)) as here:
        target.begin(there, source=source, url=url)
        here.execute("BEGIN")  # one moment of the source
        found = target.all_tables(there)
        _require_same(here, found)
        for table in found:
            _fill(here, there, table=table, say=say)
        for table in found:
            target.set_sequence(there, table.name, last=_last_number(here, table.name))
        say("Putting the foreign keys back ...")
        target.add_keys(there)
        say("Comparing every row ...")
        n_rows = sum(_compared(here, there, table=table) for table in found)
        target.finish(there)
    return n_rows


def _require_same(here: sqlite3.Connection, found: list[Table]) -> None:
    """Make sure that the source has all that is to be filled."""
    for table in found:
        columns = {row[1] for row in here.execute(f'PRAGMA table_info("{table.name}")')}
        if missing := sorted(set(table.columns) - columns):
            raise CannotMove(f"{table.name} lacks {missing[0]}. Run first: faden migrate")


def _fill(here: sqlite3.Connection, there: Database, *, table: Table, say: Say) -> None:
    if table.name in RESTLESS:
        with there.transaction():
            there.execute(sql.SQL("TRUNCATE {}").format(sql.Identifier(table.name)))
            _copy(there, table, list(_rows(here, table, after=0)))
        return
    last, n_rows = target.step(there, table.name)
    n_all = here.execute(f'SELECT count(*) FROM "{table.name}"').fetchone()[0]  # noqa: S608
    rows = _rows(here, table, after=last)
    while batch := list(islice(rows, BATCH)):
        last, n_rows = batch[-1][0], n_rows + len(batch)
        with there.transaction():
            _copy(there, table, batch)
            target.store_step(there, table.name, last=last, n_rows=n_rows)
        say(f"{table.name}: {n_rows:,} of {n_all:,}")


def _rows(here: sqlite3.Connection, table: Table, *, after: int) -> Iterator[Sequence[Any]]:
    """Return the rows with their number in front, in its order."""
    names = ", ".join(f'"{name}"' for name in table.columns)
    question = f'SELECT rowid, {names} FROM "{table.name}" WHERE rowid > ? ORDER BY rowid'  # noqa: S608
    return here.execute(question, [after])


def _copy(there: Database, table: Table, rows: list[Sequence[Any]]) -> None:
    try:
        _copy_converted(there, table, rows)
    except (psycopg.DataError, psycopg.IntegrityError, ValueError) as error:
        raise CannotMove(
            f"A row of {table.name} from number {rows[0][0]} on does not fit: {_line(error)}"
        ) from error


def _copy_converted(there: Database, table: Table, rows: list[Sequence[Any]]) -> None:
    names = sql.SQL(", ").join(map(sql.Identifier, table.columns))
    command = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table.name), names)
    with there.cursor() as cursor, cursor.copy(command) as copy:
        for _number, *row in rows:
            copy.write_row(converted(row, table.types))


def _last_number(here: sqlite3.Connection, table: str) -> int:
    """Return the highest number that a row of the table ever had."""
    row = here.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", [table]).fetchone()
    return int(row[0]) if row else 0


def _compared(here: sqlite3.Connection, there: Database, *, table: Table) -> int:
    """Return how many rows the table has in both.

    :raises CannotMove: when they differ
    """
    theirs, ours = (0, 0), (0, 0)
    for _number, *row in _rows(here, table, after=0):
        ours = _added(ours, converted(row, table.types), table)
    names = sql.SQL(", ").join(map(sql.Identifier, table.columns))
    with there.transaction(), there.cursor("compared") as cursor:
        cursor.itersize = BATCH
        cursor.execute(sql.SQL("SELECT {} FROM {}").format(names, sql.Identifier(table.name)))
        for row in cursor:
            theirs = _added(theirs, row, table)
    if ours != theirs:
        raise CannotMove(
            f"{table.name} is different: {ours[0]:,} rows here, {theirs[0]:,} there. "
            "Was something written meanwhile? Begin again with an empty database."
        )
    return ours[0]


def _added(known: tuple[int, int], row: Sequence[Any], table: Table) -> tuple[int, int]:
    n_rows, total = known
    return n_rows + 1, (total + checksum(row, table.types)) % MODULUS


def _line(error: BaseException) -> str:
    """Return what an error says, without the lines that quote values."""
    return str(error).strip().partition("\n")[0]
