"""What the timetable says: the state of an entry, the progress of the process."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from faden.backbone.processes.models import Milestone, Process
from faden.lib.fuzzy_date import FuzzyDate, Precision
from faden.lib.refused import Refusal

State = Milestone.State
TO_COME = (State.PLANNED, State.POSTPONED)
SHARE = {State.DONE: 2, State.CURRENT: 1}  # halves of a milestone; the others count nothing


@dataclass(frozen=True)
class Progress:
    """How far a process is, and how that is known."""

    percent: int
    is_computed: bool  # from the milestones; else it was set by hand
    n_done: int = 0  # milestones
    n_counted: int = 0  # milestones that everybody sees and that are not cancelled


def progress(process: Process, milestones: Iterable[Milestone], *, today: date) -> Progress:
    """Return how far the process is, as it is set: by hand, or computed from the milestones.

    Computed: (done + under way / 2) / all that are not cancelled, of those that everybody sees;
    rounded, and 100 only when all are done, 0 only when none has begun.
    """
    if process.progress_basis == Process.ProgressBasis.BY_HAND:
        return Progress(process.progress_percent, is_computed=False)
    states = [
        shown_state(milestone, today=today)
        for milestone in milestones
        if milestone.visibility == Process.Visibility.PUBLIC
    ]
    counted = [state for state in states if state != State.CANCELLED]
    n_done, halves = counted.count(State.DONE), sum(SHARE.get(state, 0) for state in counted)
    percent = (100 * halves + len(counted)) // (2 * len(counted)) if counted else 0
    if 0 < halves < 2 * len(counted):
        percent = min(max(percent, 1), 99)
    return Progress(percent, is_computed=True, n_done=n_done, n_counted=len(counted))


def shown_state(milestone: Milestone, *, today: date) -> Milestone.State:
    """Return the state to show: what is planned for certain days is under way on these days."""
    state, when = State(milestone.state), when_it_happens(milestone)
    is_to_the_day = when.precision == Precision.DAY
    if state in TO_COME and is_to_the_day and when.start <= today <= when.last_day:
        return State.CURRENT
    return state


def is_overdue(milestone: Milestone, *, today: date) -> bool:
    """Return whether the team should say what became of the entry: its date has passed."""
    is_unfinished = milestone.state in (*TO_COME, State.CURRENT)
    return is_unfinished and when_it_happens(milestone).last_day < today


def when_it_happens(milestone: Milestone) -> FuzzyDate:
    """Return the date of the event that the entry announces, or else that of the entry."""
    return milestone.event_date or milestone.date


def reason_refusal(reason: str) -> Refusal | None:
    """Return why nothing is postponed or cancelled like this."""
    if not reason.strip():
        return Refusal("processes.reason_missing", _("Please give the reason."))
    return None


def postponing_refusal(milestone: Milestone, *, to: FuzzyDate, reason: str) -> Refusal | None:
    """Return why the entry, or the event that it announces, cannot get this other date, or None."""
    if milestone.state not in (*TO_COME, State.CURRENT):
        return Refusal(
            "processes.not_postponable",
            _("What is done or cancelled cannot be postponed. Plan it again first."),
        )
    if milestone.event_starts_on and to.precision != Precision.DAY:
        return Refusal("processes.event_needs_a_day", _("Please give the day of the event."))
    if to == when_it_happens(milestone):
        return Refusal("processes.same_date", _("This is the date it has already."))
    return reason_refusal(reason)


def milestone_refusal(milestone: Milestone) -> Refusal | None:
    """Return why an entry cannot have these dates, or None."""
    starts_on, ends_on = milestone.starts_on, milestone.ends_on
    event_starts_on, event_ends_on = milestone.event_starts_on, milestone.event_ends_on
    if ends_on and ends_on < starts_on:
        return Refusal("processes.ends_before", _("The end must not be before the beginning."))
    if event_ends_on and (event_starts_on is None or event_ends_on < event_starts_on):
        return Refusal("processes.ends_before", _("The end must not be before the beginning."))
    return None
