"""Failures that are nobody's bug: no database, no room on the disk, no right to write.

They pass by themselves or by the hand of whoever runs the machine. Pages say so (503), and the log
says it in one line instead of a traceback for every request.
"""

import errno
import logging
import time
from collections.abc import Iterator

from django.db import Error, InterfaceError, OperationalError

# SQLite's names of results, and PostgreSQL's classes of states, that are about the machine.
SQLITE = ("BUSY", "LOCKED", "FULL", "IOERR", "READONLY", "CANTOPEN", "NOMEM", "PROTOCOL")
POSTGRES = ("08", "40", "53", "55", "57", "58")
SYSTEM = {
    *(errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EACCES, errno.EPERM),
    *(errno.EIO, errno.EMFILE, errno.ENFILE, errno.ENOMEM),
}
TOLD_EVERY_S = 10.0  # the same line


def outage(error: BaseException | None) -> str:
    """Return what does not work, in one line; empty if the error is of another kind."""
    for one in _chain(error):
        if isinstance(one, OSError):
            return _of_system(one)
        if isinstance(one, Error):
            return _of_database(one)
    return ""


class OutagesFilter(logging.Filter):
    """Makes a traceback that is about an outage one line, and tells the same one now and then."""

    def __init__(self) -> None:
        super().__init__()
        self.told: dict[str, float] = {}  # by the monotonic clock

    def filter(self, record: logging.LogRecord) -> bool:
        found = outage(record.exc_info[1]) if record.exc_info else ""
        if not found:
            return True
        record.name, record.msg, record.args = __name__, f"{found}. People are told so (503).", ()
        record.exc_info = record.exc_text = None
        now = time.monotonic()
        if now - self.told.get(found, -TOLD_EVERY_S) < TOLD_EVERY_S:
            return False
        self.told = {found: now}
        return True


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _of_system(error: OSError) -> str:
    if error.errno not in SYSTEM:
        return ""
    return f"The system refuses: {error.strerror}"


def _of_database(error: Error) -> str:
    cause = error.__cause__
    result, state = getattr(cause, "sqlite_errorname", None), getattr(cause, "sqlstate", "")
    if result is not None:
        is_outage = result.removeprefix("SQLITE_").startswith(SQLITE)
    elif state is None:  # PostgreSQL gave no answer at all
        is_outage = isinstance(error, OperationalError | InterfaceError)
    else:
        is_outage = state.startswith(POSTGRES) or isinstance(error, InterfaceError)
    line = str(error).strip().partition("\n")[0].rstrip(".")
    return f"The database does not do its work: {line}" if is_outage else ""
