"""Forgetting what has had its time."""

from datetime import time

from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from faden.backbone.jobs.registry import RunningJob, task
from faden.backbone.people import limits


@task("people.sweep", daily=time(3, 20), label=_("Expired sessions are deleted"))
def sweep(job: RunningJob) -> None:  # noqa: ARG001 - every task is given its job
    limits.sweep(now=timezone.now())
    SessionStore.clear_expired()
