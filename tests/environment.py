"""The environment of every test run; pytest loads it before Django's settings.

FADEN_DATABASE_URL chooses the database; without it a SQLite file in a temporary directory is used.
"""

import os
import signal
import tempfile
from pathlib import Path

import pytest

# A runner in the background ignores the interrupt, and what tests start would inherit that.
signal.signal(signal.SIGINT, signal.default_int_handler)

_data = tempfile.TemporaryDirectory(prefix="faden-test-")
Path(_data.name, "static").mkdir()  # as WhiteNoise wants it, though nothing is collected

os.environ["FADEN_DATA"] = _data.name
os.environ["FADEN_SECRET_KEY"] = "only-for-tests"  # noqa: S105 - a test has no secrets
os.environ["FADEN_DEMO"] = "1"  # /_kern/ is there; no HTTPS is demanded
os.environ["FADEN_HASHED_STATIC"] = "0"  # straight from the packages, nothing to collect
os.environ.setdefault("FADEN_DATABASE_URL", f"sqlite:///{_data.name}/faden.sqlite3")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what uses the database, and what asks it only by way of a page."""
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        used = item.get_closest_marker("django_db")
        if used or fixtures & {"db", "transactional_db"}:
            item.add_marker("database")
        is_race = bool(used and used.kwargs.get("transaction"))
        if "client" in fixtures and not is_race and not item.get_closest_marker("postgres_only"):
            item.add_marker("page")
