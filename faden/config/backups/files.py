"""The files beside the database: copied, or linked to the backup before where they are the same."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from django.conf import settings
from django.db import connection

from faden.config.backups.manifest import checksum, walk
from faden.config.running import FILE as RUNNING

FOLDER = "files"
STATUS = "backup.json"  # how the last backup went
STAGED = ".restoring"
MADE_ANEW = {"static", RUNNING, STATUS, STAGED}
EARLIER = "before-restore-"

Stored = Mapping[str, tuple[int, str]]


def kept(*, apart: Path) -> list[Path]:
    """Return what of the data folder belongs into a backup: all but the database and what is made.

    :param apart: where backups lie, which may be in the same folder
    """
    data, database = Path(settings.DATA), database_files()
    return [
        path
        for path in sorted(data.iterdir())
        if path.name not in MADE_ANEW | database and not path.name.startswith(EARLIER)
        if path.resolve() != apart.resolve()
    ]


def database_files() -> set[str]:
    """Return the names of the files that are the embedded database, or were it before a move."""
    names = {"faden.sqlite3"}
    if connection.vendor == "sqlite":
        names.add(Path(str(connection.settings_dict["NAME"])).name)
    return {name + ending for name in names for ending in ("", "-wal", "-shm", "-journal")}


def size_of(places: Iterable[Path]) -> int:
    """Return how many bytes lie there; what vanishes meanwhile counts nothing."""
    return sum(path.lstat().st_size for place in places for path in _all(place) if path.exists())


def copy(places: Iterable[Path], target: Path, *, before: Path | None, known: Stored) -> None:
    """Copy what lies there into the target; what the backup before has as well is linked.

    A file that is deleted meanwhile is left out: the journal tells why.

    :param before: the folder of files of the backup before
    :param known: what its manifest says
    """
    data = Path(settings.DATA)
    for place in places:
        for path in _all(place):
            name = path.relative_to(data)
            (target / name).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            _copy_or_link(path, target / name, earlier=_earlier(path, name, before, known))


def _copy_or_link(path: Path, target: Path, *, earlier: Path | None) -> None:
    try:
        if earlier is not None:
            os.link(earlier, target)
            return
    except OSError:  # another disk, or too many links: a copy does
        target.unlink(missing_ok=True)
    try:
        shutil.copy2(path, target)
        target.chmod(0o600)
    except FileNotFoundError:
        target.unlink(missing_ok=True)


def _earlier(path: Path, name: Path, before: Path | None, known: Stored) -> Path | None:
    """Return the same file in the backup before, if it has the same content."""
    stored = known.get(f"{FOLDER}/{name}")
    if before is None or stored is None or not (before / name).exists():
        return None
    try:
        is_same = path.stat().st_size == stored[0] and checksum(path) == stored[1]
    except FileNotFoundError:
        return None
    return before / name if is_same else None


def _all(place: Path) -> Iterable[Path]:
    return walk(place) if place.is_dir() else [place]
