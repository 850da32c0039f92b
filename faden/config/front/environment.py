"""A request as a WSGI application wants it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from faden.config.front.answers import FileBody
from faden.config.front.bodies import Body

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment
    from granian.rsgi import Scope

OWN = {"content-type": "CONTENT_TYPE"}  # headers with a name of their own
DECODED = {"transfer-encoding", "content-length", "expect"}  # what the server has dealt with


def environment_of(scope: Scope, body: Body) -> WSGIEnvironment:
    """Return the environment.

    A header whose name has an underscore is left out: it would pass for the one with a hyphen that
    a proxy sets or removes.
    """
    server, _, port = scope.server.rpartition(":")
    environment: WSGIEnvironment = {
        "REQUEST_METHOD": scope.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": scope.path.encode().decode("latin-1"),  # as PEP 3333 wants it
        "QUERY_STRING": scope.query_string,
        "SERVER_NAME": server.strip("[]"),
        "SERVER_PORT": port,
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "REMOTE_ADDR": scope.client.rpartition(":")[0].strip("[]"),
        "CONTENT_LENGTH": str(body.length),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.scheme,
        "wsgi.input": body.file,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
        "wsgi.file_wrapper": FileBody,
    }
    for name, value in scope.headers.items():
        if "_" in name or name in DECODED:
            continue
        key = OWN.get(name) or f"HTTP_{name.upper().replace('-', '_')}"
        before = environment.get(key)
        between = "; " if name == "cookie" else ","
        environment[key] = value if before is None else f"{before}{between}{value}"
    return environment
