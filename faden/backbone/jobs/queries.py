"""What waits, what runs and what failed; for the worker, the staff area and metrics."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, F, Min, Q, QuerySet

from faden.backbone.jobs.models import IS_OPEN, Job, Priority


@dataclass(frozen=True)
class Counts:
    """How much work there is, for metrics and the health page."""

    waiting: int  # due or planned, never begun
    retrying: int  # waits for another attempt
    running: int
    failed: int  # for good, and nobody has decided about them
    oldest_waiting: timedelta  # how long the first one has been due; minutes mean: no worker
    failed_by_task: dict[str, int]  # {task: jobs}


def counts(now: datetime) -> Counts:
    """Return how many jobs there are of each state: three queries by index, cheap to ask often."""
    found = Job.objects.filter(IS_OPEN).aggregate(
        running=Count("pk", filter=Q(lease_until__gte=now)),
        waiting=Count("pk", filter=Q(attempts=0)),
        all=Count("pk"),
    )
    by_task = dict(failed_jobs().order_by().values_list("name").annotate(n=Count("pk")))
    return Counts(
        waiting=found["waiting"],
        retrying=found["all"] - found["waiting"] - found["running"],
        running=found["running"],
        failed=sum(by_task.values()),
        oldest_waiting=lag(now),
        failed_by_task=by_task,
    )


def open_jobs() -> QuerySet[Job]:
    """Return what waits or runs, in the order in which it is due."""
    return Job.objects.filter(IS_OPEN).order_by("run_at", "id")


def running_jobs(now: datetime) -> QuerySet[Job]:
    """Return what a worker has under way."""
    return Job.objects.filter(IS_OPEN, lease_until__gte=now)


def due_jobs(now: datetime) -> QuerySet[Job]:
    """Return what a worker may take now, in the order in which it is due."""
    is_free = Q(lease_until__isnull=True) | Q(lease_until__lt=now)
    wanted = open_jobs().filter(is_free, run_at__lte=now, cancel_asked_at=None)
    return wanted.filter(attempts__lt=F("max_attempts"))


def first_due(now: datetime, *, leave: frozenset[str] = frozenset()) -> Job | None:
    """Return the job to be taken next: by priority, then what is due longest; locked.

    Each priority is asked for by itself: the index then gives its first row, however much waits.

    :param leave: tasks that are not for this worker
    """
    due = due_jobs(now).exclude(name__in=leave).select_for_update(skip_locked=True)
    asked = (due.filter(priority=priority).first() for priority in Priority)
    return next((job for job in asked if job), None)


def abandoned_jobs(now: datetime) -> QuerySet[Job]:
    """Return what took its worker down in its last attempt."""
    return open_jobs().filter(lease_until__lt=now, attempts__gte=F("max_attempts"))


def cancelled_jobs(now: datetime) -> QuerySet[Job]:
    """Return what was cancelled while it ran, and whose worker went down before it saw that."""
    is_free = Q(lease_until__isnull=True) | Q(lease_until__lt=now)
    return open_jobs().filter(is_free, cancel_asked_at__isnull=False)


def failed_jobs() -> QuerySet[Job]:
    """Return what failed for good and waits for a person, the newest first."""
    failed = Job.objects.filter(failed_at__isnull=False, given_up_at=None)
    return failed.order_by("-failed_at", "-id")


def job_by_key(unique_key: str) -> Job | None:
    """Return the newest job with this key, open or not."""
    return Job.objects.filter(unique_key=unique_key).order_by("-id").first()


def lag(now: datetime) -> timedelta:
    """Return how long the longest waiting job has been due: more than minutes means no worker."""
    oldest = due_jobs(now).order_by().aggregate(oldest=Min("run_at"))["oldest"]
    return now - oldest if oldest else timedelta()
