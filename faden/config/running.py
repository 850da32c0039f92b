"""Who uses the folder of the data: the running site, or one command that must be alone."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

FILE = "running"


class SiteRuns(Exception):  # noqa: N818 - reads as a sentence
    """A command that must be alone is not."""


@contextmanager
def shared() -> Iterator[None]:
    """Say that the site runs, for as long as the block does.

    :raises SiteRuns: while a backup is being restored or the database moved
    """
    with _locked(fcntl.LOCK_SH, "A backup is being restored, or the database moved. Wait for it."):
        yield


@contextmanager
def alone() -> Iterator[None]:
    """Keep the site from starting for as long as the block runs.

    :raises SiteRuns: while it runs
    """
    with _locked(fcntl.LOCK_EX, f"Faden runs on {settings.DATA}. Stop it first."):
        yield


@contextmanager
def _locked(kind: int, refusal: str) -> Iterator[None]:
    handle = os.open(Path(settings.DATA) / FILE, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, kind | fcntl.LOCK_NB)
    except BlockingIOError as error:
        os.close(handle)
        raise SiteRuns(refusal) from error
    try:
        yield
    finally:
        os.close(handle)
