"""The uploaded files: outside the web root, under random names, readable by the service alone."""

import hashlib
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from faden.lib.sheets.kinds import LIMIT_BYTES, kind_of, too_big
from faden.surfaces.importers.problems import refused

CHUNK_BYTES = 131_072
ABANDONED_AFTER = timedelta(days=1)  # a file that no import knows


@dataclass(frozen=True)
class Stored:
    """A file that was kept."""

    name: str  # as it was uploaded
    stored_as: str
    sha256: str


def keep(chunks: Iterable[bytes], name: str) -> Stored:
    """Write the file down, if it is a table of a bearable size.

    :raises Refused: if it is not; nothing is left of it then
    """
    stored_as = secrets.token_hex(16)
    path = path_of(stored_as)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        digest = _write(path, chunks)
        with path.open("rb") as file:
            kind_of(file, name)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return Stored(Path(name).name[:255], stored_as, digest)


def _write(path: Path, chunks: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    path.touch(mode=0o600, exist_ok=False)
    with path.open("wb") as file:
        for chunk in _bounded(chunks):
            digest.update(chunk)
            file.write(chunk)
    return digest.hexdigest()


def _bounded(chunks: Iterable[bytes]) -> Iterator[bytes]:
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > LIMIT_BYTES:
            raise too_big(size, LIMIT_BYTES)
        yield chunk


def keep_copy(path: Path) -> Stored:
    """Write down a copy of a file of this machine.

    :raises Refused: as `keep`
    """
    with path.open("rb") as file:
        return keep(iter(lambda: file.read(CHUNK_BYTES), b""), path.name)


def path_of(stored_as: str) -> Path:
    """Return where the file lies."""
    return Path(settings.DATA) / "imports" / stored_as


def check_unchanged(stored_as: str, sha256: str) -> None:
    """Return if the file is there and the one that was uploaded.

    :raises Refused: if not
    """
    path = path_of(stored_as)
    if not stored_as or not path.is_file():
        raise refused("importers.file_gone")
    with path.open("rb") as file:
        if hashlib.file_digest(file, "sha256").hexdigest() != sha256:
            raise refused("importers.changed_file")


def remove(stored_as: str) -> None:
    """Delete the file, if it is still there."""
    if stored_as:
        path_of(stored_as).unlink(missing_ok=True)


def remove_abandoned(known: set[str], *, now: datetime) -> None:
    """Delete the files that were written down for an import that never came to be."""
    folder = path_of("x").parent
    for path in folder.iterdir() if folder.is_dir() else ():
        age = now.timestamp() - path.stat().st_mtime
        if path.name not in known and age > ABANDONED_AFTER.total_seconds():
            path.unlink(missing_ok=True)
