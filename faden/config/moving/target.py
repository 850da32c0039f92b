"""The database that is moved to: what was begun there, and the shape of its tables."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from typing import Any

from psycopg import Connection, sql

from faden.config.backups.manifest import BadBackup
from faden.config.backups.postgres import tables

STEPS, KEYS = "faden_move_step", "faden_move_key"
TYPES = """
    SELECT column_name, udt_name FROM information_schema.columns
    WHERE table_schema = current_schema() AND table_name = %s AND is_generated = 'NEVER'
    ORDER BY ordinal_position"""
FOREIGN_KEYS = """
    SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
    WHERE contype = 'f' AND connamespace = current_schema()::regnamespace"""
SERIAL = "SELECT pg_get_serial_sequence(quote_ident(%s), 'id')"

Database = Connection[Any]


class CannotMove(BadBackup):
    """Its text is for people: why nothing was moved."""


@dataclass(frozen=True)
class Table:
    """A table to be filled."""

    name: str
    columns: list[str]
    types: list[str]


def begin(database: Database, *, source: str, url: str) -> None:
    """Make the tables, or go on where an earlier run of the same source was stopped.

    :raises CannotMove: when the database holds anything that no such run has begun
    """
    names = tables(database)
    if names and STEPS not in names:
        raise CannotMove("The database is not empty. Give an empty one.")
    with database.transaction():
        database.execute(
            "CREATE TABLE IF NOT EXISTS faden_move_step"
            " (name text PRIMARY KEY, last bigint NOT NULL, n_rows bigint NOT NULL, source text)"
        )
        database.execute(
            "CREATE TABLE IF NOT EXISTS faden_move_key (owner text, name text, definition text)"
        )
        database.execute(
            "INSERT INTO faden_move_step VALUES ('', 0, 0, %s) ON CONFLICT DO NOTHING", [source]
        )
    begun = _one(database, "SELECT source FROM faden_move_step WHERE name = ''")
    if begun != source:
        raise CannotMove("Another site was being moved there. Give an empty database.")
    if not _is_prepared(database):
        _migrate(url)
        _prepare(database)


def all_tables(database: Database) -> list[Table]:
    """Return the tables to be filled."""
    found = []
    for name in tables(database):
        if name not in (STEPS, KEYS):
            columns = database.execute(TYPES, [name]).fetchall()
            found.append(Table(name, [c for c, _ in columns], [kind for _, kind in columns]))
    return found


def step(database: Database, table: str) -> tuple[int, int]:
    """Return the last row of the source that is there, and how many rows are."""
    row = database.execute(
        "SELECT last, n_rows FROM faden_move_step WHERE name = %s", [table]
    ).fetchone()
    return row or (0, 0)


def store_step(database: Database, table: str, *, last: int, n_rows: int) -> None:
    """Remember how far the table is; part of the transaction that fills it."""
    database.execute(
        "INSERT INTO faden_move_step VALUES (%s, %s, %s) ON CONFLICT (name) DO UPDATE"
        " SET last = excluded.last, n_rows = excluded.n_rows",
        [table, last, n_rows],
    )


def set_sequence(database: Database, table: str, *, last: int) -> None:
    """Let new rows of the table have higher numbers than any had before."""
    has_id = "SELECT 1 FROM information_schema.columns WHERE table_schema = current_schema()"
    if not _one(database, f"{has_id} AND table_name = %s AND column_name = 'id'", table):
        return
    sequence = _one(database, SERIAL, table)
    if sequence and last:
        database.execute("SELECT setval(%s, %s)", [sequence, last])


def add_keys(database: Database) -> None:
    """Put the foreign keys back; the database looks at every row for it."""
    for table, name, definition in database.execute("SELECT * FROM faden_move_key").fetchall():
        with database.transaction():
            add = sql.SQL("ALTER TABLE {} ADD CONSTRAINT {} {}").format(
                sql.SQL(table), sql.Identifier(name), sql.SQL(definition)
            )
            database.execute(add)
            database.execute(
                "DELETE FROM faden_move_key WHERE owner = %s AND name = %s", [table, name]
            )


def finish(database: Database) -> None:
    """Let the planner learn the tables and leave nothing of the move behind."""
    database.execute("ANALYZE")
    database.execute("DROP TABLE faden_move_step, faden_move_key")


def _migrate(url: str) -> None:
    """Run the migrations there, in a process of its own, which knows no other database."""
    environment = {**os.environ, "FADEN_DATABASE_URL": url}
    environment.pop("FADEN_DATABASE_URL_FILE", None)
    command = [sys.executable, "-m", "faden.config.cli", "migrate", "--verbosity", "0"]
    ended = subprocess.run(  # noqa: S603 - our own
        command, env=environment, check=False, capture_output=True, text=True
    )
    if ended.returncode:
        raise CannotMove(f"The tables cannot be made: {ended.stderr.strip().splitlines()[-1]}")


def _is_prepared(database: Database) -> bool:
    return bool(_one(database, "SELECT last FROM faden_move_step WHERE name = ''"))


def _prepare(database: Database) -> None:
    """Empty what the migrations have filled, and take the foreign keys away until all is there."""
    with database.transaction():
        keys = database.execute(FOREIGN_KEYS).fetchall()
        for table, name, definition in keys:
            database.execute(
                "INSERT INTO faden_move_key VALUES (%s, %s, %s)", [table, name, definition]
            )
            drop = sql.SQL("ALTER TABLE {} DROP CONSTRAINT {}")
            database.execute(drop.format(sql.SQL(table), sql.Identifier(name)))
        names = [sql.Identifier(table.name) for table in all_tables(database)]
        database.execute(sql.SQL("TRUNCATE {}").format(sql.SQL(", ").join(names)))
        database.execute("UPDATE faden_move_step SET last = 1 WHERE name = ''")


def _one(database: Database, question: str, *values: str) -> Any:
    row = database.execute(question.encode(), values).fetchone()
    return row and row[0]
