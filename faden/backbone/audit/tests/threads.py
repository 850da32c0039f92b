"""Many people at the same moment, each with a connection of their own."""

import threading
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

WANTS_ROW_LOCKS = pytest.mark.skipif(
    connection.vendor == "sqlite", reason="SQLite has no row locks, one writer waits for the other"
)


def at_once(calls: Iterable[Callable[[], object]]) -> list[object]:
    """Start the calls together; what they returned or raised, in their order."""
    calls = list(calls)
    everybody = threading.Barrier(len(calls))

    def run(call: Callable[[], object]) -> object:
        everybody.wait()
        try:
            return call()
        except Exception as error:  # what went wrong is a result too
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as threads:
        return list(threads.map(run, calls))
