"""Forgetting drafts that have had their time."""

from datetime import time

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from faden.backbone.jobs.registry import RunningJob, task
from faden.participation.ideas import actions


@task("ideas.sweep_drafts", daily=time(3, 40), label=_("Old drafts of ideas are deleted"))
def sweep_drafts(job: RunningJob) -> None:  # noqa: ARG001 - it is short
    actions.sweep_drafts(now=timezone.now())
