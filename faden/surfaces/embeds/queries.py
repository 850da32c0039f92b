"""What the small page says of a process: the same to everybody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from faden.backbone.items.queries import public_counts
from faden.backbone.processes.models import Phase, Process
from faden.backbone.processes.queries import process_seen_by
from faden.participation.results.models import Entry, Result
from faden.participation.results.queries import entries_of, results_of

SHOWN_SELECTED = 5  # ideas


@dataclass(frozen=True)
class EmbeddedProcess:
    """A public process in few words."""

    process: Process
    now_open: Phase | None  # of those that run, the one that ends first
    opens_next: Phase | None  # where none runs
    n_ideas: int
    n_comments: int
    result: Result | None
    selected: Sequence[Entry]
    n_selected: int


def embedded(slug: str, *, now: datetime) -> EmbeddedProcess | None:
    """Return the process if everybody may see it: five queries at most."""
    process = process_seen_by(None, slug, now=now)
    if process is None:
        return None
    phases = list(process.phases.filter(visibility=Process.Visibility.PUBLIC))
    counts = public_counts(process)
    result = results_of(process).filter(is_current=True).first()
    entries = list(entries_of(result).filter(is_selected=True)) if result else []
    return EmbeddedProcess(
        process=process,
        now_open=_running(process, phases, now=now),
        opens_next=_coming(process, phases, now=now),
        n_ideas=counts.get("idea", 0),
        n_comments=counts.get("comment", 0),
        result=result,
        selected=entries[:SHOWN_SELECTED],
        n_selected=len(entries),
    )


def _running(process: Process, phases: Sequence[Phase], *, now: datetime) -> Phase | None:
    if process.archived_at is not None:
        return None
    running = [
        phase
        for phase in phases
        if phase.starts_at <= now and (phase.ends_at is None or now < phase.ends_at)
    ]
    with_end = [phase for phase in running if phase.ends_at is not None]
    return min(with_end, key=lambda phase: phase.ends_at or now) if with_end else _first(running)


def _coming(process: Process, phases: Sequence[Phase], *, now: datetime) -> Phase | None:
    if process.archived_at is not None:
        return None
    return _first(sorted((one for one in phases if one.starts_at > now), key=_start))


def _first(phases: Sequence[Phase]) -> Phase | None:
    return phases[0] if phases else None


def _start(phase: Phase) -> datetime:
    return phase.starts_at
