"""SQLite as Django runs it, but who waits to write asks every millisecond.

SQLite itself asks again after 1, 2, 5, 10, ... up to 100 ms: with sixteen who rate at once the
place to write stands empty most of the time, and somebody waits for seconds. Of each process one
thread asks, so that few do.
"""

import threading
import time

from django.db import OperationalError
from django.db.backends.sqlite3 import base

ASK_EVERY_S = 0.001
_asking = threading.Lock()


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection whose transactions begin as soon as nobody else writes."""

    def _start_transaction_under_autocommit(self) -> None:
        """Begin.

        :raises OperationalError: when others have been writing as long as `timeout` says
        """
        patience_s = float(self.settings_dict["OPTIONS"].get("timeout", 5))
        with _asking:
            self._let_sqlite_wait(0)
            try:
                self._ask(until=time.monotonic() + patience_s)
            finally:
                self._let_sqlite_wait(patience_s)

    def _ask(self, *, until: float) -> None:
        while not self._has_begun(is_last_try=time.monotonic() >= until):
            time.sleep(ASK_EVERY_S)

    def _has_begun(self, *, is_last_try: bool) -> bool:
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]  # stubs lack it
        except OperationalError as error:
            if is_last_try or "locked" not in str(error):
                raise
            return False
        return True

    def _let_sqlite_wait(self, seconds: float) -> None:
        self.connection.execute(f"PRAGMA busy_timeout = {int(1000 * seconds)}")
