"""What was asked for and may be seen, and what failed."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from faden.backbone.jobs.models import IS_OPEN, Job
from faden.backbone.jobs.queries import failed_jobs
from faden.backbone.people.models import Person
from faden.backbone.processes.queries import may, processes_worked_on
from faden.backbone.processes.rules import Permission
from faden.shared.errands.kinds import all_kinds
from faden.shared.errands.models import Errand

KEPT = timedelta(days=7)  # after they were asked for; their files may hold personal data


def errands_seen_by(person: Person, *, now: datetime) -> QuerySet[Errand]:
    """Return what the person asked for, and others' work in the processes they work for."""
    found = Errand.objects.select_related("job", "process", "asked_by")
    if may(person, Permission.ADMINISTER, process_id=None, now=now):
        return found
    seen = Q(asked_by=person)
    for kind in all_kinds():
        processes = processes_worked_on(person, now=now, permission=kind.permission)
        seen |= Q(kind=kind.name, process__in=processes)
    return found.filter(seen)


def is_open() -> Q:
    """Return the condition that the work waits or is under way."""
    return Q(job__in=Job.objects.filter(IS_OPEN))


def errand_by_id(pk: int) -> Errand | None:
    """Return the errand with its job and whoever asked."""
    return Errand.objects.select_related("job", "asked_by").filter(pk=pk).first()


def errand_about(kind: str, subject_id: int) -> Errand | None:
    """Return the last work of this kind about the row."""
    return errands_about(kind, [subject_id]).get(subject_id)


def errands_about(kind: str, subject_ids: Collection[int]) -> dict[int, Errand]:
    """Return `{row: the last work of this kind about it}`: one query."""
    found = Errand.objects.select_related("job").filter(kind=kind, subject_id__in=subject_ids)
    return {errand.subject_id: errand for errand in found.order_by("pk") if errand.subject_id}


def old_errands(now: datetime) -> QuerySet[Errand]:
    """Return what has had its time: neither open nor failed without a decision."""
    old = Errand.objects.filter(created_at__lt=now - KEPT)
    return old.exclude(is_open()).exclude(job__in=failed_jobs().order_by())


def n_failed() -> int:
    """Return how many jobs failed for good and wait for a decision."""
    return failed_jobs().count()
