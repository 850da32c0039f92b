"""The way back from a backup: verified first, put aside, and only then in place."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from faden.backbone.audit import journal
from faden.config.backups import embedded, files, making, manifest, postgres, schema
from faden.config.backups.manifest import BadBackup, Manifest
from faden.config.backups.replay import bring_up_to_date

Say = Callable[[str], None]


@dataclass(frozen=True)
class Restored:
    """What was done."""

    backup: Manifest
    replayed: Counter[str]
    has_journal: bool
    earlier: Path | None  # where the files and the embedded database of before lie now


def restore(folder: Path, *, replaces: bool, now: datetime, say: Say) -> Restored:
    """Put the backup in place of what is there; the site must not run.

    :param replaces: even where there are data already
    :raises BadBackup: when it cannot be restored; then nothing has changed
    """
    backup = manifest.read(folder)
    _require_fit(backup)
    say("Verifying the backup ...")
    manifest.verify(folder, backup)
    if backup.vendor == "sqlite":
        embedded.verify(folder, backup.tables)
    is_filled = schema.is_filled()
    if is_filled and not replaces:
        raise BadBackup("The database holds data already. To replace them: --replace.")
    _require_space(backup)
    if is_filled:
        making.catch_up()
    name, last = journal.position() if journal.path().exists() else ("", 0)
    say("Putting it in place ...")
    earlier = _put(folder, backup, now=now)
    call_command("migrate", verbosity=0)
    is_same_journal = name == backup.journal[0]
    since = backup.journal[1]
    entries = [e for e in journal.entries(after=since) if e.n <= last] if is_same_journal else None
    replayed = bring_up_to_date(entries, now=now)
    return Restored(backup, replayed, is_same_journal, earlier)


def _require_fit(backup: Manifest) -> None:
    if backup.vendor != connection.vendor:
        raise BadBackup(
            f"The backup is of {backup.vendor}, the database is {connection.vendor}. "
            "Restore it to SQLite and run: faden move-to-postgres"
        )
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    if unknown := sorted(set(backup.migrations) - known):
        raise BadBackup(
            f"A newer Faden ({backup.version}) made this backup; this one lacks {unknown[0]}."
        )


def _require_space(backup: Manifest) -> None:
    free = shutil.disk_usage(settings.DATA).free
    if free < backup.n_bytes:
        raise BadBackup(f"{settings.DATA} has {free:,} bytes left; {backup.n_bytes:,} are needed.")


def _put(folder: Path, backup: Manifest, *, now: datetime) -> Path | None:
    """Prepare everything beside what is there, then change the names."""
    data = Path(settings.DATA)
    staged = data / files.STAGED
    shutil.rmtree(staged, ignore_errors=True)
    staged.mkdir(mode=0o700)
    if (folder / files.FOLDER).exists():
        shutil.copytree(folder / files.FOLDER, staged, dirs_exist_ok=True, symlinks=True)
    staged.chmod(0o700)
    if journal.path().exists():  # it knows more than the one of the backup
        (staged / journal.path().name).unlink(missing_ok=True)
    earlier = data / f"{files.EARLIER}{now:%Y%m%dT%H%M%SZ}"
    if backup.vendor == "sqlite":
        connection.close()
        database = Path(str(connection.settings_dict["NAME"]))
        embedded.load(folder, database, earlier=earlier)
    else:
        with schema.beside(backup.migrations):
            postgres.load(folder, rows=backup.tables, sequences=backup.sequences)
    for path in sorted(staged.iterdir()):
        _exchange(path, data / path.name, earlier=earlier)
    staged.rmdir()
    return earlier if earlier.exists() else None


def _exchange(new: Path, place: Path, *, earlier: Path) -> None:
    if place.exists():
        earlier.mkdir(mode=0o700, exist_ok=True)
        place.rename(earlier / place.name)
    new.rename(place)
