"""Databases with the town, kept in a folder; each run gets a copy that goes afterwards."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, LiteralString

import psycopg
from psycopg.sql import SQL, Identifier

from bench._cases import Facts
from tools import programs
from tools.postgres import free_port, run, server_user

COPY = "run"  # the database of one run
# As a server is set up for such a machine: every commit reaches the disk.
SETTINGS = "-c shared_buffers=256MB -c max_connections=60 -c max_wal_size=2GB"


@dataclass(frozen=True)
class Site:
    """A database for one run, and what is in it."""

    environment: Mapping[str, str]
    facts: Facts

    def ask(self, question: str, given: object) -> Any:
        """Return what `_look` answers."""
        command = [sys.executable, "-m", "bench._look", question]
        return json.loads(_run(command, self.environment, given=json.dumps(given)))


@contextmanager
def sqlite(folder: Path, n_ideas: int) -> Iterator[Site]:
    """Give a copy of the town in one file."""
    kept, copy = folder / f"town-{n_ideas}.sqlite3", folder / "run"
    facts = _town(n_ideas, folder, _environment(folder / "making", f"sqlite:///{kept}"))
    shutil.rmtree(copy, ignore_errors=True)
    copy.mkdir()
    shutil.copy(kept, copy / "run.sqlite3")
    try:
        yield Site(_environment(copy, f"sqlite:///{copy}/run.sqlite3"), facts)
    finally:
        shutil.rmtree(copy)


@contextmanager
def postgres(folder: Path, n_ideas: int) -> Iterator[Site]:
    """Give a copy of the town on a PostgreSQL of its own."""
    with _server(folder / "postgres") as port:
        url = f"postgres://postgres@127.0.0.1:{port}"
        name, copy = f"town_{n_ideas}", folder / "run"
        if not _ask(url, "SELECT 1 FROM pg_database WHERE datname = %s", name):
            _do(url, "CREATE DATABASE {}", name)
        facts = _town(n_ideas, folder, _environment(folder / "making", f"{url}/{name}"))
        _do(url, "DROP DATABASE IF EXISTS {} WITH (FORCE)", COPY)
        _do(url, "CREATE DATABASE {} TEMPLATE {}", COPY, name)
        copy.mkdir(exist_ok=True)
        try:
            yield Site(_environment(copy, f"{url}/{COPY}"), facts)
        finally:
            shutil.rmtree(copy)
            _do(url, "DROP DATABASE {} WITH (FORCE)", COPY)


DATABASES = {"sqlite": sqlite, "postgres": postgres}


def _environment(data: Path, url: str) -> dict[str, str]:
    return {
        "FADEN_DATA": str(data),
        "FADEN_DATABASE_URL": url,
        "FADEN_DEMO": "1",
        "FADEN_LIMITS": "0",
        "FADEN_SECOND_FACTOR": "0",
        "DJANGO_SETTINGS_MODULE": "faden.config.settings",
    }


def _town(n_ideas: int, folder: Path, environment: Mapping[str, str]) -> Facts:
    Path(environment["FADEN_DATA"]).mkdir(exist_ok=True)
    file = folder / "facts.json"
    _run([sys.executable, "-m", "bench._town", str(n_ideas), str(file)], environment)
    facts: Facts = json.loads(file.read_text(encoding="utf-8"))
    return facts


def _run(command: list[str], environment: Mapping[str, str], *, given: str = "") -> str:
    ended = subprocess.run(
        command, env={**os.environ, **environment}, input=given, text=True, stdout=subprocess.PIPE,
        check=True,
    )  # fmt: skip
    return ended.stdout


@contextmanager
def _server(data: Path) -> Iterator[int]:
    bin_folder = programs.postgres_bin()
    if bin_folder is None:
        raise SystemExit(programs.advice(["postgresql"]))
    user, port, sockets = server_user(), free_port(), data.parent / "sockets"
    is_new = not data.exists()
    for path in (data, sockets):
        path.mkdir(exist_ok=True)
        if user:
            shutil.chown(path, user)
    if is_new:
        trusting = ["-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"]
        run(user, bin_folder / "initdb", "-D", data, *trusting)
    options = f"-p {port} -c listen_addresses=127.0.0.1 -k {sockets} {SETTINGS}"
    control: list[str | Path] = [bin_folder / "pg_ctl", "-D", data, "-w"]
    run(user, *control, "-l", sockets / "log", "-o", options, "start")
    try:
        yield port
    finally:
        run(user, *control, "-m", "fast", "stop")


def _ask(url: str, statement: LiteralString, *values: str) -> list[tuple[Any, ...]]:
    with psycopg.connect(f"{url}/postgres", autocommit=True) as connection:
        return connection.execute(statement, values).fetchall()


def _do(url: str, statement: LiteralString, *names: str) -> None:
    with psycopg.connect(f"{url}/postgres", autocommit=True) as connection:
        connection.execute(SQL(statement).format(*map(Identifier, names)))
