"""Who may call the actions of this room."""

from __future__ import annotations

from datetime import datetime

from faden.backbone.people.models import Person
from faden.backbone.places.models import Place
from faden.backbone.processes.queries import require
from faden.backbone.processes.rules import Permission
from faden.lib.refused import Refusal, Refused


def ensure(refusal: Refusal | None) -> None:
    """Go on if nothing speaks against it.

    :raises Refused: if something does
    """
    if refusal is not None:
        raise Refused(refusal)


def ensure_administrator(actor: Person | None, *, now: datetime) -> None:
    """Let the administration pass, and whoever runs a command on the machine (None).

    One after the other, so that two cannot both give a name, or both make an office the city's
    contact; no_key, or whoever refers to the municipality would wait as well.

    :raises Refused: for everybody else
    """
    list(Place.objects.select_for_update(no_key=True).values_list("pk"))
    if actor is not None:
        require(actor, Permission.ADMINISTER, process_id=None, now=now)
