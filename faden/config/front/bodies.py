"""The bodies of requests: received on the event loop, so that slow ones take nobody's thread."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from io import BytesIO
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING

from faden.shared.media.http import MAX_BODY_BYTES

if TYPE_CHECKING:
    from granian._granian import RSGIHTTPProtocol as HTTPProtocol
    from granian.rsgi import Scope

SILENCE_S = 20.0  # at most, between two pieces of a body
GRACE_S, SLOWEST = 60.0, 2_000  # after that, so many bytes must have come in every second
IN_MEMORY = 256_000  # bytes of a body; what is longer waits in a temporary file
READ_IN_VAIN = 2 * MAX_BODY_BYTES  # of what is too large: browsers show an answer only afterwards
MOST_HELD = 1_000_000_000  # bytes of all bodies of this process that are not answered yet


class TooSlow(Exception):  # noqa: N818 - reads as a sentence
    """The body does not come, or not fast enough."""


class NoLength(Exception):  # noqa: N818 - reads as a sentence
    """The body comes in pieces of unknown sum: its end could be that of the connection."""


class Broken(Exception):  # noqa: N818 - reads as a sentence
    """The connection ended in the middle of the body."""


class TooMuch(Exception):  # noqa: N818 - reads as a sentence
    """Others have sent so much at the same time that there is no room."""


@dataclass
class Body:
    """What came after the head of a request; of one that is too large, only its length."""

    file: IO[bytes]
    length: int  # as announced
    held: int = 0  # bytes


class Bodies:
    """Receives bodies, and knows how much of them this process holds."""

    def __init__(self) -> None:
        self.held = 0  # bytes

    async def receive(self, scope: Scope, protocol: HTTPProtocol) -> Body:
        """Return the whole body.

        :raises NoLength: browsers always tell it
        :raises TooSlow: also when nothing comes at all
        :raises TooMuch: when all bodies together need too much room
        :raises Broken: when only a part of it came
        :raises OSError: when there is no room in the temporary folder
        """
        if "transfer-encoding" in scope.headers:
            raise NoLength
        announced = scope.headers.get("content-length", "0")
        expected = int(announced) if announced.isdecimal() else 0
        body = Body(_room_for(expected), expected)
        try:
            await self._fill(body, protocol)
        except BaseException:
            self.forget(body)
            raise
        body.file.seek(0)
        return body

    def forget(self, body: Body) -> None:
        """Give the room of a body back."""
        self.held -= body.held
        body.held = 0
        body.file.close()

    async def _fill(self, body: Body, protocol: HTTPProtocol) -> None:
        wanted = min(body.length, READ_IN_VAIN)
        if not wanted:
            return
        began, received = asyncio.get_running_loop().time(), 0
        pieces = aiter(protocol)
        while received < wanted:  # never asked for more: what comes then depends on how it ended
            piece = await _next(pieces, until=_patience_ends(began, received))
            received += len(piece)
            if body.length <= MAX_BODY_BYTES:
                self._keep(body, piece)

    def _keep(self, body: Body, piece: bytes) -> None:
        if self.held + len(piece) > MOST_HELD:
            raise TooMuch(f"{self.held:,} bytes wait already")
        self.held += len(piece)
        body.held += len(piece)
        body.file.write(piece)


async def _next(pieces: AsyncIterator[bytes], *, until: float) -> bytes:
    try:
        async with asyncio.timeout_at(until):
            piece = await anext(pieces)
    except TimeoutError:
        raise TooSlow from None
    if not piece:
        raise Broken
    return piece


def _room_for(length: int) -> IO[bytes]:
    if length <= IN_MEMORY:
        return BytesIO()
    return TemporaryFile()


def _patience_ends(began: float, received: int) -> float:
    now = asyncio.get_running_loop().time()
    return min(now + SILENCE_S, began + GRACE_S + received / SLOWEST)
