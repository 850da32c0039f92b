"""Asking for a documentation, and keeping what was made."""

from datetime import date, datetime

from faden.backbone.audit.actions import action, record
from faden.backbone.jobs.actions import enqueue
from faden.backbone.people.models import Person
from faden.backbone.processes.models import Process
from faden.backbone.processes.queries import require
from faden.backbone.processes.rules import Permission
from faden.lib.refused import Refused
from faden.surfaces.documentation import files
from faden.surfaces.documentation.models import Documentation
from faden.surfaces.documentation.rules import date_refusal


@action
def ask_for(process: Process, *, as_of: date, actor: Person, now: datetime) -> Documentation:
    """Have the documentation of that day made in the background.

    :raises Refused: without the permission to export, or for a day that is still to come
    """
    require(actor, Permission.EXPORT, process_id=process.pk, now=now)
    if refusal := date_refusal(as_of, now=now):
        raise Refused(refusal)
    asked = Documentation.objects.create(
        process=process, as_of=as_of, made_by=actor, created_at=now
    )
    enqueue("documentation.make", unique_key=asked.job_key, documentation=asked.pk)
    record("documentation.ask_for", asked, actor=actor, as_of=as_of.isoformat())
    return asked


@action
def finish(asked: Documentation, *, stored_as: str, n_ideas: int, now: datetime) -> None:
    """Note where the files are."""
    asked.stored_as, asked.n_ideas, asked.finished_at = stored_as, n_ideas, now
    asked.save(update_fields=["stored_as", "n_ideas", "finished_at"])
    record("documentation.finish", asked, actor=None, n_ideas=n_ideas)


@action
def give_up(asked: Documentation, *, now: datetime) -> None:
    """Note that it could not be made."""
    asked.failed_at = now
    asked.save(update_fields=["failed_at"])
    record("documentation.give_up", asked, actor=None)


@action
def remove(asked: Documentation, *, actor: Person, now: datetime) -> None:
    """Remove a documentation and its files.

    :raises Refused: without the permission to export
    """
    require(actor, Permission.EXPORT, process_id=asked.process_id, now=now)
    record("documentation.remove", asked, actor=actor)
    stored_as = asked.stored_as
    asked.delete()
    files.remove(stored_as)
