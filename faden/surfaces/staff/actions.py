"""Opening the log of staff actions: for a cause, and never without a trace."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from faden.backbone.audit.actions import action, record
from faden.backbone.people.models import Person
from faden.backbone.processes.queries import require
from faden.backbone.processes.rules import Permission
from faden.lib.refused import Refused
from faden.surfaces.staff import rules
from faden.surfaces.staff.models import LogOpening


@dataclass(frozen=True)
class Asked:
    """Which part of the log, and why. There is no way to ask for what one person did."""

    cause: str
    starts_on: date
    ends_on: date
    item_id: int | None = None


@action
def open_log(asked: Asked, *, actor: Person, now: datetime) -> LogOpening:
    """Open a part of the log to the administration, and note that in the log.

    :raises Refused: for everybody else, or without a cause
    """
    require(actor, Permission.ADMINISTER, process_id=None, now=now)
    if refusal := rules.opening_refusal(
        cause=asked.cause, starts_on=asked.starts_on, ends_on=asked.ends_on
    ):
        raise Refused(refusal)
    opening = LogOpening.objects.create(
        cause=asked.cause.strip(),
        starts_on=asked.starts_on,
        ends_on=asked.ends_on,
        item_id_asked=asked.item_id,
        opened_by=actor,
        opened_at=now,
    )
    days = {"from": asked.starts_on.isoformat(), "until": asked.ends_on.isoformat()}
    record("staff.open_log", opening, actor=actor, item=asked.item_id, **days)
    return opening
