"""Asking for long work, cancelling it, and deciding about what failed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from faden.backbone.audit.actions import action, record
from faden.backbone.jobs import actions as jobs
from faden.backbone.jobs.models import Job
from faden.backbone.people.models import Person
from faden.backbone.processes.models import Process
from faden.backbone.processes.queries import may, require
from faden.backbone.processes.rules import Permission
from faden.lib.refused import Refused
from faden.shared.errands import files, queries, rules
from faden.shared.errands.kinds import kind_of
from faden.shared.errands.models import Errand


@dataclass(frozen=True)
class Order:
    """What is asked for: of which kind, under which title, about which row or list."""

    kind: str
    title: str
    subject_id: int | None = None
    process: Process | None = None
    address: str = ""  # of the list that becomes a file


@action
def accept(order: Order, job: Job | None, *, actor: Person | None, now: datetime) -> Errand:
    """Note that somebody asked for what the job does; without a job it begins as a file."""
    errand = Errand.objects.filter(job=job).first() if job else None
    if errand is None:
        errand = Errand.objects.create(
            kind=order.kind,
            title=order.title[:250],
            subject_id=order.subject_id,
            process=order.process,
            address=order.address,
            asked_by=actor,
            job=job,
            created_at=now,
        )
        record("errands.accept", errand, actor=actor, kind=order.kind)
    return errand


@action
def ask_for_file(order: Order, *, actor: Person, now: datetime) -> Errand:
    """Have a list made into a file in the background; asked again meanwhile, it is the same."""
    mine = Errand.objects.filter(queries.is_open(), asked_by=actor, address=order.address)
    if same := mine.first():
        return same
    errand = accept(order, None, actor=actor, now=now)
    errand.job = jobs.enqueue("errands.export", errand=errand.pk)
    errand.save(update_fields=["job"])
    return errand


@action
def finish_file(errand: Errand, *, stored_as: str, file_name: str, content_type: str) -> None:
    """Note where the file is."""
    errand.stored_as, errand.file_name, errand.content_type = stored_as, file_name, content_type
    errand.save(update_fields=["stored_as", "file_name", "content_type"])
    record("errands.finish_file", errand, actor=None)


@action
def cancel(errand: Errand, *, actor: Person, now: datetime) -> None:
    """End the work: at once if it waits, else at its next step.

    :raises Refused: when it is over, or somebody else's
    """
    errand = Errand.objects.select_for_update(of=("self",)).select_related("job").get(pk=errand.pk)
    kind = kind_of(errand.kind)
    is_own = errand.asked_by_id == actor.pk
    if not is_own and not may(actor, kind.permission, process_id=errand.process_id, now=now):
        raise Refused(rules.NOT_YOURS)
    if errand.job is None or not jobs.cancel(errand.job, now=now):
        raise Refused(rules.IS_OVER)
    if kind.cancelled and errand.subject_id is not None:
        kind.cancelled(errand.subject_id)
    record("errands.cancel", errand, actor=actor)


@action
def retry(failed: Sequence[Job], *, actor: Person, now: datetime) -> int:
    """Let failed jobs run again; return how many had failed.

    :raises Refused: for all but the administration
    """
    require(actor, Permission.ADMINISTER, process_id=None, now=now)
    done = [job for job in failed if jobs.retry(job, now=now)]
    for job in done:
        record("errands.retry", job, actor=actor, task=job.name)
    return len(done)


@action
def give_up(failed: Sequence[Job], *, actor: Person, now: datetime) -> int:
    """Take failed jobs off the list; return how many had failed.

    :raises Refused: for all but the administration
    """
    require(actor, Permission.ADMINISTER, process_id=None, now=now)
    done = [job for job in failed if jobs.give_up(job, now=now)]
    for job in done:
        record("errands.give_up", job, actor=actor, task=job.name)
    return len(done)


@action
def _forget(*, now: datetime) -> list[str]:
    """Delete what has had its time, and return the names of its files."""
    old = queries.old_errands(now)
    names = list(old.exclude(stored_as="").values_list("stored_as", flat=True))
    Errand.objects.filter(pk__in=list(old.values_list("pk", flat=True))).delete()
    return names


def sweep(*, now: datetime) -> None:
    """Forget what was asked for a week ago, with its files, and files that nobody knows."""
    for stored_as in _forget(now=now):
        files.remove(stored_as)
    known = Errand.objects.exclude(stored_as="").values_list("stored_as", flat=True)
    files.remove_unknown(set(known), now=now)
