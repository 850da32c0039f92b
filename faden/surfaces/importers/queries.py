"""Imports, and what their rows are compared with."""

from collections.abc import Collection, Iterator
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from faden.backbone.items.models import Item, Origin
from faden.backbone.jobs.queries import job_by_key
from faden.backbone.people.models import Person
from faden.backbone.places.queries import districts, the_place
from faden.backbone.processes.models import Process
from faden.backbone.processes.queries import action_fields_of, processes_worked_on
from faden.backbone.processes.rules import Permission
from faden.lib.geo import Position
from faden.surfaces.importers.columns import Plan, plan_from
from faden.surfaces.importers.models import ImportFile, ImportRun
from faden.surfaces.importers.problems import Problem
from faden.surfaces.importers.rows import Surroundings

SHOWN_AT_ONCE = 5_000  # items in a statement
COMMENT_KEY = "comment/{}"  # contributions and comments of a platform may have the same numbers


def runs_seen_by(person: Person, *, now: datetime) -> QuerySet[ImportRun]:
    """Return the imports into processes of this person, the newest first."""
    processes = processes_for_import(person, now=now)
    runs = ImportRun.objects.filter(process__in=processes)
    return runs.select_related("process", "started_by").prefetch_related("files")


def processes_for_import(person: Person, *, now: datetime) -> QuerySet[Process]:
    """Return the processes into which this person may import."""
    return processes_worked_on(person, now=now, permission=Permission.IMPORT)


def locked_run(pk: int) -> ImportRun:
    """Return the import, for an action that changes it."""
    return ImportRun.objects.select_for_update().get(pk=pk)


def run_by_id(pk: int) -> ImportRun:
    """Return the import with its process."""
    return ImportRun.objects.select_related("process").get(pk=pk)


def plan_of(run: ImportRun) -> Plan:
    """Return how the run's files are read."""
    return plan_from(run.plan)


def last_plan(source: str) -> Plan | None:
    """Return how the last import from this source was read."""
    last = ImportRun.objects.filter(source=source).exclude(plan={}).first()
    return plan_of(last) if last else None


def has_no_fields(run: ImportRun) -> bool:
    """Return whether the process has no action fields yet."""
    return not action_fields_of(run.process_id).exists()


def surroundings(run: ImportRun, *, now: datetime) -> Surroundings:
    """Return what the rows are compared with."""
    place = the_place()
    town = None
    if place.latitude is not None and place.longitude is not None:
        town = Position(place.latitude, place.longitude)
    return Surroundings(
        plan=plan_of(run),
        zone=timezone.get_default_timezone(),
        now=now,
        town=town,
        fields=frozenset(action_fields_of(run.process_id).values_list("slug", flat=True)),
        districts={district.name.casefold(): district.pk for district in districts()},
    )


def is_in_other_process(run: ImportRun) -> bool:
    """Return whether rows of the source are in another process already."""
    others = Origin.objects.filter(source=run.source).exclude(item__process=run.process_id)
    return others.exists()


def job_key(run: ImportRun) -> str:
    """Return the name under which the run's job is known."""
    return f"import:{run.pk}"


def is_interrupted(run: ImportRun) -> bool:
    """Return whether the run should be under way, but nobody works at it."""
    if run.state not in (ImportRun.State.CHECKING, ImportRun.State.RUNNING):
        return False
    job = job_by_key(job_key(run))
    return job is None or job.failed_at is not None or job.done_at is not None


def may_assign(run: ImportRun) -> bool:
    """Return whether the columns can be assigned now."""
    states = (
        ImportRun.State.UPLOADED,
        ImportRun.State.REFUSED,
        ImportRun.State.READY,
        ImportRun.State.CANCELLED,
    )
    return run.state in states or (run.state == ImportRun.State.CHECKING and is_interrupted(run))


def may_start(run: ImportRun) -> bool:
    """Return whether the rows can be written now, or go on being written."""
    states = (ImportRun.State.READY, ImportRun.State.FAILED)
    return run.state in states or (run.state == ImportRun.State.RUNNING and is_interrupted(run))


def imported_ideas(run: ImportRun, keys: Collection[str]) -> dict[str, int]:
    """Return {key on the source: id} of the contributions that are here."""
    here = Origin.objects.filter(source=run.source, source_id__in=keys)
    return dict(here.values_list("source_id", "item_id"))


def imported_comments(run: ImportRun, keys: Collection[str]) -> dict[str, int]:
    """Return {key on the source: id} of the comments that are here."""
    stored = imported_ideas(run, [COMMENT_KEY.format(key) for key in keys])
    return {key: stored[name] for key in keys if (name := COMMENT_KEY.format(key)) in stored}


def idea_of_comment(run: ImportRun, key: str) -> str | None:
    """Return the key of the contribution that an imported comment is about."""
    comments = Origin.objects.filter(source=run.source, source_id=COMMENT_KEY.format(key))
    return comments.values_list("item__part_of__origin__source_id", flat=True).first()


def pending_items(run: ImportRun) -> Iterator[QuerySet[Item]]:
    """Yield the rows that were written and never shown yet, 5,000 at a time.

    By their keys: PostgreSQL knows nothing yet of rows that were just written, and plans a join
    over them so badly that it takes half a minute.
    """
    imported = Origin.objects.filter(source=run.source).order_by("item_id")
    keys = list(imported.values_list("item_id", flat=True))
    pending = Item.objects.filter(
        process=run.process_id, visibility=Item.Visibility.STAFF, published_at=None
    )
    for start in range(0, len(keys), SHOWN_AT_ONCE):
        yield pending.filter(pk__in=keys[start : start + SHOWN_AT_ONCE])


def problems_of(run: ImportRun) -> list[Problem]:
    """Return what is wrong with the run, readable in the language of the moment."""
    return [Problem(**facts) for facts in run.problems]


def files_of(run: ImportRun) -> list[ImportFile]:
    """Return the run's tables, contributions first."""
    return list(run.files.all())
