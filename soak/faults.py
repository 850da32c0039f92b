"""What tests try shortly, at full length: slow clients, a crowd, a full disk, a database away.

Usage: python -m soak.faults
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from soak._site import HERE, a_served_site, on_both_databases, told
from tools.postgres import STARTED, server_of_tests

if TYPE_CHECKING:
    from faden.config.tests.processes import Served

HEAD = "POST /kontakt/ HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: same-origin\r\n"
CROWD = 2_000  # connections at once
RESTARTS = 5  # of PostgreSQL
DISK = "24m"  # of the file system that gets full


def main() -> int:
    """Run all of it; 1 if anything was not as it should be."""
    with a_served_site() as served:
        findings = [*slow_ends(served), *crowd_of_connections(served), *database_away(served)]
    return told(findings + full_disk())


def slow_ends(served: Served) -> Iterator[str]:
    """Each kind of slowness ends, and with an answer where somebody may read it."""
    cases = {
        "a head that does not end": (HEAD, 15, b""),
        "a body that does not come": (f"{HEAD}Content-Length: 9\r\n\r\nname=", 30, b"HTTP/1.1 408"),
    }
    for name, (begun, seconds, answer) in cases.items():
        began = time.monotonic()
        with _connected(served, begun) as one:
            one.settimeout(seconds)
            try:
                first = one.recv(1000)
            except TimeoutError:
                yield f"{name} is waited for longer than {seconds} s"
                continue
        print(f"{name} ended after {time.monotonic() - began:.0f} s")
        if not first.startswith(answer):
            yield f"{name} is answered with {first[:40]!r}"


def crowd_of_connections(served: Served) -> Iterator[str]:
    """So many people open the page in the same second; all of them see it."""
    ask = "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    began = time.monotonic()
    with ExitStack() as stack, ThreadPoolExecutor(16) as pool:
        opened = [stack.enter_context(_connected(served, ask)) for _ in range(CROWD)]
        answers = Counter(pool.map(_first_line, opened))
    print(f"{CROWD} connections: {dict(answers)} in {time.monotonic() - began:.1f} s")
    if answers != {"HTTP/1.1 200 OK": CROWD}:
        yield f"{CROWD} connections are answered with {dict(answers)}"


def database_away(served: Served) -> Iterator[str]:
    """PostgreSQL crashes and comes back while people write."""
    if STARTED not in os.environ:
        return
    from django.db import connection  # noqa: PLC0415 - needs the settings

    from faden.config.tests import load  # noqa: PLC0415

    server, crowd = server_of_tests(), load.Crowd(served, load.a_town(n_raters=4))
    processes = served.all()
    with crowd.writing():
        for number in range(RESTARTS):
            time.sleep(4)
            server.stop("immediate" if number % 2 else "fast")
            time.sleep(6)
            server.start()
        time.sleep(20)
    connection.close()
    print(f"{RESTARTS} restarts of the database: {dict(crowd.answers)}")
    yield from load.wrong(crowd)
    yield from (
        f"a form was answered with {one}" for one in crowd.answers if one not in ("303", "503")
    )
    if served.all() != processes:
        yield "a process was started anew"


def full_disk() -> list[str]:
    """A file system of its own runs full while people write, and is given room again."""
    if os.geteuid() != 0 or STARTED in os.environ:
        print("full disk: only root, and only with SQLite")
        return []
    with mounted(DISK) as folder:
        url = f"sqlite:///{folder}/faden.sqlite3"
        command = [sys.executable, "-m", "soak._full_disk", str(folder)]
        variables = {"FADEN_DATABASE_URL": url, "TMPDIR": str(folder)}
        code = subprocess.run(command, env=os.environ | variables, check=False).returncode
    return ["the full disk was not outlived"] if code else []


@contextmanager
def mounted(size: str) -> Iterator[Path]:
    """A small file system in the memory."""
    folder = Path(tempfile.mkdtemp(prefix="faden-full-"))
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", folder], check=True)
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _connected(served: Served, begun: str) -> Iterator[socket.socket]:
    with socket.create_connection(("localhost", served.port), timeout=60) as one:
        one.sendall(begun.encode())
        yield one


def _first_line(one: socket.socket) -> str:
    return one.makefile("rb").readline().decode().strip()


if __name__ == "__main__":
    sys.exit(main() if HERE in os.environ else on_both_databases("soak.faults"))
