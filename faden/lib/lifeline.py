"""Processes that end together, and end when asked."""

import os
import signal
import socket
import threading
import time
from collections.abc import Callable
from select import select
from types import FrameType

PATIENCE_S = 10  # between the polite and the hard end of an orphan


class StopSignal:
    """Knows whether the process was asked to end; waiting for anything ends at that moment.

    To be made in the main thread: it takes over SIGTERM, SIGINT and SIGHUP.
    """

    def __init__(self) -> None:
        self.is_set = False
        self.when_set: Callable[[], None] = lambda: None
        self._awake, self._wake = socket.socketpair()
        for end in (self._awake, self._wake):
            end.settimeout(0)
        signal.set_wakeup_fd(self._wake.fileno(), warn_on_full_buffer=False)
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            if signal.getsignal(number) is not signal.SIG_IGN:  # nohup stays in force
                signal.signal(number, self._stop)

    def wait(self, seconds: float) -> bool:
        """Return whether the process is to end; wait at most so long to learn it."""
        ends_at = time.monotonic() + seconds
        while not self.is_set and (left := ends_at - time.monotonic()) > 0:
            if select([self._awake], [], [], left)[0]:
                self._awake.recv(64)
        return self.is_set

    def _stop(self, _number: int, _frame: FrameType | None) -> None:
        self.is_set = True
        self.when_set()


def follow(parent: int, *, every_s: float = 0.5) -> None:
    """End this process soon after its parent is gone, however that ended.

    To be called in the main thread.
    """
    main_thread = threading.get_ident()
    threading.Thread(target=_end_after, args=(parent, every_s, main_thread), daemon=True).start()


def _end_after(parent: int, every_s: float, main_thread: int) -> None:
    while os.getppid() == parent:
        time.sleep(every_s)
    # To the main thread: only there a signal ends the waiting for something else.
    signal.pthread_kill(main_thread, signal.SIGTERM)
    time.sleep(PATIENCE_S)
    os.kill(os.getpid(), signal.SIGKILL)
