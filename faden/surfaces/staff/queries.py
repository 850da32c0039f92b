"""What the team has to do, by process."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from faden.backbone.items.kinds import kinds
from faden.backbone.people.models import Person
from faden.backbone.processes.models import Process
from faden.backbone.processes.queries import processes_worked_on, roles_of, standing
from faden.backbone.processes.rules import Permission
from faden.shared.outcomes.queries import n_answered, n_contributions

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Work:
    """One process as its team sees it."""

    process: Process
    n_contributions: int
    n_waiting: int  # for an answer
    tables: list[tuple[StrOrPromise, str]]
    may_import: bool


def work_of(person: Person, *, now: datetime) -> list[Work] | None:
    """Return the person's processes with what waits in each; None if they hold no role."""
    if not roles_of(person, None, now=now):
        return None
    found = list(processes_worked_on(person, now=now))
    contributions, answered = n_contributions(found), n_answered(found)
    return [
        Work(
            process,
            contributions.get(process.pk, 0),
            contributions.get(process.pk, 0) - answered.get(process.pk, 0),
            [(kind.label_plural, kind.table_path(process)) for kind in kinds() if kind.table_path],
            standing(person, process.pk, now=now).may(Permission.IMPORT),
        )
        for process in found
    ]
