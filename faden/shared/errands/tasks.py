"""Making files of large lists, and forgetting them."""

from datetime import time, timedelta

from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from faden.backbone.jobs.registry import RunningJob, task
from faden.shared.errands import actions, exports, files, queries
from faden.shared.errands.exports import ListIsGone
from faden.web.language import language_of


@task(
    "errands.export",
    max_attempts=3,
    lease=timedelta(minutes=5),
    is_long=True,
    label=_("A large list becomes a file"),
)
def export(job: RunningJob, *, errand: int) -> None:
    """Make the file, unless it was made."""
    found = queries.errand_by_id(errand)
    if found is None or found.stored_as:
        return
    if found.asked_by is None:
        raise ListIsGone
    with translation.override(language_of(found.address)):
        answer = exports.file_of(found.address, found.asked_by, tell=job.progress)
        stored_as = files.keep(iter(answer))
    name = answer.headers["Content-Disposition"].partition('filename="')[2].rstrip('"')
    content_type = answer.headers["Content-Type"]
    actions.finish_file(found, stored_as=stored_as, file_name=name, content_type=content_type)


@task("errands.sweep", daily=time(3, 5), label=_("Files of lists that are a week old are deleted"))
def sweep(job: RunningJob) -> None:  # noqa: ARG001 - every task is given its job
    """Forget what was asked for a week ago."""
    actions.sweep(now=timezone.now())
