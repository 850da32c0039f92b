"""Which failures are outages, told in one line, and which are bugs, told with their traceback."""

import errno
import logging
import sqlite3

import psycopg
import pytest
from django.db import DatabaseError, IntegrityError, InterfaceError, OperationalError

from faden.lib.outages import OutagesFilter, outage


def caused(error: Exception, cause: Exception | None) -> Exception:
    error.__cause__ = cause
    return error


def sqlite(name: str) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("message")
    error.sqlite_errorname = name
    return error


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "The system refuses: No space left"),
        (PermissionError(errno.EACCES, "Permission denied"), "The system refuses: Permission"),
        (caused(OperationalError("full."), sqlite("SQLITE_FULL")), "The database does not do"),
        (caused(OperationalError("locked"), sqlite("SQLITE_BUSY")), "The database does not do"),
        (caused(OperationalError("away"), psycopg.OperationalError()), "The database does not do"),
        (caused(OperationalError("x"), psycopg.errors.AdminShutdown()), "The database does not do"),
        (caused(InterfaceError("x"), psycopg.InterfaceError()), "The database does not do"),
        (caused(ValueError(), OSError(errno.EROFS, "Read-only")), "The system refuses: Read-only"),
    ],
)
def test_an_outage_is_told_in_one_line(error, line):
    assert outage(error).startswith(line)
    assert "\n" not in outage(error)


@pytest.mark.parametrize(
    "error",
    [
        None,
        ZeroDivisionError(),
        FileNotFoundError(errno.ENOENT, "No such file"),
        caused(OperationalError("no such table"), sqlite("SQLITE_ERROR")),
        caused(DatabaseError("malformed"), sqlite("SQLITE_CORRUPT")),
        caused(IntegrityError("twice"), sqlite("SQLITE_CONSTRAINT_UNIQUE")),
        caused(DatabaseError("typo"), psycopg.errors.UndefinedColumn()),
    ],
)
def test_a_bug_is_none(error):
    assert outage(error) == ""


def test_the_log_tells_the_same_outage_once_and_every_bug():
    full = OSError(errno.ENOSPC, "No space left on device")
    shown = OutagesFilter()

    told = [shown.filter(record_of(error)) for error in (full, full, ValueError(), ValueError())]

    assert told == [True, False, True, True]


def test_a_line_about_an_outage_has_no_traceback():
    record = record_of(OSError(errno.ENOSPC, "No space left on device"))

    OutagesFilter().filter(record)

    assert record.exc_info is None
    assert record.getMessage().startswith("The system refuses: No space left on device.")


def record_of(error: Exception) -> logging.LogRecord:
    return logging.LogRecord(
        "django.request", logging.ERROR, __file__, 1, "%s", ("/ideen/",), (type(error), error, None)
    )
