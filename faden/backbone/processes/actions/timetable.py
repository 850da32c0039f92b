"""The entries of a process's timetable."""

from datetime import datetime
from typing import Any

from faden.backbone.audit.actions import action, record
from faden.backbone.people.models import Person
from faden.backbone.processes.actions.process import check_names, set_fields
from faden.backbone.processes.actions.versions import begin, ensure, keep_version
from faden.backbone.processes.models import Milestone, Process
from faden.backbone.processes.rules import (
    milestone_refusal,
    postponing_refusal,
    reason_refusal,
    when_it_happens,
)
from faden.lib.fuzzy_date import FuzzyDate

State = Milestone.State
CHANGEABLE = frozenset(
    {
        "title",
        "text",
        "state",  # done, under way or planned; see also `postpone` and `cancel`
        "starts_on",
        "ends_on",
        "precision",
        "event_starts_on",
        "event_ends_on",
        "place",
        "links",
        "visibility",
    }
)


@action
def add_milestone(
    process: Process, *, actor: Person | None, now: datetime, **facts: Any
) -> Milestone:
    """Add an entry to the timetable; `facts` are the fields of Milestone.

    :raises Refused: without the permission to set the process up, or if its dates cannot be
    """
    begin(process, actor=actor, now=now)
    check_names(facts, CHANGEABLE)
    milestone = Milestone(process=process, **({"state": State.PLANNED} | facts))
    ensure(milestone_refusal(milestone))
    milestone.save()
    record("processes.add_milestone", milestone, actor=actor)
    keep_version(process, actor=actor, now=now)
    return milestone


@action
def change_milestone(
    milestone: Milestone, *, actor: Person | None, now: datetime, **facts: Any
) -> list[str]:
    """Change an entry; return the names of the fields that are new.

    Another date corrects a mistake; what is put off is postponed. What is planned again loses
    the reason and the date from before.

    :raises Refused: without the permission to set the process up, or if its dates cannot be
    """
    begin(milestone.process, actor=actor, now=now)
    check_names(facts, CHANGEABLE)
    milestone.refresh_from_db()
    changed = set_fields(milestone, facts)
    if "state" in changed and milestone.state == State.PLANNED:
        milestone.reason, milestone.was_precision = "", ""
        milestone.was_on = milestone.was_until = None
    ensure(milestone_refusal(milestone))
    if changed:
        _store(milestone, "processes.change_milestone", actor, now, fields=changed)
    return changed


@action
def complete(milestone: Milestone, *, actor: Person | None, now: datetime) -> None:
    """Note that what the entry says is done.

    :raises Refused: without the permission to set the process up
    """
    change_milestone(milestone, state=State.DONE, actor=actor, now=now)


@action
def postpone(
    milestone: Milestone, to: FuzzyDate, *, reason: str, actor: Person | None, now: datetime
) -> None:
    """Give the entry another date; the one first announced stays, with the reason.

    Where the entry announces an event, it is the event that takes place on another date.

    :raises Refused: without the permission to set the process up or a reason, or if it is over
    """
    begin(milestone.process, actor=actor, now=now)
    milestone.refresh_from_db()
    ensure(postponing_refusal(milestone, to=to, reason=reason))
    _keep_date(milestone)
    milestone.state, milestone.reason = State.POSTPONED, reason.strip()
    if milestone.event_starts_on is not None:
        milestone.event_starts_on, milestone.event_ends_on = to.start, to.until
    else:
        milestone.starts_on, milestone.ends_on = to.start, to.until
        milestone.precision = to.precision
    ensure(milestone_refusal(milestone))
    _store(milestone, "processes.postpone", actor, now)


@action
def cancel(milestone: Milestone, *, reason: str, actor: Person | None, now: datetime) -> None:
    """Note that what the entry announced does not take place; date and reason stay.

    :raises Refused: without the permission to set the process up or a reason
    """
    begin(milestone.process, actor=actor, now=now)
    milestone.refresh_from_db()
    ensure(reason_refusal(reason))
    milestone.state, milestone.reason = State.CANCELLED, reason.strip()
    _store(milestone, "processes.cancel", actor, now)


@action
def remove_milestone(milestone: Milestone, *, actor: Person | None, now: datetime) -> None:
    """Remove an entry; the history keeps what it said.

    :raises Refused: without the permission to set the process up
    """
    process = milestone.process
    begin(process, actor=actor, now=now)
    record("processes.remove_milestone", milestone, actor=actor)
    milestone.delete()
    keep_version(process, actor=actor, now=now)


def _keep_date(milestone: Milestone) -> None:
    """Keep the date that was announced first, also when it is put off again."""
    if milestone.was_on is None:
        announced = when_it_happens(milestone)
        milestone.was_on, milestone.was_until = announced.start, announced.until
        milestone.was_precision = announced.precision


def _store(
    milestone: Milestone, name: str, actor: Person | None, now: datetime, **facts: Any
) -> None:
    milestone.save()
    record(name, milestone, actor=actor, **facts)
    keep_version(milestone.process, actor=actor, now=now)
