"""What happens to pictures and documents in the background."""

from datetime import time, timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from faden.backbone.jobs.registry import RunningJob, task
from faden.shared.media import actions, files, queries
from faden.shared.media.pixels import Undecodable, reencode
from faden.shared.media.scanner import is_clean


@task(
    "media.reencode",
    max_attempts=5,
    lease=timedelta(minutes=5),
    label=_("A picture is made fit to be shown"),
)
def reencode_image(job: RunningJob, *, image: int) -> None:  # noqa: ARG001 - it is short
    """Make the picture fit to be shown, in all its widths, and delete what was uploaded."""
    row = queries.waiting_image(image)
    if row is None:
        return  # done before, or removed meanwhile
    try:
        content = files.read(row.key, files.ORIGINAL)
        result = reencode(content) if is_clean(content) else None
    except (Undecodable, FileNotFoundError):
        result = None
    if result is None:
        actions.refuse(row)
        return
    for step, content in result.variants.items():
        files.write(row.key, files.variant(step), content=content)
    if not actions.publish(row, result):
        files.remove(row.key)


@task(
    "media.scan",
    max_attempts=12,
    lease=timedelta(minutes=5),
    label=_("A document is looked at by the virus scanner"),
)
def scan_document(job: RunningJob, *, document: int) -> None:  # noqa: ARG001 - it is short
    """Have the scanner look at the document; while it does not answer, the document waits."""
    row = queries.waiting_document(document)
    if row is None:
        return  # done before, or removed meanwhile
    try:
        is_harmless = is_clean(files.read(row.key, files.DOCUMENT))
    except FileNotFoundError:
        is_harmless = False
    if is_harmless:
        actions.release(row)
    else:
        actions.reject(row)


@task("media.sweep", daily=time(3, 50), label=_("Files that nobody attached are deleted"))
def sweep(job: RunningJob) -> None:  # noqa: ARG001 - it is short
    """Delete files that nobody attached and files that nobody knows."""
    actions.sweep(now=timezone.now())
