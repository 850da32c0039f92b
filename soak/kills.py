"""Ten minutes of comments while processes are killed: nothing acknowledged may be lost.

Serves the demo on a free port, kills a server or worker process every few seconds, counts what was
acknowledged and compares it with the rows. Usage: python -m soak.kills [seconds]
"""

import os
import random
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from http import HTTPStatus
from pathlib import Path

SECONDS = int(sys.argv[1]) if len(sys.argv) > 1 else 600
WRITERS = 6


def main() -> int:
    """Run, print the counts; 1 if something acknowledged is missing or a counter is wrong."""
    with tempfile.TemporaryDirectory(prefix="faden-soak-") as folder:
        port = free_port()
        environment = os.environ | {"FADEN_DATA": folder, "FADEN_LIMITS": "0"}
        command = [str(Path(sys.executable).parent / "faden"), "demo", "--port", str(port)]
        with (Path(folder) / "log").open("w") as log:
            server = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        try:
            wait_for(port)
            acknowledged = write_and_kill(server.pid, port)
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(30)
        return report(Path(folder) / "faden.sqlite3", acknowledged)


def write_and_kill(supervisor: int, port: int) -> list[str]:
    """Let writers comment and kill children of the supervisor until the time is over."""
    acknowledged: list[str] = []
    until = time.monotonic() + SECONDS
    threads = [
        threading.Thread(target=comment_until, args=(until, port, number, acknowledged))
        for number in range(WRITERS)
    ]
    for thread in threads:
        thread.start()
    while time.monotonic() < until:
        time.sleep(random.uniform(2, 5))  # noqa: S311 - not a secret
        kill_one(supervisor)
    for thread in threads:
        thread.join()
    return acknowledged


def comment_until(until: float, port: int, number: int, acknowledged: list[str]) -> None:
    """Write comments as guests, one after the other; note those that were answered with 303."""
    opener = urllib.request.build_opener(NoRedirect)
    n = 0
    while time.monotonic() < until:
        n += 1
        text = f"soak {number}-{n}"
        form = urllib.parse.urlencode({"text": text, "stance": "for", "name": ""}).encode()
        request = urllib.request.Request(
            f"http://localhost:{port}/beitraege/2/kommentieren/",
            data=form,
            headers={"Sec-Fetch-Site": "same-origin"},
        )
        try:
            opener.open(request, timeout=15)
        except urllib.error.HTTPError as answer:
            if answer.code == HTTPStatus.SEE_OTHER:
                acknowledged.append(text)
        except OSError:
            time.sleep(0.2)  # killed under our hands; not acknowledged


def kill_one(supervisor: int) -> None:
    """Kill one process below the supervisor, at once."""
    listed = subprocess.run(
        ["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True
    ).stdout.split()
    parents = dict(zip(map(int, listed[::2]), map(int, listed[1::2]), strict=True))
    below = [pid for pid in parents if pid != supervisor and is_below(pid, supervisor, parents)]
    if below:
        os.kill(random.choice(below), signal.SIGKILL)  # noqa: S311 - not a secret


def is_below(pid: int, ancestor: int, parents: dict[int, int]) -> bool:
    """Return whether the process descends from the ancestor."""
    while pid in parents and pid != ancestor:
        pid = parents[pid]
    return pid == ancestor


def report(database: Path, acknowledged: list[str]) -> int:
    """Compare what was acknowledged with what is there."""
    with sqlite3.connect(database) as connection:
        written = {row[0] for row in connection.execute("SELECT text FROM comments_comment")}
        counter = connection.execute("SELECT n_comments FROM items_item WHERE id = 2").fetchone()[0]
        query = "SELECT count(*) FROM items_item WHERE part_of_id = 2 AND kind = 'comment'"
        rows = connection.execute(query).fetchone()[0]
        check = connection.execute("PRAGMA integrity_check").fetchone()[0]
    lost = set(acknowledged) - written
    print(
        f"acknowledged {len(acknowledged)}, lost {len(lost)}, counter {counter} of {rows}, {check}"
    )
    return int(bool(lost) or counter != rows or check != "ok" or not acknowledged)


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def wait_for(port: int) -> None:
    """Return when the site answers."""
    for _attempt in range(240):
        try:
            urllib.request.urlopen(f"http://localhost:{port}/healthz", timeout=2)
        except OSError:
            time.sleep(0.5)
        else:
            return
    raise TimeoutError("the demo did not start")


class NoRedirect(urllib.request.HTTPRedirectHandler):
    """Leaves a redirect as the answer."""

    def redirect_request(self, *_args: object, **_kwargs: object) -> None:
        return None


if __name__ == "__main__":
    sys.exit(main())
