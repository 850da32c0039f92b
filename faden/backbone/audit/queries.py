"""What the log and the page versions say."""

from collections.abc import Iterable

from django.db import connection
from django.db.models import Model, QuerySet

from faden.backbone.audit.models import LogEntry


def versions(scopes: Iterable[str]) -> dict[str, int]:
    """Return `{scope: version}`; a scope that was never written has version 0.

    Asked on every request for a page without a session, hence without the ORM.
    """
    wanted = list(scopes)
    places = ", ".join(["%s"] * len(wanted))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT scope, version FROM audit_page_version WHERE scope IN ({places})",  # noqa: S608
            wanted,
        )
        return {**dict.fromkeys(wanted, 0), **dict(cursor.fetchall())}


def log_of(subject: Model) -> QuerySet[LogEntry]:
    """Return what was done to the subject, oldest first."""
    return LogEntry.objects.filter(
        subject_type=subject._meta.label_lower, subject_id=subject.pk
    ).order_by("id")
