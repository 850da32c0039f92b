"""The private address: figures and health in full: `python -m faden.config.metrics.server`."""

from __future__ import annotations

import argparse
import json
import os
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import django
from django.db import connections

from faden.config.metrics import FOLDER
from faden.lib.lifeline import follow

TEXT = "text/plain; version=0.0.4; charset=utf-8"


def main() -> None:
    """Answer until the supervisor is gone."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--host", required=True)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--parent", type=int, required=True)
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "faden.config.settings")
    follow(options.parent)
    django.setup()
    handler = partial(Handler, options.parent)
    ThreadingHTTPServer((options.host, options.port), handler).serve_forever()


class Handler(BaseHTTPRequestHandler):
    """Answers GET for /metrics, /healthz/live and /healthz/ready."""

    timeout = 10  # seconds for a request to arrive

    def __init__(self, supervisor: int, *connection: object) -> None:
        self.supervisor = supervisor
        super().__init__(*connection)  # type: ignore[arg-type]  # as the server passes them

    def do_GET(self) -> None:
        """Answer; the connection to the database does not outlive the thread."""
        try:
            self._answer()
        finally:
            connections.close_all()

    def _answer(self) -> None:
        from faden.config import health  # noqa: PLC0415 - needs the settings
        from faden.config.metrics.collecting import exposition  # noqa: PLC0415 - as above

        path = self.path.partition("?")[0]
        if path == "/metrics":
            folder = Path(os.environ[FOLDER])
            self._send(200, TEXT, exposition(folder, supervisor=self.supervisor))
        elif path == "/healthz/live":
            self._send(200, TEXT, b"ok\n")
        elif path in ("/healthz", "/healthz/ready"):
            found = health.checks()
            body = json.dumps(health.told_in_full(found), indent=1).encode()
            self._send(200 if health.is_ready(found) else 503, "application/json", body)
        else:
            self._send(404, TEXT, b"There are /metrics, /healthz/live and /healthz/ready.\n")

    def log_message(self, *_words: object) -> None:
        """Say nothing of each request."""

    def _send(self, status: int, content_type: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


if __name__ == "__main__":
    main()
