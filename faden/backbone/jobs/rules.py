"""When a job is tried again, when a schedule is due next, and what an error may tell."""

import re
import traceback
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo
from typing import Protocol

from django.db import OperationalError

DEFAULT_LEASE = timedelta(minutes=2)
DONE_KEPT = timedelta(days=7)

FIRST_DELAY = timedelta(seconds=15)
LONGEST_DELAY = timedelta(hours=6)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
ADDRESS = re.compile(r"\S+@\S+")
OUR_CODE = re.compile(  # below the innermost folder of that name; the worker only calls
    r"^(?:.*/)?faden/(?!.*/faden/)(?!backbone/jobs/worker\.py$)"
)


class JobFailed(Exception):  # noqa: N818 - reads as a sentence
    """A task raises it with a message for staff, which is kept: nothing personal in it."""


def delay_after(attempt: int) -> timedelta:
    """Return how long to wait after the attempt failed: 15 s, 1 min, 4 min, ... at most 6 h."""
    return min(FIRST_DELAY * 4.0 ** min(attempt - 1, 10), LONGEST_DELAY)


def error_text(error: BaseException) -> str:
    """Return the error's type, where in our code it came from, and what it may tell.

    Messages of most errors quote the values they choke on, so only those are kept that cannot:
    of `JobFailed`, of the operating system, and of a database that cannot be reached.
    """
    message = ADDRESS.sub("...", _message(error).partition("\n")[0]).strip()
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if OUR_CODE.search(frame.filename)] or frames[-1:]
    place = f" ({ours[-1].filename.rpartition('/faden/')[2]}:{ours[-1].lineno})" if ours else ""
    return f"{type(error).__name__}{': ' if message else ''}{message}{place}"


def _message(error: BaseException) -> str:
    if isinstance(error, JobFailed | OperationalError):
        return str(error)
    return error.strerror or "" if isinstance(error, OSError) else ""


class Schedule(Protocol):
    """Says when a task is due."""

    def next_slot(self, after: datetime, zone: tzinfo) -> datetime:
        """Return the first moment later than `after`, in UTC."""


@dataclass(frozen=True)
class Daily:
    """Once each calendar day, at this time on the city's clocks.

    In the night that skips the time it is an hour later on the clock; in the night that has it
    twice it is the first of the two.
    """

    at: time

    def next_slot(self, after: datetime, zone: tzinfo) -> datetime:
        today = after.astimezone(zone).date()
        slots = [
            datetime.combine(today + timedelta(days=days), self.at, zone).astimezone(UTC)
            for days in range(2)
        ]
        return next(slot for slot in slots if slot > after)


@dataclass(frozen=True)
class Every:
    """Again and again after this much real time, whatever the clocks do."""

    interval: timedelta

    def next_slot(self, after: datetime, zone: tzinfo) -> datetime:  # noqa: ARG002 - see Schedule
        return EPOCH + ((after - EPOCH) // self.interval + 1) * self.interval
