"""Every change of a job. Each is one short transaction of its own, or part of the caller's."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from faden.backbone.jobs.models import ERROR_LENGTH, IS_OPEN, Job, Priority
from faden.backbone.jobs.queries import abandoned_jobs, cancelled_jobs, due_jobs, first_due
from faden.backbone.jobs.registry import Cancelled, LeaseLost, lease_of, next_slots, task_named
from faden.backbone.jobs.rules import DONE_KEPT, delay_after


def enqueue(
    name: str,
    *,
    unique_key: str = "",
    run_at: datetime | None = None,
    priority: Priority | None = None,
    **args: Any,
) -> Job:
    """Enqueue the task of this name, for actions, which may not import `tasks.py`.

    :param priority: other than the task's own
    :raises NoSuchTask: when no room has it
    """
    return task_named(name).enqueue(unique_key=unique_key, run_at=run_at, priority=priority, **args)


def claim(worker: str, *, now: datetime, leave: frozenset[str] = frozenset()) -> Job | None:
    """Give the worker the most urgent job that is due, with a lease, or None.

    A job by schedule is followed by the one for the next slot before it runs.

    :param leave: tasks that are not for this worker
    """
    if not due_jobs(now).exclude(name__in=leave).exists():
        return None  # waiting takes no write lock
    with transaction.atomic():
        job = first_due(now, leave=leave)
        if job is None:
            return None
        job.leased_by = worker
        job.lease_until = now + lease_of(job.name)
        job.attempts += 1
        job.save(update_fields=["leased_by", "lease_until", "attempts"])
        if job.slot:
            _replace_older(job, now=now)
            _plan(job.name, now=now)
        return job


def extend(job: Job, *, done: int, total: int, now: datetime) -> None:
    """Store the progress and begin the lease anew.

    :raises LeaseLost: when the worker does not hold the job any more
    :raises Cancelled: when somebody has cancelled it
    """
    held = _held(job)
    goes_on = held.filter(cancel_asked_at=None).update(
        progress_done=done, progress_total=total, lease_until=now + lease_of(job.name)
    )
    if not goes_on:
        raise Cancelled if held.exists() else LeaseLost(str(job))


def finish(job: Job, *, now: datetime) -> None:
    """Mark the job done, or due again when it was enqueued once more while it ran.

    :raises LeaseLost: when the worker does not hold the job any more
    """
    once = _held(job).filter(runs_again=False)
    if not once.update(done_at=now, lease_until=None, leased_by="", last_error=""):
        _begin_again(job, now=now)


@transaction.atomic
def fail(job: Job, error: str, *, now: datetime) -> Job:
    """Let the job be tried again later, or give it up after its last attempt.

    :raises LeaseLost: when the worker does not hold the job any more
    """
    job = _locked(job)
    job.last_error = error[:ERROR_LENGTH]
    job.run_at = now + delay_after(job.attempts)
    if job.cancel_asked_at:
        job.given_up_at = now
    elif job.attempts >= job.max_attempts and job.runs_again:
        job.attempts, job.runs_again = 0, False
    elif job.attempts >= job.max_attempts:
        job.failed_at = now
    _let_go(job)
    return job


@transaction.atomic
def release(job: Job) -> None:
    """Put the job back as if it had not been taken; nobody is to blame.

    :raises LeaseLost: when the worker does not hold the job any more
    """
    job = _locked(job)
    job.attempts -= 1  # if it was cancelled, the house-keeping settles it
    _let_go(job)


@transaction.atomic
def postpone(job: Job, *, until: datetime) -> None:
    """Put the job back for later, as if it had not been taken.

    :raises LeaseLost: when the worker does not hold the job any more
    """
    job = _locked(job)
    job.attempts -= 1
    job.run_at = until
    _let_go(job)


def postpone_all(name: str, *, until: datetime, priority: Priority) -> int:
    """Let no waiting job of the task and priority run before that moment; return how many wait."""
    waiting = Job.objects.filter(IS_OPEN, name=name, priority=priority, lease_until=None)
    return waiting.filter(run_at__lt=until).update(run_at=until)


@transaction.atomic
def cancel(job: Job, *, now: datetime) -> bool:
    """End the job: at once if it waits, else at its next step; return whether it was open."""
    found = Job.objects.select_for_update().filter(IS_OPEN, pk=job.pk).first()
    if found is None:
        return False
    if found.lease_until is None or found.lease_until < now:
        found.given_up_at = now
        _let_go(found)
        return True
    found.cancel_asked_at, found.runs_again = found.cancel_asked_at or now, False
    found.save(update_fields=["cancel_asked_at", "runs_again"])
    return True


@transaction.atomic
def end_cancelled(job: Job, *, now: datetime) -> None:
    """Note that the worker has seen that the job was cancelled.

    :raises LeaseLost: when the worker does not hold the job any more
    """
    job = _locked(job)
    job.given_up_at = now
    _let_go(job)


@transaction.atomic
def retry(job: Job, *, now: datetime) -> bool:
    """Let a failed job run again, with all its attempts; return whether it was failed.

    Where the same work waits under its key already, that is what runs.
    """
    found = _failed(job)
    if found is None:
        return False
    same = Job.objects.filter(IS_OPEN, unique_key=found.unique_key)
    if found.unique_key and same.exists():
        found.given_up_at = now
    else:
        found.failed_at, found.attempts, found.run_at = None, 0, now
    found.save(update_fields=["failed_at", "attempts", "run_at", "given_up_at"])
    return True


@transaction.atomic
def give_up(job: Job, *, now: datetime) -> bool:
    """Note that nobody wants a failed job any more; return whether it was failed."""
    found = _failed(job)
    if found is None:
        return False
    found.given_up_at = now
    found.save(update_fields=["given_up_at"])
    return True


def give_up_abandoned(*, now: datetime) -> int:
    """Settle what took its worker down each time, and what was cancelled; return how many."""
    cancelled = cancelled_jobs(now).update(given_up_at=now, lease_until=None, leased_by="")
    return cancelled + abandoned_jobs(now).update(
        failed_at=now,
        lease_until=None,
        leased_by="",
        last_error="The worker was stopped in the middle of the last attempt.",
    )


@transaction.atomic
def plan_anew(*, now: datetime) -> None:
    """Put the next job of each schedule and drop those of schedules that were changed or ended."""
    slots = next_slots(now)
    for name in slots:
        _plan(name, now=now)
    planned = Job.objects.filter(IS_OPEN, slot__isnull=False, lease_until__isnull=True)
    planned.exclude(name__in=slots).delete()
    for name, slot in slots.items():
        planned.filter(name=name, slot__gt=now).exclude(slot=slot).delete()


def remove_done(*, now: datetime) -> int:
    """Delete what was done longer ago than it is kept; return how many.

    What failed stays until somebody decides about it, but a schedule's failures go as well.
    """
    earliest = now - DONE_KEPT
    is_settled = Q(done_at__lt=earliest) | Q(given_up_at__lt=earliest)
    is_replaced = Q(failed_at__lt=earliest, slot__isnull=False)
    return Job.objects.filter(is_settled | is_replaced).delete()[0]


def _plan(name: str, *, now: datetime) -> None:
    """Put the task's job for its next slot; it is there exactly once whoever puts it."""
    if slot := next_slots(now).get(name):
        task = task_named(name)
        job = Job(name=name, slot=slot, run_at=slot)
        job.max_attempts, job.priority = task.max_attempts, task.priority
        Job.objects.bulk_create([job], ignore_conflicts=True)


def _replace_older(job: Job, *, now: datetime) -> None:
    """Give up what still waits of earlier slots, so that a failing schedule does not pile up."""
    older = Job.objects.filter(IS_OPEN, name=job.name, slot__lt=job.slot, lease_until__isnull=True)
    older.update(failed_at=now)


@transaction.atomic
def _begin_again(job: Job, *, now: datetime) -> None:
    job = _locked(job)
    job.attempts, job.runs_again, job.run_at, job.last_error = 0, False, now, ""
    _let_go(job)


def _held(job: Job) -> QuerySet[Job]:
    """Return the job's row if its lease is still of this worker and this attempt."""
    return Job.objects.filter(IS_OPEN, pk=job.pk, leased_by=job.leased_by, attempts=job.attempts)


def _locked(job: Job) -> Job:
    held = _held(job).select_for_update().first()
    if held is None:
        raise LeaseLost(str(job))
    return held


def _failed(job: Job) -> Job | None:
    failed = Job.objects.filter(failed_at__isnull=False, given_up_at=None)
    return failed.select_for_update().filter(pk=job.pk).first()


def _let_go(job: Job) -> None:
    job.lease_until, job.leased_by = None, ""
    job.save()
