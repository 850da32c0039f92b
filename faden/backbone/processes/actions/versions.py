"""What every change of a process begins and ends with: the permission, the lock, the version."""

from datetime import datetime

from faden.backbone.items.actions import lock, revise
from faden.backbone.people.models import Person
from faden.backbone.processes.models import Process
from faden.backbone.processes.queries import require
from faden.backbone.processes.rules import Permission
from faden.backbone.processes.snapshot import snapshot_of, written
from faden.lib.refused import Refusal, Refused


def begin(process: Process, *, actor: Person | None, now: datetime) -> None:
    """Lock the process and read it anew, for somebody who may set it up.

    :raises Refused: for everybody else
    """
    require_set_up(actor, process.pk, now=now)
    lock_process(process)


def require_set_up(actor: Person | None, process_id: int | None, *, now: datetime) -> None:
    """Let those pass who may set the process up, or (None) any; and commands, which are nobody.

    :raises Refused: for everybody else
    """
    if actor is not None:
        require(actor, Permission.CONFIGURE, process_id=process_id, now=now)


def lock_process(process: Process) -> None:
    """Lock the process until the action ends, read it anew, and see that it has a first version."""
    lock(process)
    process.refresh_from_db()
    if not process.revisions.exists():
        revise(process, text=written(snapshot_of(process)), author=None, now=process.created_at)


def keep_version(process: Process, *, actor: Person | None, now: datetime) -> None:
    """Keep how the process is set up now. What one person does at one moment is one version."""
    text = written(snapshot_of(process))
    newest = process.revisions.order_by("-number").first()
    if newest is not None and newest.text == text:
        return
    if newest is not None and (newest.author, newest.created_at) == (actor, now):
        newest.title, newest.text = process.title, text
        newest.save(update_fields=["title", "text"])
        return
    revise(process, text=text, author=actor, now=now)


def ensure(refusal: Refusal | None) -> None:
    """Go on if there is no refusal.

    :raises Refused: with it
    """
    if refusal is not None:
        raise Refused(refusal)
