"""Looking for ideas that say the same as what was just entered."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from faden.backbone.jobs.registry import RunningJob, task
from faden.participation.paper import actions


@task("paper.compare", label=_("Ideas like a new one are looked for"))
def compare(job: RunningJob, *, idea: int) -> None:  # noqa: ARG001 - it is short
    """Note which ideas are like this one."""
    actions.compare(idea, now=timezone.now())
