"""What the worker does: both passes, and tidying up."""

from datetime import time, timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from faden.backbone.jobs.registry import LeaseLost, RunningJob, task
from faden.lib.refused import Refused
from faden.surfaces.importers import actions, queries
from faden.surfaces.importers.models import ImportRun
from faden.surfaces.importers.passes import first_pass, second_pass


@task(
    "importers.check",
    lease=timedelta(minutes=10),
    max_attempts=3,
    is_long=True,
    label=_("The rows of an import are checked"),
)
def check(job: RunningJob, *, run: int) -> None:
    """Check every row of the import."""
    found = queries.run_by_id(run)
    if found.state != ImportRun.State.CHECKING:
        return
    try:
        first_pass(found, progress=job.progress, now=timezone.now())
    except Exception:
        if job.is_last_attempt:
            actions.fail(found)
        raise


@task(
    "importers.write",
    lease=timedelta(minutes=3),
    is_long=True,
    label=_("The rows of an import are written"),
)
def write(job: RunningJob, *, run: int) -> None:
    """Write what is not written yet; after a kill it goes on with the next batch."""
    found = queries.run_by_id(run)
    if found.state != ImportRun.State.RUNNING:
        return
    try:
        second_pass(found, progress=job.progress, now=timezone.now())
    except Refused as error:
        actions.fail(found, error.refusal)
    except LeaseLost:  # another worker goes on
        raise
    except Exception:
        if job.is_last_attempt:
            actions.fail(found)
        raise


@task(
    "importers.discard",
    lease=timedelta(minutes=3),
    is_long=True,
    label=_("What a cancelled import wrote is removed"),
)
def discard(job: RunningJob, *, run: int) -> None:
    """Remove what the run has written; nobody has seen it."""
    n_removed = 0
    while n_some := actions.discard_some(run, now=timezone.now()):
        n_removed += n_some
        job.progress(n_removed, 0)  # how many there are is not known before


@task(
    "importers.remove_old_files",
    daily=time(3, 40),
    label=_("Files of imports that ended a week ago are deleted"),
)
def remove_old_files(job: RunningJob) -> None:  # noqa: ARG001 - every task is given its job
    """Remove the files of imports that ended a week ago."""
    actions.remove_old_files(now=timezone.now())
