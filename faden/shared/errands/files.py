"""The files that were made: outside the web root, under random names, for a week."""

import secrets
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

ABANDONED = timedelta(days=1)  # a file that nobody knows was left by a process that died


def keep(pieces: Iterable[bytes]) -> str:
    """Write a file piece by piece and return the name under which it is kept."""
    stored_as = secrets.token_hex(16)
    part = path_of(f"{stored_as}.part")
    part.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part.touch(mode=0o600, exist_ok=False)
    try:
        with part.open("wb") as file:
            file.writelines(pieces)
        part.rename(path_of(stored_as))
    finally:
        part.unlink(missing_ok=True)
    return stored_as


def remove(stored_as: str) -> None:
    """Remove the file, whether or not it is there."""
    path_of(stored_as).unlink(missing_ok=True)


def remove_unknown(known: Collection[str], *, now: datetime) -> None:
    """Remove files of no errand that are a day old."""
    for path in path_of("").glob("*"):
        is_old = path.stat().st_mtime < (now - ABANDONED).timestamp()
        if is_old and path.name not in known:
            path.unlink(missing_ok=True)


def path_of(stored_as: str) -> Path:
    """Return where the file is."""
    return Path(settings.DATA) / "errands" / stored_as
