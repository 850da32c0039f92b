"""The city's virus scanner, clamd, by its socket: each file goes through before anybody gets it."""

from __future__ import annotations

import socket
import struct
from collections.abc import Iterable, Iterator
from contextlib import closing

from django.conf import settings

TIMEOUT_S = 60  # a large archive takes its time
CHUNK = 65_536  # bytes
MOST_ANSWER = 4_096  # bytes
PING_S = 5


class ScannerDoesNotAnswer(Exception):  # noqa: N818 - reads as a sentence
    """The scanner cannot be reached, or could not check the file; nothing is known of it."""


def is_wanted() -> bool:
    """Return whether files wait until the scanner has seen them."""
    return bool(settings.FADEN_CLAMAV)


def is_clean(content: bytes) -> bool:
    """Return whether the scanner finds nothing in the file; True where there is no scanner.

    :raises ScannerDoesNotAnswer: it says neither yes nor no
    """
    if not is_wanted():
        return True
    answer = _asked(b"zINSTREAM\0", *_stream(content), seconds=TIMEOUT_S)
    if answer.endswith(" FOUND"):
        return False
    if answer == "stream: OK":
        return True
    raise ScannerDoesNotAnswer(answer)


def answers() -> bool:
    """Return whether the scanner is there."""
    try:
        return _asked(b"zPING\0", seconds=PING_S) == "PONG"
    except ScannerDoesNotAnswer:
        return False


def _stream(content: bytes) -> Iterator[bytes]:
    for start in range(0, len(content), CHUNK):
        part = content[start : start + CHUNK]
        yield struct.pack("!I", len(part)) + part
    yield struct.pack("!I", 0)


def _asked(*parts: bytes, seconds: float) -> str:
    try:
        with closing(_connected(seconds)) as scanner:
            return _exchange(scanner, parts)
    except OSError as error:
        raise ScannerDoesNotAnswer(type(error).__name__) from error


def _exchange(scanner: socket.socket, parts: Iterable[bytes]) -> str:
    for part in parts:
        scanner.sendall(part)
    return b"".join(_received(scanner)).rstrip(b"\0\n").decode(errors="replace")


def _connected(seconds: float) -> socket.socket:
    where = settings.FADEN_CLAMAV
    if not where.startswith("/"):
        host, _colon, port = where.rpartition(":")
        return socket.create_connection((host.strip("[]"), int(port)), timeout=seconds)
    scanner = socket.socket(socket.AF_UNIX)
    scanner.settimeout(seconds)
    scanner.connect(where)
    return scanner


def _received(scanner: socket.socket) -> Iterator[bytes]:
    n_bytes = 0
    while n_bytes < MOST_ANSWER and (part := scanner.recv(MOST_ANSWER)):
        n_bytes += len(part)
        yield part
