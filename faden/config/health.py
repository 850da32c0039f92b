"""Whether this site can serve, and what should be looked at: for supervisors and administrators."""

from __future__ import annotations

import json
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone

from faden.backbone.audit.models import LogEntry
from faden.backbone.jobs.queries import counts
from faden.backbone.places.queries import read_only_notice
from faden.config.backups.files import STATUS
from faden.shared.notifications.queries import waiting_mails

LEAST_FREE = 1_000_000_000  # bytes of disk
LONGEST_QUEUE = timedelta(minutes=10)
LONGEST_MAIL = timedelta(hours=1)
LARGEST_DRIFT = timedelta(minutes=1)
MEGA = 1_000_000


@dataclass(frozen=True)
class Check:
    """One thing that should be so."""

    name: str
    is_ok: bool
    text: str  # what is the case, and what to do if it is wrong
    is_needed: bool = False  # without it nothing can be served


def live(request: HttpRequest) -> HttpResponse:
    """Answer that the process answers; nothing else is asked."""
    return _told(request, is_ok=True)


def ready(request: HttpRequest) -> HttpResponse:
    """Answer whether pages can be served. Reasons stand at the private address only."""
    return _told(request, is_ok=is_ready([_database(), _migrations()]))


def checks() -> list[Check]:
    """Return all that is looked at, each with its reason."""
    database = _database()
    asked = [_disk, _media, _clock, _backup]
    if database.is_ok:
        asked += [_migrations, _workers, _failed_jobs, _mail, _read_only]
    return [database, *(_safely(check) for check in asked)]


def is_ready(found: Iterable[Check]) -> bool:
    """Return whether pages can be served."""
    return all(check.is_ok for check in found if check.is_needed)


def told_in_full(found: list[Check]) -> dict[str, Any]:
    """Return the checks as JSON shows them."""
    return {"status": _status(is_ready(found)), "checks": [asdict(check) for check in found]}


def lacks_migrations() -> bool:
    """Return whether the database is behind the code."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def last_backup() -> dict[str, Any] | None:
    """Return how the last backup went; None: there was none."""
    try:
        found = json.loads((Path(settings.DATA) / STATUS).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return {**found, "at": datetime.fromisoformat(found["at"])}


def _told(request: HttpRequest, *, is_ok: bool) -> HttpResponse:
    status = 200 if is_ok else 503
    if "json" in request.GET.get("format", request.headers.get("Accept", "")):
        answer: HttpResponse = JsonResponse({"status": _status(is_ok)}, status=status)
    else:
        answer = HttpResponse(f"{_status(is_ok)}\n", content_type="text/plain", status=status)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _status(is_ok: bool) -> str:  # noqa: FBT001 - the value itself
    return "ok" if is_ok else "not ready"


def _safely(check: Callable[[], Check]) -> Check:
    try:
        return check()
    except (DatabaseError, OSError) as error:
        return Check(check.__name__.strip("_"), False, f"It cannot be asked: {_line(error)}")  # noqa: FBT003


def _line(error: BaseException) -> str:
    return str(error).strip().partition("\n")[0]


def _database() -> Check:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as error:
        connection.close()
        reason = f"The database does not answer: {_line(error)}."
        return Check("database", is_ok=False, text=reason, is_needed=True)
    return Check("database", is_ok=True, text="The database answers.", is_needed=True)


_is_migrated = False  # once seen it stays so for the life of the process


def _migrations() -> Check:
    global _is_migrated  # noqa: PLW0603 - reading all migrations takes a second
    try:
        _is_migrated = _is_migrated or not lacks_migrations()
    except DatabaseError:
        _is_migrated = False
    text = "" if _is_migrated else "The database is not up to date. Run: faden migrate"
    return Check("migrations", is_ok=_is_migrated, text=text, is_needed=True)


def _read_only() -> Check:
    notice = read_only_notice()
    text = f"Nothing is saved: {notice}. End it with: faden read-only off" if notice else ""
    return Check("read_only", is_ok=notice is None, text=text or "Everything can be saved.")


def _disk() -> Check:
    free = shutil.disk_usage(settings.DATA).free
    text = f"{settings.DATA} has {free // MEGA:,} MB left."
    return Check("disk", is_ok=free >= LEAST_FREE, text=text)


def _media() -> Check:
    folder = Path(settings.MEDIA_ROOT)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        reason = f"{folder} cannot be written: {error.strerror}. Change FADEN_DATA or its rights."
        return Check("media", is_ok=False, text=reason)
    return Check("media", is_ok=True, text=f"{folder} can be written.")


def _workers() -> Check:
    waits = counts(_now()).oldest_waiting
    text = f"The first job has been due for {_minutes(waits)} minutes."
    return Check("workers", is_ok=waits <= LONGEST_QUEUE, text=text)


def _failed_jobs() -> Check:
    failed = counts(_now()).failed_by_task
    told = ", ".join(f"{n} {task}" for task, n in sorted(failed.items()))
    text = (
        f"Jobs failed for good: {told}. See /team/auftraege/gescheitert/."
        if failed
        else "No job failed."
    )
    return Check("failed_jobs", is_ok=not failed, text=text)


def _mail() -> Check:
    tried = waiting_mails().filter(attempts__gt=0).first()
    waits = _now() - tried.created_at if tried else timedelta()
    text = (
        f"A mail has been tried in vain for {_minutes(waits)} minutes." if tried else "None waits."
    )
    return Check("mail", is_ok=waits <= LONGEST_MAIL, text=text)


def _backup() -> Check:
    last, hours = last_backup(), settings.FADEN_BACKUP_HOURS
    if last is None:
        return Check("backup", is_ok=not hours, text="No backup was made yet.")
    at = f"{last['at']:%Y-%m-%d %H:%M} UTC"
    if not last["is_made"]:
        return Check("backup", is_ok=False, text=f"The backup of {at} failed: {last['reason']}")
    is_old = bool(hours) and _now() - last["at"] > timedelta(hours=hours)
    return Check("backup", is_ok=not is_old, text=f"The last backup is of {at}.")


def _clock() -> Check:
    """Compare the clock with the file system's, the database's, and with what was recorded."""
    now = _now()
    others = {"the file system's": _clock_of_files(), "the database's": _clock_of_database()}
    newest = LogEntry.objects.order_by("-pk").values_list("recorded_at", flat=True).first()
    for whose, other in others.items():
        if abs(other - now) > LARGEST_DRIFT:
            text = f"The clock is {(now - other).total_seconds():+.0f} s off {whose}."
            return Check("clock", is_ok=False, text=text)
    if newest and newest - now > LARGEST_DRIFT:
        text = f"The clock stands before the newest entry of the log, {newest:%Y-%m-%d %H:%M} UTC."
        return Check("clock", is_ok=False, text=text)
    return Check("clock", is_ok=True, text="The clocks agree.")


def _clock_of_files() -> datetime:
    with tempfile.TemporaryFile(dir=settings.DATA) as file:
        file.write(b".")
        file.flush()
        return datetime.fromtimestamp(Path(f"/proc/self/fd/{file.fileno()}").stat().st_mtime, UTC)


def _clock_of_database() -> datetime:
    if connection.vendor == "sqlite":  # it has none of its own
        return datetime.fromtimestamp(time.time(), UTC)
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        at: datetime = cursor.fetchone()[0]
        return at


def _minutes(waits: timedelta) -> int:
    return int(waits.total_seconds() // 60)


def _now() -> datetime:
    return timezone.now()  # noqa: TID251 - somebody asks now
