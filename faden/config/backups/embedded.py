"""The embedded database as one file: copied while in use, checked, put in place."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from faden.config.backups.manifest import BadBackup

FILE = "database.sqlite3"
PAGES = 2_000  # a step of copying; writers go on meanwhile


def dump(database: Path, folder: Path) -> tuple[dict[str, int], dict[str, int | None]]:
    """Copy the database as it is at one moment; return `({table: rows}, {})`.

    :raises BadBackup: when the copy is not whole
    """
    target = folder / FILE
    with closing(connect(database)) as source, closing(sqlite3.connect(target)) as copy:
        source.execute("BEGIN")  # one snapshot, however long the copying takes
        source.execute("SELECT count(*) FROM sqlite_master").fetchone()
        source.backup(copy, pages=PAGES)
        copy.execute("PRAGMA journal_mode=DELETE")  # the file stands alone
    with closing(connect(target)) as copy:
        check(copy)
        return counts(copy), {}


def load(folder: Path, database: Path, *, earlier: Path) -> None:
    """Put the copy where the database lies; what lay there goes into the folder `earlier`."""
    beside = database.with_name(f"{database.name}.restoring")
    beside.unlink(missing_ok=True)
    shutil.copyfile(folder / FILE, beside)
    beside.chmod(0o600)
    with beside.open("rb") as file:
        os.fsync(file.fileno())
    for ending in ("-wal", "-shm", ""):
        old = database.with_name(database.name + ending)
        if old.exists():
            earlier.mkdir(mode=0o700, exist_ok=True)
            shutil.move(old, earlier / old.name)  # it may be another disk
    beside.rename(database)


def verify(folder: Path, tables: dict[str, int]) -> None:
    """Look into the database of a backup.

    :raises BadBackup: when it is damaged or other than its manifest
    """
    with closing(connect(folder / FILE)) as copy:
        check(copy)
        if counts(copy) != tables:
            raise BadBackup("The backup is damaged: its tables have other numbers of rows.")


def connect(database: Path) -> sqlite3.Connection:
    """Open for reading only."""
    return sqlite3.connect(f"file:{database}?mode=ro", uri=True, isolation_level=None)


def check(database: sqlite3.Connection) -> None:
    """Make sure that the file is whole and no row points at nothing.

    :raises BadBackup: when it is not
    """
    try:
        found = database.execute("PRAGMA integrity_check(1)").fetchone()[0]
        dangling = database.execute("PRAGMA foreign_key_check").fetchone()
    except sqlite3.DatabaseError as error:
        raise BadBackup(f"The database is damaged: {error}.") from error
    if found != "ok":
        raise BadBackup(f"The database is damaged: {found}.")
    if dangling:
        raise BadBackup(f"The database is damaged: a row of {dangling[0]} points at nothing.")


def counts(database: sqlite3.Connection) -> dict[str, int]:
    """Return `{table: rows}` of all tables; those inside of indexes have none of their own."""
    found = database.execute("PRAGMA table_list").fetchall()
    names = [name for _schema, name, kind, *_rest in found if kind == "table"]
    return {
        name: database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608
        for name in sorted(names)
        if not name.startswith("sqlite_")
    }
