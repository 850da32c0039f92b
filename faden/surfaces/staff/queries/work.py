"""The processes somebody works for, with what waits in each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q

from faden.backbone.items.kinds import kinds
from faden.backbone.people.models import Person
from faden.backbone.processes.models import Milestone, Phase, Process
from faden.backbone.processes.queries import processes_worked_on, roles_of, standing
from faden.backbone.processes.rules import (
    Permission,
    Standing,
    is_overdue,
    missing_for_publishing,
    when_it_happens,
)
from faden.lib.dates import city_day
from faden.shared.outcomes.models import Promise
from faden.surfaces.staff.queries.counts import Counts, counts_of

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Work:
    """One process as its team sees it."""

    process: Process
    standing: Standing
    counts: Counts
    n_overdue: int  # entries of the timetable whose date has passed
    promised_on: date | None  # by when all contributions are answered
    phase: Phase | None  # of those that run now and have an end, the one that ends first
    missing: list[StrOrPromise]  # before it can be published
    tables: list[tuple[StrOrPromise, str]]

    def n(self, what: str) -> int:
        """Return how many of something the process has; see `counts_of`."""
        return self.counts.get(what, {}).get(self.process.pk, 0)

    @property
    def n_contributions(self) -> int:
        return self.n("contributions")

    @property
    def n_waiting(self) -> int:
        """How many contributions wait for an answer."""
        return max(self.n("contributions") - self.n("answered"), 0)

    @property
    def n_unassigned(self) -> int:
        """How many of these no office takes care of."""
        return max(self.n_waiting - self.n("assigned"), 0)

    @property
    def is_draft(self) -> bool:
        return self.process.visibility == Process.Visibility.STAFF

    @property
    def may_import(self) -> bool:
        return self.standing.may(Permission.IMPORT)

    @property
    def may_set_up(self) -> bool:
        return self.standing.may(Permission.CONFIGURE)


def work_of(person: Person, *, now: datetime) -> list[Work] | None:
    """Return the person's processes with what waits in each, by the next deadline.

    None if they hold no role: five queries, whatever their number.
    """
    if not roles_of(person, None, now=now):
        return None
    has_phases = Exists(Phase.objects.filter(process=OuterRef("pk")))
    rows = processes_worked_on(person, now=now).select_related("concept")
    found = list(rows.annotate(has_phases=has_phases))
    counts = counts_of(found, today=city_day(now))
    phases, (overdue, promised) = _ending_phases(found, now=now), _timetable(found, now=now)
    work = [
        Work(
            process,
            standing(person, process.pk, now=now),
            counts,
            overdue.get(process.pk, 0),
            promised.get(process.pk),
            phases.get(process.pk),
            _missing(process),
            [(kind.label_plural, kind.table_path(process)) for kind in kinds() if kind.table_path],
        )
        for process in found
    ]
    return sorted(work, key=_by_deadline)


def _missing(process: Any) -> list[StrOrPromise]:
    if process.visibility != Process.Visibility.STAFF:
        return []
    concept = getattr(process, "concept", None)
    missing = missing_for_publishing(process, n_phases=int(process.has_phases), concept=concept)
    return list(missing.values())


def _by_deadline(entry: Work) -> tuple[bool, bool, float]:
    """Return what ends soon before what has no end, and the archive behind all."""
    ends_at = entry.phase.ends_at if entry.phase else None
    is_over = entry.process.archived_at is not None
    return is_over, ends_at is None, ends_at.timestamp() if ends_at else 0.0


def _ending_phases(found: Sequence[Process], *, now: datetime) -> dict[int, Phase]:
    """Return `{process_id: phase}`: of the phases that run, the one that ends first."""
    running = Phase.objects.filter(process__in=found, starts_at__lte=now, ends_at__gt=now)
    return {phase.process_id: phase for phase in running.order_by("-ends_at", "-pk")}


def _timetable(
    found: Iterable[Process], *, now: datetime
) -> tuple[dict[int, int], dict[int, date]]:
    """Return `{process_id: entries that need a word from the team}` and the promised days."""
    today, overdue, promised = city_day(now), dict[int, int](), dict[int, date]()
    is_unfinished = Q(state__in=_UNFINISHED, starts_on__lte=today)
    is_promised = Exists(Promise.objects.filter(milestone=OuterRef("pk")))
    entries = Milestone.objects.filter(process__in=found).annotate(is_promised=is_promised)
    for entry in entries.filter(is_unfinished | Q(is_promised=True)):
        if entry.is_promised and entry.state != Milestone.State.CANCELLED:
            promised[entry.process_id] = when_it_happens(entry).last_day
        if is_overdue(entry, today=today):
            overdue[entry.process_id] = overdue.get(entry.process_id, 0) + 1
    return overdue, promised


_UNFINISHED = (Milestone.State.PLANNED, Milestone.State.POSTPONED, Milestone.State.CURRENT)
