"""Who waits to write on SQLite gets the place as soon as it is free, and is told if never."""

import sqlite3
import threading
import time
from contextlib import closing

import pytest
from django.db import OperationalError, connection, transaction

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="how SQLite waits"),
]


class Writer:
    """Somebody else who has begun to write and goes on for a while."""

    def __init__(self, seconds: float) -> None:
        self.seconds, self.has_begun = seconds, threading.Event()
        self.ended = 0.0
        self.thread = threading.Thread(target=self.write)

    def write(self) -> None:
        with closing(sqlite3.connect(connection.settings_dict["NAME"])) as other:
            other.isolation_level = None
            other.execute("BEGIN IMMEDIATE")
            self.has_begun.set()
            time.sleep(self.seconds)
            self.ended = time.monotonic()
            other.execute("COMMIT")

    def __enter__(self) -> "Writer":
        connection.ensure_connection()
        self.thread.start()
        self.has_begun.wait()
        return self

    def __exit__(self, *_error: object) -> None:
        self.thread.join()


def test_the_place_is_taken_within_moments():
    with Writer(0.3) as other, transaction.atomic():
        waited = time.monotonic() - other.ended

    assert waited < 0.05  # SQLite alone sleeps 0.1 s at a time by now


def test_who_waited_as_long_as_allowed_is_told(monkeypatch):
    monkeypatch.setitem(connection.settings_dict["OPTIONS"], "timeout", 0.05)

    with Writer(0.3), pytest.raises(OperationalError, match="locked"), transaction.atomic():
        pass

    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout")
        assert cursor.fetchone() == (50,)
    with transaction.atomic():
        pass
    connection.close()
