"""What happens to pictures and documents in the background."""

from datetime import time, timedelta

from django.utils import timezone

from faden.backbone.jobs.registry import RunningJob, task
from faden.shared.media import actions, files, queries
from faden.shared.media.pixels import Undecodable, reencode


@task("media.reencode", max_attempts=5, lease=timedelta(minutes=5))
def reencode_image(job: RunningJob, *, image: int) -> None:  # noqa: ARG001 - it is short
    """Make the picture fit to be shown, in all its widths, and delete what was uploaded."""
    row = queries.waiting_image(image)
    if row is None:
        return  # done before, or removed meanwhile
    try:
        result = reencode(files.read(row.key, files.ORIGINAL))
    except (Undecodable, FileNotFoundError):
        actions.refuse(row)
        return
    for step, content in result.variants.items():
        files.write(row.key, files.variant(step), content=content)
    if not actions.publish(row, result):
        files.remove(row.key)


@task("media.sweep", daily=time(3, 50))
def sweep(job: RunningJob) -> None:  # noqa: ARG001 - it is short
    """Delete files that nobody attached and files that nobody knows."""
    actions.sweep(now=timezone.now())
