"""Releases that Faden runs on, and until when their makers mend them.

The one place where the dates stand: `faden check` compares, docs/operations.md shows them.
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.metadata import version
from pathlib import Path

import django
from django.conf import settings
from django.db import connection

SOON = timedelta(days=180)
LEAST_SQLITE = (3, 35)


@dataclass(frozen=True)
class Release:
    """A release of something Faden needs."""

    software: str
    release: str  # as the software itself says it begins
    ends_on: date  # the last day on which it is mended
    source: str


PYTHON, DJANGO = "devguide.python.org/versions", "djangoproject.com/download"
POSTGRESQL = "postgresql.org/support/versioning"
RELEASES = (
    Release("Python", "3.11", date(2027, 10, 31), PYTHON),
    Release("Python", "3.12", date(2028, 10, 31), PYTHON),
    Release("Python", "3.13", date(2029, 10, 31), PYTHON),
    Release("Python", "3.14", date(2030, 10, 31), PYTHON),
    Release("Django", "5.2", date(2028, 4, 30), DJANGO),
    Release("PostgreSQL", "14", date(2026, 11, 12), POSTGRESQL),
    Release("PostgreSQL", "15", date(2027, 11, 11), POSTGRESQL),
    Release("PostgreSQL", "16", date(2028, 11, 9), POSTGRESQL),
    Release("PostgreSQL", "17", date(2029, 11, 8), POSTGRESQL),
    Release("PostgreSQL", "18", date(2030, 11, 14), POSTGRESQL),
)


def ended(today: date) -> Iterator[str]:
    """Return a line for everything in use that is not mended any more, or not known."""
    for software, release in _in_use():
        known = _known(software, release)
        if known is None:
            yield f"{software} {release} was not tried with this Faden."
        elif known.ends_on < today:
            yield f"{software} {release} is not mended since {known.ends_on}. Take a newer one."
    if sqlite3.sqlite_version_info < LEAST_SQLITE:
        yield f"SQLite {sqlite3.sqlite_version} is too old; 3.35 is needed."


def ending(today: date) -> Iterator[str]:
    """Return a line for everything in use that will soon not be mended any more."""
    for software, release in _in_use():
        known = _known(software, release)
        if known and today <= known.ends_on < today + SOON:
            yield f"{software} {release} is mended until {known.ends_on} only."


def ran_last() -> str:
    """Return the version of Faden that served these data or was upgraded to last, or nothing."""
    path = _release_file()
    return path.read_text(encoding="utf-8").strip() if path.exists() else ""


def remember_release() -> None:
    """Note that this version of Faden runs on the data."""
    _release_file().write_text(version("faden"), encoding="utf-8")


def _release_file() -> Path:
    return Path(settings.DATA) / "release"


def _in_use() -> list[tuple[str, str]]:
    found = [
        ("Python", f"{sys.version_info.major}.{sys.version_info.minor}"),
        ("Django", ".".join(map(str, django.VERSION[:2]))),
    ]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SHOW server_version_num")
            found.append(("PostgreSQL", str(int(cursor.fetchone()[0]) // 10_000)))
    return found


def _known(software: str, release: str) -> Release | None:
    return next((r for r in RELEASES if (r.software, r.release) == (software, release)), None)
