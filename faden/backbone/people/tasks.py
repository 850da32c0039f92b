"""Forgetting what has had its time."""

from datetime import time

from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone

from faden.backbone.jobs.registry import RunningJob, task
from faden.backbone.people import limits


@task("people.sweep", daily=time(3, 20))
def sweep(job: RunningJob) -> None:  # noqa: ARG001 - every task is given its job
    limits.sweep(now=timezone.now())
    SessionStore.clear_expired()
