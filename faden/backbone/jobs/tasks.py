"""The room's own housekeeping."""

from datetime import time

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from faden.backbone.jobs import actions
from faden.backbone.jobs.registry import RunningJob, task


@task("jobs.remove_done", daily=time(3, 10), label=_("What was done a week ago is deleted"))
def remove_done(job: RunningJob) -> None:  # noqa: ARG001 - every task is given its job
    actions.remove_done(now=timezone.now())
