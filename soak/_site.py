"""A served site on a database of its own, and the runs on both databases."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import tests.environment  # noqa: F401 - the settings are read from these variables
from tools.postgres import STARTED, temporary_server

if TYPE_CHECKING:
    from faden.config.tests.processes import Served

HERE = "FADEN_SOAK_HERE"  # this process has its database


def on_both_databases(module: str) -> int:
    """Run the module once with SQLite and once with PostgreSQL; 1 if one of them failed."""
    with tempfile.TemporaryDirectory(prefix="faden-soak-") as folder, temporary_server() as server:
        postgres = {"FADEN_DATABASE_URL": server.url, STARTED: f"{server.folder}:{server.port}"}
        sqlite = {"FADEN_DATABASE_URL": f"sqlite:///{folder}/faden.sqlite3"}
        codes = [
            _run(module, name, told)
            for name, told in (("SQLite", sqlite), ("PostgreSQL", postgres))
        ]
    return int(any(codes))


def _run(module: str, name: str, told: dict[str, str]) -> int:
    print(f"-- {name}", flush=True)
    command = [sys.executable, "-m", module, *sys.argv[1:]]
    environment = os.environ | told | {HERE: "1"}
    return subprocess.run(command, env=environment, check=False).returncode


def minutes(default: float) -> float:
    """How long to run: `make soak ARGS="--minutes 20"`."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--minutes", type=float, default=default)
    return float(parser.parse_args().minutes)


@contextmanager
def a_served_site(**variables: str) -> Iterator[Served]:
    """A site with all tables and nothing in them, on the database of this process."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "faden.config.settings"
    import django  # noqa: PLC0415 - after the variables

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    from faden.config.tests.processes import Served  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    with tempfile.TemporaryDirectory(prefix="faden-soak-log-") as folder:
        served = Served(Path(folder), FADEN_LIMITS="0", **variables)
        try:
            served.wait_until_ready()
            yield served
        finally:
            served.end()


def told(findings: list[str]) -> int:
    """Print what is wrong; 1 if anything is."""
    print("\n".join(findings[:50]) or "nothing is wrong", flush=True)
    return int(bool(findings))
