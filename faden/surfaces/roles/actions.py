"""Confirming where somebody lives."""

from datetime import date, datetime

from faden.backbone.audit.actions import action
from faden.backbone.people.actions import verify
from faden.backbone.people.models import Person
from faden.backbone.places.models import District
from faden.backbone.processes.queries import require
from faden.backbone.processes.rules import Permission


@action
def confirm_residence(
    person: Person,
    *,
    district: District | None,
    born_on: date | None,
    actor: Person,
    now: datetime,
) -> None:
    """Note that the actor saw an official document that says where the person lives.

    :raises Refused: without the permission
    """
    require(actor, Permission.CONFIRM_RESIDENCE, process_id=None, now=now)
    verify(person, by=actor, district=district, born_on=born_on, now=now)
