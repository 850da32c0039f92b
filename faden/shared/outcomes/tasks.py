"""What runs later: telling authors once, and the team when a promise was not kept."""

from datetime import time

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from faden.backbone.jobs.registry import RunningJob, task
from faden.shared.outcomes import actions


@task("outcomes.tell", label=_("Authors are told of an answer"))
def tell(job: RunningJob, *, answering: int) -> None:  # noqa: ARG001 - every task is given its job
    """Tell the authors what was answered, unless it was taken back."""
    actions.tell(answering, now=timezone.now())


@task(
    "outcomes.tell_broken_promises",
    daily=time(7, 30),
    label=_("The team is told of promised days that passed"),
)
def tell_broken_promises(job: RunningJob) -> None:  # noqa: ARG001 - as above
    """Tell the team of promised days that have passed, and forget links that expired."""
    now = timezone.now()
    actions.tell_broken_promises(now=now)
    actions.forget_links(now=now)
