"""Making a backup: aside first, whole, on the disk, and only then under its name."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

import psycopg
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.recorder import MigrationRecorder

from faden.backbone.audit import journal
from faden.backbone.audit.actions import journaled
from faden.backbone.audit.models import LogEntry
from faden.config.backups import embedded, files, manifest, postgres
from faden.config.backups.manifest import BadBackup, Manifest

PREFIX = "faden-"
KEPT = 7  # backups, unless told otherwise
PART = ".part"
TROUBLE = (OSError, BadBackup, DatabaseError, psycopg.Error, sqlite3.Error)
RESERVE = 1.1  # of the space that a backup may need at most


@dataclass(frozen=True)
class Made:
    """A backup that is there."""

    path: Path
    n_bytes: int
    seconds: float


def make(folder: Path, *, keep: int, now: datetime) -> Made:
    """Make a backup in the folder and drop the oldest ones beyond `keep`; the site goes on.

    :raises BadBackup: when it cannot be made; nothing half is left under the name of a backup
    """
    began = time.monotonic()
    try:
        with _private(), _only_one(folder):
            path = _made(folder, now=now)
            _drop(existing(folder)[:-keep])
    except TROUBLE as error:
        reason = str(error).strip().partition("\n")[0]
        _tell({"at": now.isoformat(), "is_made": False, "reason": reason, "folder": str(folder)})
        raise BadBackup(f"No backup was made: {reason}") from error
    made = Made(path, manifest.read(path).n_bytes, time.monotonic() - began)
    _tell({"at": now.isoformat(), "is_made": True, "reason": "", "folder": str(folder)})
    return made


def existing(folder: Path) -> list[Path]:
    """Return the whole backups in the folder, the oldest first."""
    return sorted(path for path in folder.glob(f"{PREFIX}*") if (path / manifest.NAME).is_file())


def catch_up() -> int:
    """Put into the journal what the log has and it lacks; return how many acts that were.

    A process that is killed right after its write leaves such a gap.
    """
    known = {entry.log for entry in journal.entries() if entry.log}
    recorded = LogEntry.objects.filter(action__in=journal.RECORDED).order_by("pk")
    missing = [entry for entry in map(journaled, recorded.iterator()) if entry.log not in known]
    if missing:
        journal.append(missing)
    return len(missing)


def applied() -> list[str]:
    """Return the names of all migrations that the database has."""
    return sorted(
        f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations()
    )


def _made(folder: Path, *, now: datetime) -> Path:
    name = f"{PREFIX}{now:%Y%m%dT%H%M%SZ}"
    part = folder / f".{name}{PART}"
    for left in folder.glob(f".{PREFIX}*{PART}"):  # of one that was killed
        shutil.rmtree(left)
    if (folder / name).exists():
        raise BadBackup(f"{folder / name} is there already.")
    _require_space(folder)
    part.mkdir(mode=0o700)
    try:
        _fill(part, before=next(reversed(existing(folder)), None), now=now)
        os.sync()
        part.rename(folder / name)
        _sync(folder)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    return folder / name


def _fill(part: Path, *, before: Path | None, now: datetime) -> None:
    """Copy the database first and the files second: no picture is lost that the database knows."""
    catch_up()
    head = Manifest(
        version=version("faden"),
        taken_at=now.isoformat(),
        vendor=connection.vendor,
        database_version=database_version(),
        migrations=applied(),
        tables={},
        journal=journal.position(),
    )
    if connection.vendor == "sqlite":
        rows, sequences = embedded.dump(Path(str(connection.settings_dict["NAME"])), part)
    else:
        rows, sequences = postgres.dump(part)
    known = manifest.read(before).files if before else {}
    places = files.kept(apart=part.parent)
    earlier = before / files.FOLDER if before else None
    files.copy(places, part / files.FOLDER, before=earlier, known=known)
    stored = {
        str(path.relative_to(part)): (path.stat().st_size, manifest.checksum(path))
        for path in manifest.walk(part)
    }
    manifest.write(part, replace(head, tables=rows, sequences=sequences, files=stored))


def database_version() -> str:
    """Return which release the database is."""
    question = "SELECT sqlite_version()" if connection.vendor == "sqlite" else "SHOW server_version"
    with connection.cursor() as cursor:
        cursor.execute(question)
        return str(cursor.fetchone()[0])


def _require_space(folder: Path) -> None:
    needed = files.size_of(files.kept(apart=folder))
    if connection.vendor == "sqlite":
        needed += files.size_of([Path(str(connection.settings_dict["NAME"]))])
    free = shutil.disk_usage(folder).free
    if free < needed * RESERVE:
        raise BadBackup(f"{folder} has {free:,} bytes left; up to {needed:,} are needed.")


@contextmanager
def _private() -> Iterator[None]:
    """Let whatever is written be the owner's alone."""
    before = os.umask(0o077)
    try:
        yield
    finally:
        os.umask(before)


@contextmanager
def _only_one(folder: Path) -> Iterator[None]:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError as error:
        raise BadBackup(f"Another backup is being made in {folder}.") from error
    finally:
        os.close(handle)


def _drop(backups: list[Path]) -> None:
    """Delete backups; under another name first, so that a half deleted one is none."""
    for backup in backups:
        aside = backup.with_name(f".{backup.name}{PART}")
        backup.rename(aside)
        shutil.rmtree(aside)


def _tell(status: dict[str, object]) -> None:
    """Leave word for the health page."""
    path = Path(settings.DATA) / files.STATUS
    beside = path.with_suffix(".part")
    with suppress(OSError):  # the folder cannot be written: the health page says that by itself
        beside.write_text(json.dumps(status), encoding="utf-8")
        beside.rename(path)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
