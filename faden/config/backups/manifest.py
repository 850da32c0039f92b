"""What a backup says of itself, and whether its files are what it says."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

FORMAT = 1  # raised when older programs cannot read it any more
NAME = "manifest.json"
CHUNK = 1 << 20  # bytes


class BadBackup(Exception):  # noqa: N818 - reads as a sentence
    """Its text is for people: why nothing can be restored from it."""


@dataclass(frozen=True)
class Manifest:
    """What is in a backup and where it came from."""

    version: str  # of Faden
    taken_at: str  # ISO 8601 in UTC, before the database was read
    vendor: str  # sqlite or postgresql
    database_version: str
    migrations: list[str]  # that were applied: "ideas.0001_initial"
    tables: dict[str, int]  # rows
    journal: tuple[str, int]  # its name and its last entry, before the database was read
    sequences: dict[str, int | None] = field(default_factory=dict)  # PostgreSQL only; None: unused
    files: dict[str, tuple[int, str]] = field(default_factory=dict)  # {path: (bytes, SHA-256)}
    format: int = FORMAT

    @property
    def n_bytes(self) -> int:
        """The size of all files together."""
        return sum(size for size, _digest in self.files.values())


def write(folder: Path, manifest: Manifest) -> None:
    """Put the manifest into the folder; it is on the disk afterwards."""
    content = json.dumps(asdict(manifest), indent=1, sort_keys=True)
    with (folder / NAME).open("w", encoding="utf-8") as file:
        file.write(content + "\n")
        file.flush()
        os.fsync(file.fileno())


def read(folder: Path) -> Manifest:
    """Return the manifest of a backup.

    :raises BadBackup: when there is none, or one of a newer Faden
    """
    try:
        found = json.loads((folder / NAME).read_text(encoding="utf-8"))
    except OSError as error:
        raise BadBackup(f"{folder} holds no {NAME}: it is no backup.") from error
    except ValueError as error:
        raise BadBackup(f"{folder / NAME} is damaged.") from error
    if found.get("format", 0) > FORMAT:
        raise BadBackup(f"A newer Faden ({found.get('version')}) made this backup.")
    try:
        return Manifest(**found)
    except TypeError as error:
        raise BadBackup(f"{folder / NAME} is damaged.") from error


def verify(folder: Path, manifest: Manifest) -> None:
    """Read every file and compare it.

    :raises BadBackup: at the first file that is missing, changed or unknown
    """
    there = {str(path.relative_to(folder)) for path in walk(folder)} - {NAME}
    for name, (size, digest) in sorted(manifest.files.items()):
        path = folder / name
        if name not in there:
            raise BadBackup(f"The backup is damaged: {name} is missing.")
        if path.stat().st_size != size or checksum(path) != digest:
            raise BadBackup(f"The backup is damaged: {name} is not what was stored.")
    if unknown := sorted(there - manifest.files.keys()):
        raise BadBackup(f"The backup holds a file that it does not know: {unknown[0]}.")


def walk(folder: Path) -> Iterator[Path]:
    """Return every file below the folder, in one order; links are not followed."""
    for parent, folders, names in os.walk(folder):
        folders.sort()
        yield from (Path(parent, name) for name in sorted(names))


def checksum(path: Path) -> str:
    """Return the SHA-256 of a file's content."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
