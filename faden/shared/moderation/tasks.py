"""Deleting the originals of redacted passages when their time has come."""

from datetime import time

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from faden.backbone.jobs.registry import RunningJob, task
from faden.shared.moderation import actions


@task(
    "moderation.sweep_sealed",
    daily=time(3, 45),
    label=_("Originals of redacted passages are deleted"),
)
def sweep_sealed(job: RunningJob) -> None:  # noqa: ARG001 - it is short
    actions.sweep_sealed(now=timezone.now())
