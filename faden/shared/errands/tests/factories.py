from typing import Any

from faden.backbone.audit.guard import arranging
from faden.backbone.jobs.models import Job
from faden.backbone.jobs.registry import RunningJob, task
from faden.backbone.people.models import Person
from faden.backbone.people.tests.factories import NOON
from faden.backbone.processes.rules import Permission
from faden.shared.errands.actions import Order, accept
from faden.shared.errands.kinds import ErrandKind, register
from faden.shared.errands.models import Errand

cancelled: list[int] = []  # rows whose work was cancelled

register(
    ErrandKind(
        "samples",
        "Sample",
        Permission.IMPORT,
        path=lambda row: f"/samples/{row}/",
        cancelled=cancelled.append,
    )
)


@task("samples.count", max_attempts=2, is_long=True, label="Numbers are counted")
def count(job: RunningJob, *, up_to: int) -> None:
    for number in range(1, up_to + 1):
        job.progress(number, up_to)


def an_errand(actor: Person | None, *, up_to: int = 3, **facts: Any) -> Errand:
    """Work that waits."""
    order = Order(**({"kind": "samples", "title": "Bis drei", "subject_id": 7} | facts))
    with arranging():
        return accept(order, count.enqueue(up_to=up_to), actor=actor, now=NOON)


def a_failed_job(error: str = "ValueError (samples.py:3)", **facts: Any) -> Job:
    """A job that was tried for the last time."""
    job = count.enqueue(up_to=1)
    Job.objects.filter(pk=job.pk).update(
        **({"attempts": 2, "failed_at": NOON, "last_error": error} | facts)
    )
    job.refresh_from_db()
    return job
