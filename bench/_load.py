"""Requests: reading by wrk, writing one by one so that each is known to be acknowledged."""

import asyncio
import http.client
import json
import os
import shutil
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles

from bench._servers import Server

SCRIPT = Path(__file__).with_name("wrk.lua")
N_WARM = 12  # requests before it counts: each process renders a page before it keeps it
WARM_ROUNDS = 6  # through all paths, for the same reason
ANSWER_S = 30
MISSING = "The bench needs wrk. Run: sudo apt-get install wrk"


@dataclass(frozen=True)
class Measured:
    """What came of many requests."""

    n: int  # answered
    per_s: float
    p50: float  # milliseconds
    p95: float
    cpu_ms: float  # of the server's processes, a request
    n_bytes: int  # of an answer, as sent
    errors: int


@dataclass
class Sent:
    """What was written, by number, and how long each took."""

    acknowledged: list[int] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    n_bytes: int = 0
    errors: list[str] = field(default_factory=list)


def read(
    server: Server, paths: Sequence[str], *, session: str = "", connections: int, seconds: int
) -> Measured:
    """Ask for the paths in turn."""
    _warm(server, paths, session)
    before = server.cpu_s()
    found = _wrk(server, paths, session=session, connections=connections, seconds=seconds)
    n = max(found["requests"], 1)
    return Measured(
        n=int(n),
        per_s=n / found["seconds"],
        p50=found["p50"],
        p95=found["p95"],
        cpu_ms=1000 * (server.cpu_s() - before) / n,
        n_bytes=int(found["bytes"] / n),
        errors=int(found["refused"] + found["broken"]),
    )


def _headers(session: str) -> dict[str, str]:
    own = {"Cookie": f"sessionid={session}"} if session else {}
    return {"Host": "localhost", "Accept-Encoding": "gzip", **own}


def _warm(server: Server, paths: Sequence[str], session: str) -> None:
    for number in range(max(N_WARM, WARM_ROUNDS * len(paths))):
        asked = http.client.HTTPConnection("127.0.0.1", server.port, timeout=ANSWER_S)
        asked.request("GET", paths[number % len(paths)], headers=_headers(session))
        asked.getresponse().read()
        asked.close()


def _wrk(
    server: Server, paths: Sequence[str], *, session: str, connections: int, seconds: int
) -> dict[str, float]:
    wrk = shutil.which("wrk")
    if wrk is None:
        raise SystemExit(MISSING)
    headers = [f"-H{name}: {value}" for name, value in _headers(session).items()]
    span = [f"-d{seconds}s", "--timeout", f"{ANSWER_S}s"]
    command = [wrk, "-t1", f"-c{connections}", *span, *headers]
    ended = subprocess.run(
        [*command, "-s", str(SCRIPT), f"http://127.0.0.1:{server.port}"],
        env={**os.environ, "BENCH_PATHS": " ".join(paths)},
        capture_output=True,
        text=True,
        check=False,
    )
    if ended.returncode:
        raise SystemExit(f"wrk failed: {ended.stdout}{ended.stderr}")
    found: dict[str, float] = json.loads(ended.stdout.strip().splitlines()[-1])
    return found


def write(
    server: Server, request: Callable[[int], bytes], *, connections: int, seconds: float, first: int
) -> tuple[Measured, Sent]:
    """Send requests, each with the next number from `first`, and wait for every answer."""
    before, sent = server.cpu_s(), Sent()
    began = time.monotonic()
    asyncio.run(
        _write(server.port, request, sent, connections=connections, seconds=seconds, first=first)
    )
    took = time.monotonic() - began
    n = max(len(sent.acknowledged), 1)
    cuts = quantiles(sent.seconds, n=20) if n > 1 else [0.0] * 19
    measured = Measured(
        n=len(sent.acknowledged),
        per_s=n / took,
        p50=1000 * cuts[9],
        p95=1000 * cuts[18],
        cpu_ms=1000 * (server.cpu_s() - before) / n,
        n_bytes=sent.n_bytes // n,
        errors=len(sent.errors),
    )
    return measured, sent


async def _write(
    port: int,
    request: Callable[[int], bytes],
    sent: Sent,
    *,
    connections: int,
    seconds: float,
    first: int,
) -> None:
    ends_at, numbers = time.monotonic() + seconds, iter(range(first, 10**9))

    async def one() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        while time.monotonic() < ends_at:
            number = next(numbers)
            began = time.monotonic()
            writer.write(request(number))
            status, length = await asyncio.wait_for(_answer(reader), ANSWER_S)
            sent.seconds.append(time.monotonic() - began)
            sent.n_bytes += length
            if status in (302, 303):
                sent.acknowledged.append(number)
            else:
                sent.errors.append(f"{number}: {status}")
        writer.close()

    await asyncio.gather(*(one() for _ in range(connections)))


async def _answer(reader: asyncio.StreamReader) -> tuple[int, int]:
    """Return the status, and how many bytes were sent."""
    head = await reader.readuntil(b"\r\n\r\n")
    length = 0
    for line in head.split(b"\r\n"):
        name, _colon, value = line.partition(b":")
        length = int(value) if name.lower() == b"content-length" else length
    await reader.readexactly(length)
    return int(head.split(b" ", 2)[1]), len(head) + length
