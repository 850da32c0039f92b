"""The course of an import: uploaded, checked, started, finished or failed, tidied away."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from faden.backbone.audit.actions import action, record
from faden.backbone.jobs.actions import enqueue
from faden.backbone.people.models import Person
from faden.backbone.processes.models import Process
from faden.lib.refused import Refusal
from faden.shared.errands.actions import Order, accept
from faden.surfaces.importers import files, queries
from faden.surfaces.importers.columns import Plan
from faden.surfaces.importers.files import Stored
from faden.surfaces.importers.models import ImportFile, ImportRun
from faden.surfaces.importers.problems import Problem, problem_of, refused

State = ImportRun.State
FILES_KEPT = timedelta(days=7)  # after the end; they may hold names


@action
def create_run(
    process: Process,
    source: str,
    *,
    tables: Mapping[str, Stored],
    actor: Person | None,
    now: datetime,
) -> ImportRun:
    """Begin an import of {table: file}.

    :raises Refused: without a source
    """
    if not source:
        raise refused("importers.no_source")
    run = ImportRun.objects.create(process=process, source=source, started_by=actor, created_at=now)
    ImportFile.objects.bulk_create(
        ImportFile(
            run=run, table=table, name=file.name, stored_as=file.stored_as, sha256=file.sha256
        )
        for table, file in tables.items()
    )
    record("importers.create_run", run, actor=actor, files=len(tables))
    return run


@action
def assign_columns(
    run: ImportRun, plan: Plan, *, actor: Person | None, now: datetime, in_job: bool = True
) -> None:
    """Keep how the files are read, and have every row checked.

    :raises Refused: when the import is under way or over
    """
    run = queries.locked_run(run.pk)
    if not queries.may_assign(run):
        raise refused("importers.not_ready")
    run.plan, run.state, run.problems = plan.as_json(), State.CHECKING, []
    run.save(update_fields=["plan", "state", "problems"])
    record("importers.assign_columns", run, actor=actor)
    if in_job:
        title = _("Check of the import from %(source)s") % {"source": run.source}
        job = enqueue("importers.check", unique_key=queries.job_key(run), run=run.pk)
        accept(Order("import", title, run.pk, run.process), job, actor=actor, now=now)


@action
def checked(run: ImportRun, problems: Sequence[Problem], *, n_rows: Mapping[str, int]) -> None:
    """Keep what the first pass found."""
    run = queries.locked_run(run.pk)
    if run.state != State.CHECKING:
        return
    run.state = State.REFUSED if problems else State.READY
    run.problems = [problem.as_json() for problem in problems]
    run.save(update_fields=["state", "problems"])
    for table, count in n_rows.items():
        run.files.filter(table=table).update(n_rows=count)
    record("importers.checked", run, actor=None, state=run.state, problems=len(problems))


@action
def start(run: ImportRun, *, actor: Person | None, now: datetime, in_job: bool = True) -> None:
    """Let the rows be written; a failed import goes on where it stopped.

    :raises Refused: if it was not checked, or another import from the source is running
    """
    run = queries.locked_run(run.pk)
    if not queries.may_start(run):
        raise refused("importers.not_ready")
    run.state, run.problems = State.RUNNING, []
    try:
        with transaction.atomic():
            run.save(update_fields=["state", "problems"])
    except IntegrityError:
        raise refused("importers.running", source=run.source) from None
    record("importers.start", run, actor=actor)
    if in_job:
        title = _("Import from %(source)s") % {"source": run.source}
        job = enqueue("importers.write", unique_key=queries.job_key(run), run=run.pk)
        accept(Order("import", title, run.pk, run.process), job, actor=actor, now=now)


@action
def fail(run: ImportRun, refusal: Refusal | None = None) -> None:
    """Say that the import stopped, and why; it can be started again."""
    run = queries.locked_run(run.pk)
    if run.state not in (State.CHECKING, State.RUNNING):
        return
    problem = problem_of(refusal) if refusal else Problem("importers.stopped")
    was_checking = run.state == State.CHECKING
    run.state = State.REFUSED if was_checking else State.FAILED
    run.problems = [problem.as_json()]
    run.save(update_fields=["state", "problems"])
    record("importers.fail", run, actor=None, code=problem.code)


@action
def cancelled(run_id: int) -> None:
    """Note that somebody has cancelled the run; what it wrote, which nobody saw, is removed."""
    run = queries.locked_run(run_id)
    if run.state == State.CHECKING:
        run.state = State.UPLOADED
    elif run.state == State.RUNNING:
        run.state = State.REMOVING
        enqueue("importers.discard", unique_key=f"discard:{run.pk}", run=run.pk)
    run.problems = [Problem("importers.cancelled").as_json()]
    run.save(update_fields=["state", "problems"])
    record("importers.cancelled", run, actor=None)


def remove_old_files(*, now: datetime) -> int:
    """Remove files and problems a week after the end of their import; return how many files."""
    names = _forgotten_files(now - FILES_KEPT)
    for name in names:
        files.remove(name)
    known = ImportFile.objects.exclude(stored_as="").values_list("stored_as", flat=True)
    files.remove_abandoned(set(known), now=now)
    return len(names)


@action
def _forgotten_files(earliest: datetime) -> list[str]:
    """Return the files of what ended before, whose rows name them no longer."""
    stored = ImportFile.objects.exclude(stored_as="")
    is_over = Q(finished_at__lt=earliest) | Q(finished_at=None, created_at__lt=earliest)
    over = ImportRun.objects.filter(is_over, pk__in=stored.values("run"))
    idle = over.exclude(state__in=[State.CHECKING, State.RUNNING])
    locked = list(idle.select_for_update().order_by("pk"))  # or one of them may start meanwhile
    old = stored.filter(run__in=locked)
    names = list(old.values_list("stored_as", flat=True))
    old.update(stored_as="")
    ImportRun.objects.filter(pk__in=[run.pk for run in locked]).update(problems=[])
    return names
