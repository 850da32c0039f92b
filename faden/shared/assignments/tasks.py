"""The one mail that an office gets on a working day."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from faden.backbone.jobs.registry import RunningJob, task
from faden.shared.assignments import actions


@task(
    "assignments.tell_offices",
    every=timedelta(minutes=30),
    label=_("Offices get their mail of the day"),
)
def tell_offices(job: RunningJob) -> None:  # noqa: ARG001 - every task is given its job
    """Send what is new or due to the offices that had no mail today, within the set hours."""
    actions.tell_offices(now=timezone.now())
