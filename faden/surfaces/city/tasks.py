"""What the worker tidies up every night."""

from datetime import time

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from faden.backbone.jobs.registry import RunningJob, task
from faden.surfaces.city import actions, files


@task("city.forget", daily=time(4, 0), label=_("Delivered messages to the city are deleted"))
def forget(job: RunningJob) -> None:  # noqa: ARG001 - every task is given its job
    """Delete messages that were delivered, and uploads that nobody decided about."""
    now = timezone.now()
    actions.forget_messages(now=now)
    files.remove_old(now=now)
