"""The command `faden` as a process of its own, and the processes below it."""

import http.client
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from faden.backbone.jobs.tests.processes import database_url, wait_until

FADEN = [sys.executable, "-m", "faden.config.cli"]


def faden(*words: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    return subprocess.run(  # noqa: S603 - our own
        [*FADEN, *words],
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def free_port() -> int:
    """Return a port that nothing listens at."""
    with closing(socket.create_server(("127.0.0.1", 0))) as probe:
        return int(probe.getsockname()[1])


def children(pid: int) -> dict[int, str]:
    """Return `{process id: command}` of what the process has started."""
    table = subprocess.run(
        ["ps", "-eo", "pid=,ppid=,args="],  # noqa: S607 - a tool of the system
        capture_output=True,
        text=True,
        check=True,
    )
    rows = (line.split(maxsplit=2) for line in table.stdout.splitlines())
    return {int(child): command for child, parent, command in rows if int(parent) == pid}


def is_running(pid: int) -> bool:
    """Return whether the process is there and not just waiting to be buried."""
    with suppress(OSError):
        return ") Z " not in Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    return False


class Served:
    """`faden serve` on the database of the tests."""

    def __init__(self, directory: Path, *words: str, **variables: str) -> None:
        self.port = free_port()
        self.seen: set[int] = set()  # to be killed in the end, orphans too
        self.log = directory / "log"
        environment = {**os.environ, "FADEN_DATABASE_URL": database_url(), **variables}
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(  # noqa: S603 - our own
                [*FADEN, "serve", "--port", str(self.port), *words],
                env=environment,
                stdout=subprocess.DEVNULL,  # mails
                stderr=log,
                start_new_session=True,
            )

    @property
    def web(self) -> int:
        """The web server's process id; 0 while there is none."""
        return next(iter(self._running("faden.config.server")), 0)

    @property
    def workers(self) -> set[int]:
        return self._running("cli work")

    @property
    def pages(self) -> set[int]:
        """The processes that answer requests."""
        return set(children(self.web)) if self.web else set()

    def _running(self, word: str) -> set[int]:
        found = children(self.process.pid).items()
        return {pid for pid, command in found if word in command}

    def all(self) -> list[int]:
        """Return every process below the supervisor."""
        direct = list(children(self.process.pid))
        found = direct + [pid for parent in direct for pid in children(parent)]
        self.seen.update(found)
        return found

    def status(self, host: str) -> int:
        """Return the status of the page of the team under this name."""
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)) as connection:
            connection.request("GET", "/team/", headers={"Host": host})
            return connection.getresponse().status

    def page(self, path: str) -> tuple[int, dict[str, str], str]:
        """Return the status, the headers and the text of a page."""
        return self._asked("GET", path)

    def post(self, path: str, form: Mapping[str, str], *, session: str = "") -> int:
        """Send a form as the browser with this session does; return the status of the answer."""
        return self.send(path, form, session=session)[0]

    def send(
        self, path: str, form: Mapping[str, object], *, session: str = ""
    ) -> tuple[int, dict[str, str], str]:
        """Send a form, with files if there are any; return status, headers and text."""
        headers = {"Content-Type": MULTIPART_CONTENT, "Sec-Fetch-Site": "same-origin"}
        if session:
            headers["Cookie"] = f"sessionid={session}"
        body = encode_multipart(BOUNDARY, form)
        return self._asked("POST", path, body=body, headers=headers)

    def _asked(self, method: str, path: str, **words: Any) -> tuple[int, dict[str, str], str]:
        with closing(http.client.HTTPConnection("localhost", self.port, timeout=60)) as connection:
            connection.request(method, path, **words)
            answer = connection.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read().decode()

    def answers(self) -> bool:
        """Return whether the pages are served."""
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)) as connection:
            try:
                connection.request("GET", "/healthz")
                return connection.getresponse().status == http.HTTPStatus.OK
            except OSError:
                return False

    def wait_until_ready(self) -> None:
        """Wait for the line with the address."""
        wait_until(lambda: "Faden runs at " in self.log.read_text(), seconds=60)

    def end(self) -> None:
        """Kill all, whatever state it is in."""
        self.all()
        self.process.kill()
        self.process.wait()
        for pid in self.seen:
            with suppress(OSError):
                if str(self.port) in Path(f"/proc/{pid}/cmdline").read_text(encoding="utf-8"):
                    os.kill(pid, signal.SIGKILL)
