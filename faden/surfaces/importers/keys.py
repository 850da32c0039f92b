"""Which keys a file has, kept on disk: a file of a million rows takes no more memory than one."""

import sqlite3
from types import TracebackType
from typing import Self


class Keys:
    """The keys seen so far, with their rows. To be used with `with`."""

    def __enter__(self) -> Self:
        self._table = sqlite3.connect("", isolation_level=None)  # "": a file that vanishes
        self._table.execute("BEGIN")
        self._table.execute(
            "CREATE TABLE seen (sort TEXT, key TEXT, row INTEGER, idea TEXT,"
            " PRIMARY KEY (sort, key)) WITHOUT ROWID"
        )
        return self

    def __exit__(
        self,
        _type: type[BaseException] | None,
        _error: BaseException | None,
        _traceback: TracebackType | None,
    ) -> None:
        self._table.close()

    def add(self, table: str, key: str, *, row: int, idea: str = "") -> int | None:
        """Keep the key. Return the row in which it was seen before, if it was."""
        added = self._table.execute(
            "INSERT INTO seen VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING", (table, key, row, idea)
        )
        if added.rowcount:
            return None
        seen = self._table.execute(
            "SELECT row FROM seen WHERE sort = ? AND key = ?", (table, key)
        ).fetchone()
        return int(seen[0])

    def idea_of(self, table: str, key: str) -> str | None:
        """Return the contribution that was given with the key, None if it was not seen."""
        found = self._table.execute(
            "SELECT idea FROM seen WHERE sort = ? AND key = ?", (table, key)
        ).fetchone()
        return None if found is None else str(found[0])
