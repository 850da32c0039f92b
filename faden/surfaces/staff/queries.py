"""What the team has to do, by process."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Q

from faden.backbone.items.kinds import kinds
from faden.backbone.people.models import Person
from faden.backbone.processes.models import Milestone, Phase, Process
from faden.backbone.processes.queries import processes_worked_on, roles_of, standing
from faden.backbone.processes.rules import Permission, is_overdue
from faden.lib.dates import city_day
from faden.shared.outcomes.queries import n_answered, n_contributions

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Work:
    """One process as its team sees it."""

    process: Process
    n_contributions: int
    n_waiting: int  # for an answer
    n_overdue: int  # entries of the timetable whose date has passed
    phase: Phase | None  # of those that run now and have an end, the one that ends first
    tables: list[tuple[StrOrPromise, str]]
    may_import: bool
    may_set_up: bool

    @property
    def is_draft(self) -> bool:
        return self.process.visibility == Process.Visibility.STAFF


def work_of(person: Person, *, now: datetime) -> list[Work] | None:
    """Return the person's processes with what waits in each, by the next deadline.

    None if they hold no role: five queries, whatever their number.
    """
    if not roles_of(person, None, now=now):
        return None
    found = list(processes_worked_on(person, now=now))
    contributions, answered = n_contributions(found), n_answered(found)
    phases, overdue = _ending_phases(found, now=now), _n_overdue(found, now=now)
    work = [
        Work(
            process,
            contributions.get(process.pk, 0),
            contributions.get(process.pk, 0) - answered.get(process.pk, 0),
            overdue.get(process.pk, 0),
            phases.get(process.pk),
            [(kind.label_plural, kind.table_path(process)) for kind in kinds() if kind.table_path],
            asking.may(Permission.IMPORT),
            asking.may(Permission.CONFIGURE),
        )
        for process in found
        for asking in [standing(person, process.pk, now=now)]
    ]
    return sorted(work, key=_by_deadline)


def _by_deadline(entry: Work) -> tuple[bool, bool, float]:
    """Return what ends soon before what has no end, and the archive behind all."""
    ends_at = entry.phase.ends_at if entry.phase else None
    is_over = entry.process.archived_at is not None
    return is_over, ends_at is None, ends_at.timestamp() if ends_at else 0.0


def _ending_phases(found: Sequence[Process], *, now: datetime) -> dict[int, Phase]:
    """Return `{process_id: phase}`: of the phases that run, the one that ends first."""
    running = Phase.objects.filter(process__in=found, starts_at__lte=now, ends_at__gt=now)
    return {phase.process_id: phase for phase in running.order_by("-ends_at", "-pk")}


def _n_overdue(found: Iterable[Process], *, now: datetime) -> dict[int, int]:
    """Return `{process_id: number of entries that need a word from the team}`."""
    is_unfinished = Q(state__in=[Milestone.State.PLANNED, Milestone.State.POSTPONED])
    is_unfinished |= Q(state=Milestone.State.CURRENT)
    today, counts = city_day(now), dict[int, int]()
    for entry in Milestone.objects.filter(is_unfinished, process__in=found, starts_on__lte=today):
        if is_overdue(entry, today=today):
            counts[entry.process_id] = counts.get(entry.process_id, 0) + 1
    return counts
