"""`faden move-to-postgres`."""

import argparse
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

from faden.backbone.audit import journal
from faden.backbone.places.queries import read_only_notice
from faden.config import running
from faden.config.health import lacks_migrations
from faden.config.moving.moving import move
from faden.config.moving.target import CannotMove

AFTERWARDS = """All {n:,} rows are in PostgreSQL, and each is the same. Now
  1. stop Faden, if it runs
  2. set FADEN_DATABASE_URL to the new address, and start it
  3. if it was read-only: faden read-only off
The files in FADEN_DATA stay where they are; {file} is not read any more."""
STOP_OR_CLOSE = (
    "Faden runs and may be written to. Stop it, or let it be read only: "
    'faden read-only on "until 18:00, we are moving"'
)


def run(words: Sequence[str]) -> int:
    """Move the embedded database to PostgreSQL, or go on with it."""
    parser = argparse.ArgumentParser(
        prog="faden move-to-postgres",
        fromfile_prefix_chars="@",
        description="Moves the whole database; a run that was stopped goes on where it was.",
    )
    parser.add_argument(
        "url",
        help="postgres://user:password@host:port/name of an empty database, or @FILE that holds it",
    )
    options = parser.parse_args(words)
    if not options.url.startswith(("postgres://", "postgresql://")):
        raise CannotMove("Write the address as postgres://user:password@host:port/name")
    if connection.vendor != "sqlite":
        raise CannotMove("The database is PostgreSQL already.")
    if lacks_migrations():
        raise CannotMove("The database is not up to date. Run: faden migrate")
    file, (source, _last) = Path(str(connection.settings_dict["NAME"])), journal.position()
    with _nobody_writes():
        connection.close()
        n_rows = move(file, options.url, source=source, say=_say)
    _say(AFTERWARDS.format(n=n_rows, file=file))
    return 0


@contextmanager
def _nobody_writes() -> Iterator[None]:
    if read_only_notice() is not None:
        yield
        return
    try:
        with running.alone():
            yield
    except running.SiteRuns as error:
        raise CannotMove(STOP_OR_CLOSE) from error


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201 - the administrator's terminal
