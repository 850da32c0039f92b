"""Between the web server and the pages: no thread ever waits for somebody's slow network.

The server hands requests over by RSGI, as coroutines. Each receives the body of its request within
limits of size and time; one of a few threads then runs the WSGI application on the whole request;
the answer goes back as bytes or as a file, which the server sends without any thread.
"""

from __future__ import annotations

import asyncio
import logging
import os
import socket
import time
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from http import HTTPStatus
from pathlib import Path
from threading import Lock
from typing import IO, TYPE_CHECKING

from faden.config.front.answers import FileBody, Started, send_failure, send_file, send_pieces
from faden.config.front.bodies import Bodies, Body, Broken, NoLength, TooMuch, TooSlow
from faden.config.front.environment import environment_of

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication
    from granian._granian import RSGIHTTPProtocol as HTTPProtocol
    from granian.rsgi import Scope

THREADS = 2  # of each process; bodies wait elsewhere, so more only wait for each other
PATIENCE_S = 20.0  # a request that waited longer for a thread is not worked on any more
STALLED_S = 60  # a reader who takes nothing for so long loses the connection
TOLD_EVERY_S = 60.0  # what was refused, in one line
REASONS = {
    HTTPStatus.REQUEST_TIMEOUT: "their bodies came too slowly",
    HTTPStatus.SERVICE_UNAVAILABLE: "too many others were before them",
}

logger = logging.getLogger("faden.front")


class Front:
    """An RSGI application around the WSGI application."""

    def __init__(self, application: WSGIApplication, *, threads: int = THREADS) -> None:
        self.application = application
        self.bodies = Bodies()
        self.pool = ThreadPoolExecutor(threads, thread_name_prefix="pages")
        self.refused: Counter[HTTPStatus] = Counter()
        self._counting = Lock()

    def __rsgi_init__(self, loop: asyncio.AbstractEventLoop) -> None:
        loop.call_soon(_let_go_of_stalled_readers)
        loop.call_later(TOLD_EVERY_S, self._tell, loop)

    async def __rsgi__(self, scope: Scope, protocol: HTTPProtocol) -> None:
        """Receive the request, have a thread answer it; refuse what cannot be waited for."""
        loop = asyncio.get_running_loop()
        try:
            body = await self.bodies.receive(scope, protocol)
        except TooSlow:
            self._refuse(scope, protocol, status=HTTPStatus.REQUEST_TIMEOUT)
            return
        except NoLength:
            send_failure(protocol, scope.path, status=HTTPStatus.LENGTH_REQUIRED)
            return
        except (TooMuch, OSError) as error:
            logger.warning("A request could not be received: %s", error)
            self._refuse(scope, protocol, status=HTTPStatus.SERVICE_UNAVAILABLE)
            return
        except Broken:
            return  # there is nobody to answer
        try:
            arrived = time.monotonic()
            answer = partial(self._answer, scope, protocol, body=body, arrived=arrived)
            file = await loop.run_in_executor(self.pool, answer)
            if file:  # the server opens it by its descriptor, which is soon
                loop.call_later(STALLED_S, file.close)
        finally:
            self.bodies.forget(body)

    def _answer(
        self, scope: Scope, protocol: HTTPProtocol, *, body: Body, arrived: float
    ) -> IO[bytes] | None:
        """Answer in a thread; return the file that must stay open until the server has it."""
        if time.monotonic() - arrived > PATIENCE_S:
            self._refuse(scope, protocol, status=HTTPStatus.SERVICE_UNAVAILABLE)
            return None
        started = Started()
        pieces: Iterable[bytes] = ()
        try:
            pieces = self.application(environment_of(scope, body), started)
            if isinstance(pieces, FileBody) and send_file(protocol, pieces, started=started):
                return None
            return send_pieces(protocol, pieces, started=started)
        except BaseException:
            logger.exception("The application failed")
            send_failure(protocol, scope.path, status=HTTPStatus.INTERNAL_SERVER_ERROR)
            return None
        finally:
            if hasattr(pieces, "close"):
                pieces.close()

    def _refuse(self, scope: Scope, protocol: HTTPProtocol, *, status: HTTPStatus) -> None:
        with self._counting:
            self.refused[status] += 1
        send_failure(protocol, scope.path, status=status)

    def _tell(self, loop: asyncio.AbstractEventLoop) -> None:
        with self._counting:
            refused, self.refused = self.refused, Counter()
        for status, n in refused.items():
            logger.warning("In the last minute %d requests were refused: %s", n, REASONS[status])
        loop.call_later(TOLD_EVERY_S, self._tell, loop)


def _let_go_of_stalled_readers() -> None:
    """Have the system end connections whose other side takes nothing; accepted ones inherit it."""
    if hasattr(socket, "TCP_USER_TIMEOUT"):
        for number in Path("/dev/fd").iterdir():
            _limit_if_listening(int(number.name))


def _limit_if_listening(number: int) -> None:
    with suppress(OSError), socket.socket(fileno=os.dup(number)) as found:
        if found.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN):
            found.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, STALLED_S * 1000)
