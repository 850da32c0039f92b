"""What `faden check` says of the machine: rights, clock, disk, mail server, database, releases."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import get_connection
from django.db import connection
from django.utils import timezone

from faden.config import env, health, versions

OF_OTHERS = 0o077
SAID_APART = {"database", "migrations"}  # by whoever asks for hindrances


def around() -> list[str]:
    """Return what is wrong around the database and what to do about it, a line each."""
    return [*_rights(), *_mail_server(), *versions.ended(timezone.localdate())]


def within() -> list[str]:
    """Return what only a database that is up to date can tell, as `around`."""
    return [*_database_file(), *_complaints()]


def notes() -> list[str]:
    """Return what is worth knowing and keeps nothing from opening."""
    found = list(versions.ending(timezone.localdate()))
    if health.last_backup() is None:
        found.append("No backup was made yet. Run daily: faden backup DIR")
    if not settings.FADEN_BACKUP_HOURS:
        found.append("Nobody is told when backups stay away. Set FADEN_BACKUP_HOURS, such as 26.")
    return found


def _mail_server() -> Iterator[str]:
    """Connect, as for a mail, and sign in; nothing is sent."""
    try:
        with get_connection():
            pass
    except (OSError, SMTPException) as error:
        server = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
        reason = getattr(error, "strerror", "") or type(error).__name__
        yield f"The mail server {server} cannot be used: {reason}. Check FADEN_EMAIL_HOST."


def _rights() -> Iterator[str]:
    data = Path(settings.DATA)
    if data.exists() and data.stat().st_mode & OF_OTHERS:
        yield f"{data} is open to others on this machine. Run: chmod 700 {data}"
    for path in env.secrets_for_all():
        yield f"{path} holds a secret and everybody here can read it. Run: chmod 600 {path}"


def _complaints() -> Iterator[str]:
    """Tell what the health page complains of, as far as it is not said already."""
    for check in health.checks():
        if not check.is_ok and check.name not in SAID_APART:
            yield check.text


def _database_file() -> Iterator[str]:
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA quick_check(1)")
        found = cursor.fetchone()[0]
    if found != "ok":
        yield f"The database is damaged: {found}. Restore a backup."
