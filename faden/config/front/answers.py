"""The answer of the WSGI application, on its way to the server."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, Any
from urllib.parse import quote

from faden.web.errors import failure

if TYPE_CHECKING:
    from granian._granian import RSGIHTTPProtocol as HTTPProtocol

IN_MEMORY = 256_000  # bytes of an answer; what is longer leaves as a file
PIECE = 65_536  # bytes


class Started:
    """The `start_response` of one request; it remembers what it was told."""

    def __init__(self) -> None:
        self.status = 500
        self.headers: list[tuple[str, str]] = []

    def __call__(
        self, status: str, headers: list[tuple[str, str]], _error: Any = None
    ) -> Callable[[bytes], object]:
        self.status = int(status[:3])
        self.headers = [(name, _sendable(value)) for name, value in headers]
        return _cannot_write


class FileBody:
    """A file as an answer, the `wsgi.file_wrapper`."""

    def __init__(self, file: IO[bytes], piece: int = PIECE) -> None:
        self.file, self.piece = file, piece

    def __iter__(self) -> Iterator[bytes]:
        while piece := self.file.read(self.piece):
            yield piece

    def close(self) -> None:
        if hasattr(self.file, "close"):
            self.file.close()


def send_file(protocol: HTTPProtocol, body: FileBody, *, started: Started) -> bool:
    """Have the server send a file of the disk by itself; return whether it does."""
    path = getattr(body.file, "name", None)
    if not isinstance(path, str) or body.file.tell() or Path(path).stat().st_size <= IN_MEMORY:
        return False
    protocol.response_file(started.status, started.headers, str(Path(path).absolute()))
    return True


def send_pieces(
    protocol: HTTPProtocol, pieces: Iterable[bytes], *, started: Started
) -> IO[bytes] | None:
    """Send what the application makes; return the file it is in, to be closed when it was opened.

    A long answer goes through a file without a name: in the memory it would stay for as long as
    the other side takes to read it.
    """
    if isinstance(pieces, list):
        protocol.response_bytes(started.status, started.headers, b"".join(pieces))
        return None
    made = bytearray()
    file: IO[bytes] | None = None
    for piece in pieces:
        made += piece
        if len(made) > IN_MEMORY:
            file = file or TemporaryFile()  # noqa: SIM115 - stays open until the server has it
            file.write(made)
            made.clear()
    if file is None:
        protocol.response_bytes(started.status, started.headers, bytes(made))
        return None
    file.write(made)
    file.flush()
    protocol.response_file(started.status, started.headers, f"/dev/fd/{file.fileno()}")
    return file


def send_failure(protocol: HTTPProtocol, path: str, *, status: int) -> None:
    """Send the page for a failure; it needs neither database nor session."""
    response = failure(path, status)
    headers = [(name.lower(), value) for name, value in response.items()]
    protocol.response_bytes(status, [*headers, ("connection", "close")], response.content)


def _sendable(value: str) -> str:
    """Return the value of a header without what would end the server's process."""
    if value.isascii() and value.isprintable():
        return value
    return quote(value, safe=" !\"#$%&'()*+,-./:;<=>?@[]^_`{|}~")


def _cannot_write(_piece: bytes) -> object:
    raise NotImplementedError("the application returns its answer")
