"""The web server and the workers as one: what ends is started again, and all end together."""

import errno
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from faden.lib.lifeline import StopSignal

TICK_S = 0.2
ANSWER_S = 2.0  # how long one question to the starting server may take
STOP_S = 10.0  # then what still runs is killed
FIRST_PAUSE_S, LONGEST_PAUSE_S = 0.5, 30.0  # before something that ended is started again
STEADY_S = 60.0  # what ran that long is started again at once
EARLY_ENDS = 3  # of the web server before it ever answered: it cannot start
ANY_HOST = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - where to ask, not where to listen


class CannotStart(Exception):  # noqa: N818 - reads as a sentence
    """Its text is for people: what is wrong and what to do, in one line."""


@dataclass(frozen=True)
class Wanted:
    """Which processes run; with two for jobs, mails do not wait for a long import."""

    workers: int  # that answer requests
    background: int  # that run jobs
    beside: Mapping[str, Sequence[str]]  # others, {name: module and its options}


def serve(
    host: str,
    port: int,
    *,
    wanted: Wanted,
    host_header: str = "localhost",
    on_ready: Callable[[], None] | None = None,
) -> int:
    """Run the web server and the workers until asked to stop; return the exit code.

    :param host_header: a host name the application answers to
    :param on_ready: called once, after the address has been printed
    :raises CannotStart: when nothing can listen at the address
    """
    check_port(host, port)
    python, parent = [sys.executable, "-m"], ["--parent", str(os.getpid())]
    address = ["--host", host, "--port", str(port), "--workers", str(wanted.workers)]
    web = Child("web server", [*python, "faden.config.server", *address, *parent])
    work = [*python, "faden.config.cli", "work", *parent]
    # The last of several leaves long jobs to the others, so that no mail waits for them.
    numbers = range(1, wanted.background + 1)
    options = [["--short"] if 1 < n == wanted.background else [] for n in numbers]
    children = [web, *(Child(f"worker {n}", [*work, *own]) for n, own in enumerate(options, 1))]
    children += [Child(name, [*python, *own, *parent]) for name, own in wanted.beside.items()]
    stop = StopSignal()
    try:
        if not _start(children, stop, lambda: _answers(host, port, host_header)):
            return 0 if stop.is_set else 1
        _say(f"Faden runs at {url_of(host, port)}  (stop with Ctrl-C)")
        if on_ready and not stop.is_set:
            on_ready()
        while not stop.wait(TICK_S):
            _keep_alive(children)
        return 0
    finally:
        _end(children)


def url_of(host: str, port: int) -> str:
    """Return the address for a browser on this machine."""
    host = ANY_HOST.get(host, host)
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def check_port(host: str, port: int, *, try_again: str = "faden serve --port {port}") -> None:
    """Make sure that a server can listen there.

    :param try_again: the command to suggest, with the next free port put in
    :raises CannotStart: when it cannot
    """
    error = _listening_error(host, port)
    if error is None:
        return
    if error.errno == errno.EADDRINUSE:
        free = next((p for p in range(port + 1, 65536) if not _listening_error(host, p)), 8000)
        raise CannotStart(f"Port {port} is taken. Try: {try_again.format(port=free)}")
    if error.errno == errno.EACCES:
        raise CannotStart(f"Port {port} is for the system. Try: {try_again.format(port=8000)}")
    raise CannotStart(f"{host} is not an address of this machine ({error.strerror}).")


@dataclass
class Child:
    """A process, in a group of its own, that is started again when it ends."""

    name: str
    command: list[str]
    process: subprocess.Popen[bytes] | None = None
    starts_at: float = 0.0  # by the monotonic clock
    pause_s: float = FIRST_PAUSE_S
    ends: int = 0

    def keep_alive(self) -> None:
        """Start the process if it does not run and its pause is over."""
        now = time.monotonic()
        if self.process is None:
            if now >= self.starts_at:
                self.process = subprocess.Popen(self.command, start_new_session=True)  # noqa: S603 - our own
                self.starts_at = now
            return
        code = self.process.poll()
        if code is None:
            return
        self.kill()  # what it left behind of its group
        self.ends += 1
        if now - self.starts_at > STEADY_S:
            self.pause_s = FIRST_PAUSE_S
        _say(f"{self.name.capitalize()} {_ended(code)}; it starts again in {self.pause_s:g} s.")
        self.process, self.starts_at = None, now + self.pause_s
        self.pause_s = min(self.pause_s * 2, LONGEST_PAUSE_S)

    def terminate(self) -> None:
        """Ask the process to end."""
        if self.process:
            self.process.terminate()

    def has_ended(self) -> bool:
        return self.process is None or self.process.poll() is not None

    def kill(self) -> None:
        """End the process and all it has started."""
        if self.process:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


def _start(children: list[Child], stop: StopSignal, answers: Callable[[], bool]) -> bool:
    """Return whether the web server, the first child, answered; if not, it cannot start.

    It also ends when asked to stop.
    """
    while not stop.wait(TICK_S):
        _keep_alive(children)
        if answers():
            return True
        if children[0].ends >= EARLY_ENDS:
            _say("The web server does not start; the reason is above.")
            return False
    return False


def _keep_alive(children: list[Child]) -> None:
    for child in children:
        child.keep_alive()


def _end(children: list[Child]) -> None:
    for child in children:
        child.terminate()
    ends_at = time.monotonic() + STOP_S
    while time.monotonic() < ends_at and not all(child.has_ended() for child in children):
        time.sleep(TICK_S / 4)
    for child in children:
        child.kill()


def _answers(host: str, port: int, host_header: str) -> bool:
    connection = http.client.HTTPConnection(ANY_HOST.get(host, host), port, timeout=ANSWER_S)
    try:
        connection.request("GET", "/healthz", headers={"Host": host_header})
        return connection.getresponse().status < http.HTTPStatus.INTERNAL_SERVER_ERROR
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _listening_error(host: str, port: int) -> OSError | None:
    """Return why nothing can listen there, or None."""
    try:
        family, kind, protocol, _name, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        return error
    return None


def _ended(code: int) -> str:
    if code < 0:
        return f"was ended by {signal.Signals(-code).name}"
    return f"ended with code {code}"


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)  # noqa: T201 - the operator's terminal
