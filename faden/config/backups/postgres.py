"""A PostgreSQL database as one file a table, written and read by COPY in one transaction.

No program of PostgreSQL is needed, so that neither its version nor whether it is installed matters.
The shape of the tables comes from the migrations, which the manifest names.
"""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.db import connection
from psycopg import Connection, sql

from faden.config.backups.manifest import CHUNK, BadBackup

FOLDER = "database"
LEVEL = 4  # of compression
TABLES = """
    SELECT c.relname FROM pg_class c
    WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' ORDER BY 1"""
COLUMNS = """
    SELECT attname FROM pg_attribute WHERE attrelid = quote_ident(%s)::regclass
    AND attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attnum"""
SEQUENCES = """
    SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = current_schema()"""


def dump(folder: Path) -> tuple[dict[str, int], dict[str, int | None]]:
    """Write every table as it is at one moment; return `({table: rows}, {sequence: last})`."""
    target = folder / FOLDER
    target.mkdir(mode=0o700)
    database = raw()
    with database.transaction():
        database.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        _write_plainly(database)
        rows = {table: _write(database, table, target=target) for table in tables(database)}
        return rows, dict(database.execute(SEQUENCES).fetchall())


def load(folder: Path, *, rows: dict[str, int], sequences: dict[str, int | None]) -> None:
    """Fill the tables, which are there, with what the backup holds, in one transaction.

    :raises BadBackup: when a table has other rows afterwards than were stored
    """
    database = raw()
    with database.transaction():
        _write_plainly(database)
        database.execute("SET CONSTRAINTS ALL DEFERRED")
        there = [sql.Identifier(table) for table in tables(database)]
        database.execute(sql.SQL("TRUNCATE {}").format(sql.SQL(", ").join(there)))
        source = folder / FOLDER
        if {table: _read(database, table, source=source) for table in rows} != rows:
            raise BadBackup("The backup is damaged: a table has another number of rows.")
        for name, last in sequences.items():
            database.execute(
                "SELECT setval(quote_ident(%s)::regclass, %s, %s)",
                (name, last or 1, last is not None),
            )


def raw() -> Connection[Any]:
    """Return the connection below Django's."""
    connection.ensure_connection()
    lent: Connection[Any] = connection.connection
    return lent


def tables(database: Connection[Any]) -> list[str]:
    """Return the names of all tables of the schema."""
    return [name for (name,) in database.execute(TABLES).fetchall()]


def columns(database: Connection[Any], table: str) -> list[str]:
    """Return the columns that hold something of their own."""
    return [name for (name,) in database.execute(COLUMNS, (table,)).fetchall()]


def _write_plainly(database: Connection[Any]) -> None:
    """Let dates and numbers be written in the same way whatever the server is set to."""
    for setting in ("DateStyle TO 'ISO, YMD'", "TimeZone TO 'UTC'", "bytea_output TO 'hex'"):
        database.execute(f"SET LOCAL {setting}".encode())


def _write(database: Connection[Any], table: str, *, target: Path) -> int:
    names = columns(database, table)
    command = sql.SQL("COPY {} ({}) TO STDOUT").format(sql.Identifier(table), _list(names))
    path = target / f"{table}.copy.gz"
    with gzip.open(path, "wb", LEVEL) as file, database.cursor() as cursor:
        with cursor.copy(command) as copy:
            file.writelines(copy)
        n_rows = cursor.rowcount
    (target / f"{table}.columns").write_text("\n".join(names), encoding="utf-8")
    return n_rows


def _read(database: Connection[Any], table: str, *, source: Path) -> int:
    names = (source / f"{table}.columns").read_text(encoding="utf-8").split()
    command = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), _list(names))
    with gzip.open(source / f"{table}.copy.gz", "rb") as file, database.cursor() as cursor:
        with cursor.copy(command) as copy:
            shutil.copyfileobj(file, copy, CHUNK)
        return cursor.rowcount


def _list(names: Iterable[str]) -> sql.Composed:
    return sql.SQL(", ").join(map(sql.Identifier, names))
