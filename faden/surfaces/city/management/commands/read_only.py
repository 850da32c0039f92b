"""`faden read-only on "until 18:00, we are moving"` and `faden read-only off`."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone

from faden.backbone.jobs.queries import running_jobs
from faden.surfaces.city.actions.closing import end_read_only, let_jobs_rest, refuse_writes

STEP_S = 0.2
OLDER = (
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
    " AND pid <> pg_backend_pid() AND state <> 'idle' AND xact_start < %s"
)


class Command(BaseCommand):
    help = "Lets the site be read only, with a notice on every page, or lets it be written again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("switch", choices=["on", "off"])
        parser.add_argument("notice", nargs="?", default="", help="why, and until when")
        parser.add_argument(
            "--wait", type=int, default=300, help="seconds that running jobs have to end; 300"
        )

    def handle(self, *_args: object, switch: str, notice: str, wait: int, **_options: Any) -> None:
        if switch == "off":
            end_read_only()
            self.stdout.write("Everything can be written again.")
            return
        if not notice:
            raise CommandError('Say why: faden read-only on "until 18:00, we are moving"')
        closing = let_jobs_rest(notice, now=timezone.now())
        if not _becomes_true(lambda: not running_jobs(timezone.now()).exists(), seconds=wait):
            raise CommandError(
                "Jobs still run. None begins any more; run this again, or: faden read-only off"
            )
        refuse_writes(closing)
        since = timezone.now()
        if not _becomes_true(lambda: not _writes_go_on(since), seconds=wait):
            raise CommandError("Writes that began before still go on. Run this again.")
        self.stdout.write("The site can be read, and nothing is written any more.")


def _becomes_true(asked: Callable[[], bool], *, seconds: float) -> bool:
    until = time.monotonic() + seconds
    while not (is_true := asked()) and time.monotonic() < until:
        time.sleep(STEP_S)
    return is_true


def _writes_go_on(since: datetime) -> bool:
    """Return whether a write of before goes on; SQLite lets one write begin after the other."""
    if connection.vendor != "postgresql":
        return False
    with connection.cursor() as cursor:
        cursor.execute(OLDER, [since])
        return bool(cursor.fetchone()[0])
