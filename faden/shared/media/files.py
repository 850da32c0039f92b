"""Where the bytes of files lie: outside the web root, one folder each, under random names."""

import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from django.conf import settings

ORIGINAL = "original"  # of a picture; never served, and gone once it is re-encoded
DOCUMENT = "document"  # as it was uploaded
LOGO = "logo.png"


def new_key() -> str:
    """Return a name of 128 random bits that nobody can guess."""
    return secrets.token_hex(16)


def variant(step: int) -> str:
    """Return the name of the re-encoded file for this step (nominal width in pixels)."""
    return f"{step}.webp"


def folder(key: str) -> Path:
    """Return where the files of this key lie; 256 folders above keep each of them small."""
    return Path(settings.MEDIA_ROOT) / key[:2] / key


def path(key: str, name: str) -> Path:
    """Return the path of one file."""
    return folder(key) / name


def write(key: str, name: str, *, content: bytes) -> None:
    """Store the file so that after a crash it is there whole or not at all."""
    directory = folder(key)
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=directory)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).rename(directory / name)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    for changed in (directory, directory.parent, directory.parent.parent):
        _sync(changed)


def read(key: str, name: str) -> bytes:
    """Return the content of one file.

    :raises FileNotFoundError: it is gone
    """
    return path(key, name).read_bytes()


def remove(key: str) -> None:
    """Delete all files of this key; it is no error when they are gone already."""
    directory = folder(key)
    if directory.exists():
        shutil.rmtree(directory)


def remove_original(key: str) -> None:
    """Delete what was uploaded, with all that it told about place, time and device."""
    path(key, ORIGINAL).unlink(missing_ok=True)


def keys_untouched_since(moment: datetime) -> Iterator[str]:
    """Return the keys in whose folders nothing was written since then."""
    root = Path(settings.MEDIA_ROOT)
    for directory in sorted(root.glob("[0-9a-f][0-9a-f]/*/")):
        if directory.stat().st_mtime < moment.timestamp():
            yield directory.name


def _sync(directory: Path) -> None:
    handle = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
