"""The server as it runs in production, and what its processes have used."""

import http.client
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from tools.postgres import free_port

TICKS = os.sysconf("SC_CLK_TCK")  # of processor time in a second
START_S, STOP_S = 60, 20
MEGABYTE = 1024  # in kB


@dataclass
class Server:
    """A server on a port of this machine."""

    port: int
    process: subprocess.Popen[bytes]
    is_supervised: bool  # the web server is one of several children

    @cached_property
    def pids(self) -> list[int]:
        """The processes that answer, and the one that has started them."""
        web = self.process.pid
        if self.is_supervised:
            web = next(pid for pid in _children(web) if "faden.config.server" in _command(pid))
        return [web, *_children(web)]

    def cpu_s(self) -> float:
        """Return the processor time that they have used so far."""
        return sum(_cpu_s(pid) for pid in self.pids)

    def private_mb(self) -> float:
        """Return the private memory of the largest process that answers."""
        return max(_private_kb(pid) for pid in self.pids[1:]) / MEGABYTE


@contextmanager
def faden(environment: Mapping[str, str], *, workers: int) -> Iterator[Server]:
    """Run `faden serve` until the block ends."""
    port = free_port()
    words = ["serve", "--port", str(port), "--workers", str(workers)]
    command = [sys.executable, "-m", "faden.config.cli", *words]
    log = Path(environment["FADEN_DATA"]) / "serve.log"
    with _started(command, environment, log) as process:
        server = Server(port, process, is_supervised=True)
        _wait(server, "/healthz", log)
        yield server


@contextmanager
def trivial(environment: Mapping[str, str], *, workers: int) -> Iterator[Server]:
    """Run the same server with the least application."""
    port = free_port()
    command = [sys.executable, "-m", "bench._trivial", str(port), str(workers)]
    log = Path(environment["FADEN_DATA"]) / "trivial.log"
    with _started(command, environment, log) as process:
        server = Server(port, process, is_supervised=False)
        _wait(server, "/", log)
        yield server


@contextmanager
def _started(
    command: list[str], environment: Mapping[str, str], log: Path
) -> Iterator[subprocess.Popen[bytes]]:
    with log.open("wb") as said:
        process = subprocess.Popen(
            command, env={**os.environ, **environment}, stdout=said, stderr=said
        )
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(STOP_S)
        except subprocess.TimeoutExpired:
            process.kill()


def _wait(server: Server, path: str, log: Path) -> None:
    ends_at = time.monotonic() + START_S
    while time.monotonic() < ends_at and server.process.poll() is None:
        with suppress(OSError, http.client.HTTPException):
            asked = http.client.HTTPConnection("127.0.0.1", server.port, timeout=5)
            asked.request("GET", path, headers={"Host": "localhost"})
            if asked.getresponse().status == http.HTTPStatus.OK:
                return
        time.sleep(0.2)
    raise SystemExit(f"The server does not answer:\n{log.read_text(encoding='utf-8')[-2000:]}")


def _children(pid: int) -> list[int]:
    found = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="utf-8")
    return [int(child) for child in found.split()]


def _command(pid: int) -> str:
    return Path(f"/proc/{pid}/cmdline").read_text(encoding="utf-8")


def _cpu_s(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def _private_kb(pid: int) -> int:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="utf-8").splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Private_"))
