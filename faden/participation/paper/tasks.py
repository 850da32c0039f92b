"""Looking for ideas that say the same as what was just entered."""

from django.utils import timezone

from faden.backbone.jobs.registry import RunningJob, task
from faden.participation.paper import actions


@task("paper.compare")
def compare(job: RunningJob, *, idea: int) -> None:  # noqa: ARG001 - it is short
    """Note which ideas are like this one."""
    actions.compare(idea, now=timezone.now())
