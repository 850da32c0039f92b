"""The web server process, started by the supervisor: `python -m faden.config.server`."""

import argparse
import os
import resource
import signal
from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import Any

from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels

from faden.lib.lifeline import follow

RESPAWN_S = 0.5  # between the starts of two processes after theirs have died
KILL_AFTER_S = 5  # a request may take that long when the server is asked to end
CONNECTIONS = 4_000  # of each worker; a slow one costs memory for what it sends, and no thread
OPEN_FILES = 2 * CONNECTIONS  # a connection may have a file beside its socket
WAITING = 4_096  # connections that the system holds until they are taken
HEAD_MS = 10_000  # within which the head of a request must be there


def main() -> None:
    """Serve the application until told to stop."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--host", required=True)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--workers", type=int, required=True)
    parser.add_argument("--parent", type=int, required=True)
    options = parser.parse_args()

    follow(options.parent)
    server = Granian(
        "faden.config.wsgi:application",
        address=options.host,
        port=options.port,
        interface=Interfaces.RSGI,
        http=HTTPModes.http1,
        http1_settings=HTTP1Settings(header_read_timeout=HEAD_MS),
        websockets=False,
        workers=options.workers,
        backlog=WAITING,
        backpressure=_connections(),
        respawn_failed_workers=True,
        respawn_interval=RESPAWN_S,
        workers_kill_timeout=KILL_AFTER_S,
        log_level=LogLevels.warning,
    )
    server.serve(target_loader=partial(load_application, os.getpid()), wrap_loader=False)


def load_application(server: int) -> Callable[..., Any]:
    """Return the application, in a process that ends with the server's process."""
    follow(server)
    for number in (signal.SIGTERM, signal.SIGINT):  # until the server sets its own: end at once
        signal.signal(number, signal.SIG_DFL)
    pages = import_module("faden.config.wsgi").application
    front: Callable[..., Any] = import_module("faden.config.front").Front(
        pages
    )  # needs the settings, too
    return front


def _connections() -> int:
    """Return how many connections a worker may take, after asking the system for room for them."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < OPEN_FILES:
        soft = OPEN_FILES if hard == resource.RLIM_INFINITY else min(OPEN_FILES, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    return min(CONNECTIONS, soft // 2)


if __name__ == "__main__":
    main()
