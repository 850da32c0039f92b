"""Runs a command with a PostgreSQL of its own: free port, temporary directory, gone afterwards.

Usage: python -m tools.postgres pytest -m postgres_only
"""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tools import programs

# Nothing survives the run, so nothing need reach the disk.
SPEED = (
    "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=60"
    " -c autovacuum=off"  # it would measure tables as empty that a test is about to fill
)


STARTED = "FADEN_TEST_POSTGRES"  # tells tests which server they may stop: its folder and port


@dataclass(frozen=True)
class Server:
    """A server of our own; it can be stopped and started while others use it."""

    folder: Path
    port: int

    @property
    def url(self) -> str:
        """The address, as FADEN_DATABASE_URL wants it."""
        return f"postgres://postgres@127.0.0.1:{self.port}/postgres"

    def create(self) -> None:
        """Make the files of an empty server."""
        words = ("-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
        run(server_user(), program("initdb"), "-D", self.folder / "data", *words)

    def start(self) -> None:
        """Start it, and wait until it answers."""
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -k {self.folder} {SPEED}"
        self._control("-l", str(self.folder / "log"), "-o", options, "-w", "start")

    def stop(self, mode: str = "fast") -> None:
        """End it; `fast` ends all connections, `immediate` is as if it had crashed."""
        if (self.folder / "data" / "postmaster.pid").exists():
            self._control("-m", mode, "-w", "stop")

    def _control(self, *words: str) -> None:
        run(server_user(), program("pg_ctl"), "-D", self.folder / "data", *words)


@contextmanager
def temporary_server() -> Iterator[Server]:
    """A fresh server, gone afterwards."""
    server = Server(Path(tempfile.mkdtemp(prefix="faden-postgres-")), free_port())
    if user := server_user():
        shutil.chown(server.folder, user)
    try:
        server.create()
        server.start()
        yield server
    finally:
        server.stop("immediate")
        shutil.rmtree(server.folder, ignore_errors=True)


@contextmanager
def temporary_postgres() -> Iterator[str]:
    """The address of a fresh server, as FADEN_DATABASE_URL wants it."""
    with temporary_server() as server:
        yield server.url


def server_of_tests() -> Server:
    """The server on which the tests run, if this program started it."""
    folder, _, port = os.environ[STARTED].rpartition(":")
    return Server(Path(folder), int(port))


def program(name: str) -> Path:
    """A program of PostgreSQL."""
    bin_folder = programs.postgres_bin()
    if bin_folder is None:
        raise SystemExit(programs.advice(["postgresql"]))
    return bin_folder / name


def server_user() -> str | None:
    """The account that runs the server, as it refuses root; None: whoever we are."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def run(user: str | None, *command: str | Path) -> None:
    """Run a program of PostgreSQL quietly; what it said is shown if it fails."""
    as_user = ["runuser", "-u", user, "--"] if user else []
    with tempfile.TemporaryFile("w+") as said:  # a pipe would stay open in the server
        ended = subprocess.run([*as_user, *command], stdout=said, stderr=said, cwd="/", check=False)
        if ended.returncode:
            said.seek(0)
            raise SystemExit(f"{command[0]} failed:\n{said.read()}")


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def main() -> int:
    """Run the command of this environment with FADEN_DATABASE_URL set; its exit code."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # the server ends with us
    command = [str(Path(sys.executable).parent / sys.argv[1]), *sys.argv[2:]]
    with temporary_server() as server:
        told = {"FADEN_DATABASE_URL": server.url, STARTED: f"{server.folder}:{server.port}"}
        return subprocess.run(command, env=os.environ | told, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
