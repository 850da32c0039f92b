"""The least that the same server can answer: what the machine, the server and its threads allow.

Usage: python -m bench._trivial PORT WORKERS
"""

import os
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from faden.config import server

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

BODY = b"ok\n"


def application(environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:  # noqa: ARG001 - WSGI
    """Answer three bytes."""
    start("200 OK", [("Content-Type", "text/plain"), ("Content-Length", str(len(BODY)))])
    return [BODY]


def load_application(server: int) -> Any:  # noqa: ARG001 - as the real one
    """Return what the server runs instead of the pages."""
    import django  # noqa: PLC0415 - in the process that answers

    django.setup()
    from faden.config.front import Front  # noqa: PLC0415 - needs the settings

    return Front(application)


if __name__ == "__main__":
    port, workers = sys.argv[1:]
    own = ["--host", "127.0.0.1", "--parent", str(os.getppid())]
    sys.argv[1:] = ["--port", port, "--workers", workers, *own]
    server.load_application = load_application
    server.main()
