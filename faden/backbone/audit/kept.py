"""What was read once and holds as long as the versions of what it was read from stay the same.

For what nearly every request needs and what changes a few times a day: the phases of a process,
the frame of the pages. Whoever asks compares versions, in one small query, and so never gets
anything older than the last committed write. Each web process keeps its own; other processes, such
as commands and tests, keep nothing.
"""

from __future__ import annotations

import pickle
import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, TypeVar

from django.db import connection, transaction

from faden.backbone.audit.actions import is_touched
from faden.backbone.audit.queries import versions

T = TypeVar("T")
Key = tuple[Any, ...]


@dataclass(frozen=True)
class Entry:
    """Something read, as bytes: whoever asks gets objects of their own, to change as they like."""

    versions: dict[str, int]
    until: datetime | None  # it changes by itself then
    pickled: bytes


class Memory:
    """The newest entries, up to a number; with 0 nothing is kept."""

    def __init__(self) -> None:
        self.most = 0
        self._entries: OrderedDict[Key, Entry] = OrderedDict()
        self._lock = threading.Lock()

    def keep_up_to(self, most: int) -> None:
        """Keep so many entries from now on, beginning with none."""
        with self._lock:
            self.most = most
            self._entries.clear()

    def get(self, key: Key) -> Entry | None:
        return self._entries.get(key)

    def put(self, key: Key, entry: Entry) -> None:
        with self._lock:
            self._entries[key] = entry
            while len(self._entries) > self.most:
                self._entries.popitem(last=False)


memory = Memory()


def kept(
    key: Key,
    scopes: Sequence[str],
    *,
    read: Callable[[], T],
    now: datetime | None = None,
    until: Callable[[], datetime | None] | None = None,
) -> T:
    """Return what `read` returns, or what it returned when the versions were the same.

    Inside an action what it has touched is read anew, and stored is only what holds afterwards.

    :param scopes: whose versions are raised by every write that changes what is read
    :param until: when it changes by itself; asked when it is stored, and compared with `now`
    """
    if not memory.most or is_touched(scopes):
        return read()
    found = versions(scopes)  # before anything is read
    entry = memory.get(key)
    if entry is not None and entry.versions == found and _holds(entry, now):
        known: T = pickle.loads(entry.pickled)  # noqa: S301 - written below, in this process
        return known
    value = read()
    if connection.in_atomic_block:
        again = partial(kept, key, scopes, read=read, now=now, until=until)
        transaction.on_commit(again, robust=True)
        return value
    ends = until() if until else None
    memory.put(key, Entry(found, ends, pickle.dumps(value, pickle.HIGHEST_PROTOCOL)))
    return value


def _holds(entry: Entry, now: datetime | None) -> bool:
    return entry.until is None or (now is not None and now < entry.until)
