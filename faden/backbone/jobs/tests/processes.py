"""Real workers for the tests, on the database of the tests."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.db import connection


class Workers:
    """Starts workers that write their log and traces into a directory."""

    def __init__(self, directory: Path) -> None:
        self.log = directory / "log"
        self.traces = directory / "traces"
        self.processes: list[subprocess.Popen[bytes]] = []
        for file in (self.log, self.traces):
            file.touch()

    def start(self, *options: str, **variables: str) -> subprocess.Popen[bytes]:
        """Start a worker with the options of its command and variables of its environment."""
        environment = {
            **os.environ,
            **variables,
            "FADEN_DATABASE_URL": database_url(),
            "FADEN_TEST_TRACES": str(self.traces),
        }
        command = [sys.executable, "-m", "faden.backbone.jobs.tests.worker_process", *options]
        with self.log.open("ab") as log:
            process = subprocess.Popen(command, env=environment, stderr=log)  # noqa: S603 - our own
        self.processes.append(process)
        return process

    def traced(self) -> list[str]:
        """Return what the sample tasks have noted so far."""
        return self.traces.read_text(encoding="utf-8").splitlines()

    def end(self) -> None:
        """Kill what still runs."""
        for process in self.processes:
            process.kill()
            process.wait()


def database_url() -> str:
    """Return the tests' database as the setting FADEN_DATABASE_URL names it."""
    facts: dict[str, Any] = connection.settings_dict
    if connection.vendor == "sqlite":
        assert "memory" not in str(facts["NAME"]), "other processes need a file"
        return f"sqlite:///{facts['NAME']}"
    host = f"{facts['HOST']}:{facts['PORT']}" if facts["PORT"] else facts["HOST"]
    return f"postgres://{facts['USER']}:{facts['PASSWORD']}@{host}/{facts['NAME']}"


def wait_until(is_so: Callable[[], object], *, seconds: float = 20) -> None:
    """Wait for something another process does.

    :raises AssertionError: when it does not happen
    """
    ends_at = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < ends_at, "it did not happen in time"
        time.sleep(0.05)
