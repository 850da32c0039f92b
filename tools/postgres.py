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
from pathlib import Path

from tools import programs

# Nothing survives the run, so nothing need reach the disk.
SPEED = (
    "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=60"
    " -c autovacuum=off"  # it would measure tables as empty that a test is about to fill
)


@contextmanager
def temporary_postgres() -> Iterator[str]:
    """The address of a fresh server, as FADEN_DATABASE_URL wants it."""
    bin_folder = programs.postgres_bin()
    if bin_folder is None:
        raise SystemExit(programs.advice(["postgresql"]))
    folder = Path(tempfile.mkdtemp(prefix="faden-postgres-"))
    data, log, port = folder / "data", folder / "log", free_port()
    user = server_user()
    if user:
        shutil.chown(folder, user)
    try:
        run(
            user,
            bin_folder / "initdb",
            "-D",
            data,
            "-U",
            "postgres",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
        )
        options = f"-p {port} -c listen_addresses=127.0.0.1 -k {folder} {SPEED}"
        run(user, bin_folder / "pg_ctl", "-D", data, "-l", log, "-o", options, "-w", "start")
        yield f"postgres://postgres@127.0.0.1:{port}/postgres"
    finally:
        if (data / "postmaster.pid").exists():
            run(user, bin_folder / "pg_ctl", "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


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
    program = Path(sys.executable).parent / sys.argv[1]
    with temporary_postgres() as url:
        environment = {**os.environ, "FADEN_DATABASE_URL": url}
        return subprocess.run([program, *sys.argv[2:]], env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
