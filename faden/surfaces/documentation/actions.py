"""Asking for a documentation, and keeping what was made."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from faden.backbone.audit.actions import action, record
from faden.backbone.jobs.actions import enqueue
from faden.backbone.people.models import Person
from faden.backbone.processes.models import Process
from faden.backbone.processes.queries import require
from faden.backbone.processes.rules import Permission
from faden.lib.dates import day
from faden.lib.refused import Refused
from faden.shared.errands.actions import Order, accept
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
    _enqueue(asked, actor=actor, now=now)
    record("documentation.ask_for", asked, actor=actor, as_of=as_of.isoformat())
    return asked


@action
def make_again(asked: Documentation, *, actor: Person, now: datetime) -> None:
    """Have one made that failed or was cancelled.

    :raises Refused: without the permission to export
    """
    require(actor, Permission.EXPORT, process_id=asked.process_id, now=now)
    if asked.finished_at is None:
        _enqueue(asked, actor=actor, now=now)
        record("documentation.make_again", asked, actor=actor)


@action
def finish(asked: Documentation, *, stored_as: str, n_ideas: int, now: datetime) -> None:
    """Note where the files are."""
    asked.stored_as, asked.n_ideas, asked.finished_at = stored_as, n_ideas, now
    asked.save(update_fields=["stored_as", "n_ideas", "finished_at"])
    record("documentation.finish", asked, actor=None, n_ideas=n_ideas)


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


def _enqueue(asked: Documentation, *, actor: Person, now: datetime) -> None:
    title = _("Documentation as of %(day)s") % {"day": day(asked.as_of)}
    job = enqueue(
        "documentation.make", unique_key=f"documentation:{asked.pk}", documentation=asked.pk
    )
    order = Order("documentation", title, asked.pk, asked.process)
    accept(order, job, actor=actor, now=now)
