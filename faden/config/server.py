"""The web server process, started by the supervisor: `python -m faden.config.server`."""

import argparse
import os
import signal
from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import Any

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from faden.lib.lifeline import follow

KILL_AFTER_S = 5  # a request may take that long when the server is asked to end
THREADS = 4  # of each worker: a request's body is read in one, however slowly it arrives


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
        interface=Interfaces.WSGI,
        workers=options.workers,
        blocking_threads=THREADS,
        respawn_failed_workers=True,
        workers_kill_timeout=KILL_AFTER_S,
        log_level=LogLevels.warning,
    )
    server.serve(target_loader=partial(load_application, os.getpid()), wrap_loader=False)


def load_application(server: int) -> Callable[..., Any]:
    """Return the WSGI application, in a process that ends with the server's process."""
    follow(server)
    for number in (signal.SIGTERM, signal.SIGINT):  # until the server sets its own: end at once
        signal.signal(number, signal.SIG_DFL)
    application: Callable[..., Any] = import_module("faden.config.wsgi").application
    return application


if __name__ == "__main__":
    main()
