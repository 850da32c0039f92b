"""What must outlive the restoring of a backup: a file beside the database, by reference only.

A backup is older than what was erased, hidden or mailed after it. Each such act is a line of
`journal.jsonl` in the folder of the data, numbered, with ids and nothing else about people; a
restored database is told of all that came after it.
"""

from __future__ import annotations

import fcntl
import json
import logging
import os
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.db import transaction

RECORDED = frozenset(  # acts of the log that are told to a restored database
    {
        "comments.delete",
        "ideas.withdraw",
        "media.remove",
        "media.remove_document",
        "moderation.hide",
        "moderation.redact",
        "moderation.show_again",
        "people.erase",
        "people.merge",
        "processes.revoke_role",
        "processes.uninvite",
    }
)
MAILED = "notifications.mark_sent"
WANTED = "notifications.want_mails"
TAIL = 4096  # bytes; more than a line has

logger = logging.getLogger("faden.journal")


@dataclass(frozen=True)
class Entry:
    """One act: what was done to which row."""

    act: str  # "<room>.<verb>"
    subject: int
    facts: Mapping[str, int | str] = field(default_factory=dict)
    log: str = ""  # the entry of the log it repeats
    n: int = 0


def path() -> Path:
    """Return where the journal lies."""
    return Path(settings.DATA) / "journal.jsonl"


def note(entry: Entry) -> None:
    """Write the act down when it is certain, at the end of the transaction."""
    transaction.on_commit(partial(_note_safely, entry))


def append(entries: list[Entry]) -> None:
    """Write acts down; they are on the disk afterwards, unless they are only mails that were sent.

    :raises OSError: when the file cannot be written
    """
    path().parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path(), os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(handle, "r+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        n = _begun(file)
        for number, entry in enumerate(entries, n + 1):
            file.write(_line(asdict(entry) | {"n": number}))
        file.flush()
        if any(entry.act != MAILED for entry in entries):
            os.fsync(file.fileno())


def position() -> tuple[str, int]:
    """Return the journal's own name and the number of its last entry; 0 before the first."""
    if not path().exists():
        append([])
    with path().open("rb") as file:
        return str(json.loads(file.readline())["journal"]), _last_number(file)


def entries(*, after: int = 0) -> Iterator[Entry]:
    """Return what was written down after that number; a torn last line is none."""
    if not path().exists():
        return
    with path().open("rb") as file:
        found = map(_read, file)
        yield from (Entry(**entry) for entry in found if entry.get("n", 0) > after)


def _note_safely(entry: Entry) -> None:
    try:
        append([entry])
    except OSError as error:  # it has happened; the next backup writes down what is missing
        logger.exception("The journal cannot be written: %s", error.strerror)


def _begun(file: BinaryIO) -> int:
    """Return the number of the last entry, after giving an empty file its name."""
    if file.seek(0, os.SEEK_END) == 0:
        file.write(_line({"journal": secrets.token_hex(8)}))
        return 0
    n = _last_number(file)
    file.seek(-1, os.SEEK_END)
    if file.read(1) != b"\n":  # the machine stopped in the middle of a line
        file.write(b"\n")
    return n


def _last_number(file: BinaryIO) -> int:
    file.seek(max(0, file.seek(0, os.SEEK_END) - TAIL))
    return max((_read(line).get("n", 0) for line in file.read().splitlines()), default=0)


def _read(line: bytes) -> dict[str, Any]:
    try:
        found = json.loads(line)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _line(content: dict[str, object]) -> bytes:
    return json.dumps(content, separators=(",", ":")).encode() + b"\n"
