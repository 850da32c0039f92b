"""The whole suite runs under the write guard: what is not an action cannot write."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.db.backends.signals import connection_created
from django.utils import translation

from faden.backbone.audit.guard import WriteGuard
from faden.backbone.jobs.tests.processes import Workers

guard = WriteGuard()


def _install(connection: Any, **_kwargs: Any) -> None:
    if guard not in connection.execute_wrappers:
        connection.execute_wrappers.append(guard)


connection_created.connect(_install)


def pytest_runtest_setup() -> None:
    """Begin each test in the city's language, whatever page the one before asked for."""
    translation.activate(settings.LANGUAGE_CODE)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call() -> Iterator[None]:
    """Arm the guard while a test runs, not while fixtures and the database are set up."""
    _install(connection)
    guard.armed = True
    try:
        return (yield)
    finally:
        guard.armed = False


@pytest.fixture
def workers(tmp_path: Path) -> Iterator[Workers]:
    """Give real workers on the database of the tests, each killed at the end."""
    workers = Workers(tmp_path)
    yield workers
    workers.end()
