"""News whose time has come."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from faden.backbone.jobs.registry import RunningJob, task
from faden.participation.news import actions, queries


@task("news.publish_planned", every=timedelta(minutes=1), label=_("Planned news are published"))
def publish_planned(job: RunningJob) -> None:  # noqa: ARG001 - it is short
    """Publish what was planned for now."""
    now = timezone.now()
    for news in queries.due(now=now):
        actions.publish_planned(news, now=now)
