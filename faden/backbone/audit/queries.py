"""What the log and the page versions say."""

from collections.abc import Iterable

from django.db.models import Model, QuerySet

from faden.backbone.audit.models import LogEntry, PageVersion


def versions(scopes: Iterable[str]) -> dict[str, int]:
    """Return `{scope: version}`; a scope that was never written has version 0."""
    wanted = list(scopes)
    found = dict(PageVersion.objects.filter(scope__in=wanted).values_list("scope", "version"))
    return {scope: found.get(scope, 0) for scope in wanted}


def log_of(subject: Model) -> QuerySet[LogEntry]:
    """Return what was done to the subject, oldest first."""
    return LogEntry.objects.filter(
        subject_type=subject._meta.label_lower, subject_id=subject.pk
    ).order_by("id")
