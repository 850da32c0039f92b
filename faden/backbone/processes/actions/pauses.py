"""Taking in nothing new for a while, in a process or on the whole site."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q

from faden.backbone.audit.actions import action, record
from faden.backbone.people.models import Person
from faden.backbone.places.models import Place
from faden.backbone.processes.models import Pause, Process
from faden.backbone.processes.queries import require
from faden.backbone.processes.rules import Permission, pausing_refusal
from faden.lib.refused import Refused

EVERYWHERE = 0  # no process has this key: only roles for all of them count


@action
def pause(
    process: Process | None,
    *,
    message: str,
    ends_at: datetime | None = None,
    actor: Person | None,
    now: datetime,
) -> Pause:
    """Take nothing new in from now on, in the process or (None) on the whole site.

    A pause that runs there already gives way to this one.

    :param message: everybody reads it where they would contribute
    :raises Refused: without the permission to moderate there, or for a moment that has passed
    """
    _let_moderators_pass(process, actor=actor, now=now)
    if refusal := pausing_refusal(message=message, ends_at=ends_at, now=now):
        raise Refused(refusal)
    _end_running(process, actor=actor, now=now)
    begun = Pause.objects.create(
        process=process, message=message.strip(), starts_at=now, ends_at=ends_at, started_by=actor
    )
    record("processes.pause", begun, actor=actor, process=process and process.pk)
    return begun


@action
def end_pause(process: Process | None, *, actor: Person | None, now: datetime) -> None:
    """Take contributions in again; where nothing is paused, nothing happens.

    :raises Refused: without the permission to moderate there
    """
    _let_moderators_pass(process, actor=actor, now=now)
    _end_running(process, actor=actor, now=now)


def _let_moderators_pass(process: Process | None, *, actor: Person | None, now: datetime) -> None:
    list(Place.objects.select_for_update(no_key=True).values_list("pk"))  # one after the other
    if actor is not None:
        process_id = process.pk if process else EVERYWHERE
        require(actor, Permission.MODERATE, process_id=process_id, now=now)


def _end_running(process: Process | None, *, actor: Person | None, now: datetime) -> None:
    running = Q(ends_at=None) | Q(ends_at__gt=now)
    for old in Pause.objects.filter(running, process=process):
        old.ends_at, old.ended_by = now, actor
        old.save(update_fields=["ends_at", "ended_by"])
        record("processes.end_pause", old, actor=actor)
