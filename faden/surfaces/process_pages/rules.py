"""Where a process stands and what comes next in it. Pure: the caller passes the time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.utils.translation import gettext as _

from faden.backbone.processes.models import Milestone, Phase, Process
from faden.backbone.processes.rules import (
    is_archived,
    phase_state,
    shown_state,
    when_it_happens,
)
from faden.lib.dates import city_day, day
from faden.lib.fuzzy_date import FuzzyDate

State = Milestone.State
TO_COME = (State.PLANNED, State.POSTPONED)


class Stage(StrEnum):
    """How far a process is."""

    DRAFT = "draft"
    COMING = "coming"
    RUNNING = "running"
    BETWEEN = "between"  # begun and not over, but nothing is under way today
    ENDED = "ended"
    ARCHIVED = "archived"


def stage_of(
    process: Process, phases: Iterable[Phase], *, milestones: Iterable[Milestone], now: datetime
) -> Stage:
    """Return how far the process is, by its phases and its timetable.

    It runs while a phase or an entry of the timetable is under way. Between two of them the city
    works on what came in.
    """
    if is_archived(process, now=now):
        return Stage.ARCHIVED
    if process.visibility == Process.Visibility.STAFF:
        return Stage.DRAFT
    states = {phase_state(phase, now=now) for phase in phases}
    entries = {shown_state(entry, today=city_day(now)) for entry in milestones}
    is_under_way = "current" in states or State.CURRENT in entries
    has_begun = "past" in states or State.DONE in entries
    has_more = "future" in states or not entries.isdisjoint(TO_COME)
    if is_under_way:
        return Stage.RUNNING
    if has_begun:
        return Stage.BETWEEN if has_more else Stage.ENDED
    return Stage.COMING if has_more else Stage.BETWEEN


@dataclass(frozen=True)
class NextStep:
    """What comes next and its place in the page.

    `when` is its date in words, never one that has passed: who still plans something for such a day
    has not said when it will be.
    """

    title: str
    when: str
    anchor: str


def next_step(
    phases: Iterable[Phase], milestones: Iterable[Milestone], *, now: datetime
) -> NextStep | None:
    """Return the phase or the entry of the timetable that comes next; None if nothing is known.

    An entry that is still planned although its date is over comes after those with a date ahead.
    """
    today = city_day(now)
    coming = [*_phases_ahead(phases, now=now), *_entries_ahead(milestones, today=today)]
    dated = sorted(coming, key=lambda found: (found[0] < today, found[0]))
    return dated[0][1] if dated else None


def _phases_ahead(phases: Iterable[Phase], *, now: datetime) -> list[tuple[date, NextStep]]:
    return [
        (city_day(phase.starts_at), NextStep(phase.name, day(phase.starts_at), "phasen"))
        for phase in phases
        if phase_state(phase, now=now) == "future"
    ]


def _entries_ahead(milestones: Iterable[Milestone], *, today: date) -> list[tuple[date, NextStep]]:
    ahead = [entry for entry in milestones if shown_state(entry, today=today) in TO_COME]
    return [
        (when.last_day, NextStep(entry.title, _in_words(when, today=today), entry.anchor))
        for entry in ahead
        for when in [when_it_happens(entry)]
    ]


def _in_words(when: FuzzyDate, *, today: date) -> str:
    return str(when) if today <= when.last_day else _("date open")
