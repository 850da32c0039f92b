"""What waits, what runs and what failed; for the worker and for the staff area."""

from datetime import datetime, timedelta

from django.db.models import F, Min, Q, QuerySet

from faden.backbone.jobs.models import IS_OPEN, Job


def open_jobs() -> QuerySet[Job]:
    """Return what waits or runs, in the order in which it is due."""
    return Job.objects.filter(IS_OPEN).order_by("run_at", "id")


def due_jobs(now: datetime) -> QuerySet[Job]:
    """Return what a worker may take now, in the order in which it is due."""
    is_free = Q(lease_until__isnull=True) | Q(lease_until__lt=now)
    return open_jobs().filter(is_free, run_at__lte=now, attempts__lt=F("max_attempts"))


def abandoned_jobs(now: datetime) -> QuerySet[Job]:
    """Return what took its worker down in its last attempt."""
    return open_jobs().filter(lease_until__lt=now, attempts__gte=F("max_attempts"))


def failed_jobs() -> QuerySet[Job]:
    """Return what failed for good and waits for a person, the newest first."""
    return Job.objects.filter(failed_at__isnull=False).order_by("-failed_at", "-id")


def job_by_key(unique_key: str) -> Job | None:
    """Return the newest job with this key, open or not."""
    return Job.objects.filter(unique_key=unique_key).order_by("-id").first()


def lag(now: datetime) -> timedelta:
    """Return how long the longest waiting job has been due: more than minutes means no worker."""
    oldest = due_jobs(now).order_by().aggregate(oldest=Min("run_at"))["oldest"]
    return now - oldest if oldest else timedelta()
