"""Waiting for me: what the rooms know that somebody of the team has to do, by date."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from faden.backbone.people.models import Person
from faden.backbone.processes.models import Process
from faden.backbone.processes.rules import Permission
from faden.lib.dates import city_day
from faden.shared.assignments import queries as assignments
from faden.shared.assignments.models import Assignment
from faden.shared.outcomes.models import Draft
from faden.shared.outcomes.queries import drafts_to_release
from faden.surfaces.staff.queries.work import Work

MOST_ASSIGNMENTS = 100  # of them the table has all


@dataclass(frozen=True)
class Waiting:
    """Something to do. `due_on` is empty where no day was set."""

    title: str
    url: str
    what: str
    process: Process | None  # None: it belongs to none
    due_on: date | None = None
    office: str = ""  # never a person
    instead_of: str = ""  # the office that is away
    is_content: bool = False  # the title is in the language of the process


@dataclass(frozen=True)
class Mine:
    """Whose work somebody sees first."""

    own: frozenset[int]  # offices they work in; empty: they have not said
    acted_for: frozenset[int]  # and those they stand in for today


def mine(person: Person, *, now: datetime) -> Mine:
    """Return the offices somebody works in, and those they stand in for: two queries."""
    own, deputies = assignments.offices_and_deputies(person, city_day(now))
    return Mine(frozenset(own), frozenset(assignments.acted_for(own, deputies=deputies)))


def waiting_for(work: Sequence[Work], mine: Mine, *, now: datetime) -> list[Waiting]:
    """Return what waits in these processes, by date: two queries.

    Of what is assigned only the work of one's own offices, where somebody has said which.
    """
    running = {one.process.pk: one for one in work if one.process.archived_at is None}
    found = [
        *_assigned(running, mine),
        *_drafts(running),
        *_answers(running.values()),
        *_moderation(running.values(), city_day(now)),
        *_others(running.values()),
    ]
    return sorted(found, key=lambda one: (one.due_on is None, one.due_on or date.max, one.title))


def is_late(one: Waiting, *, now: datetime) -> bool:
    """Return whether the day has passed."""
    return one.due_on is not None and one.due_on < city_day(now)


def _assigned(running: dict[int, Work], mine: Mine) -> Iterator[Waiting]:
    rows = assignments.open_assignments(running)
    if mine.own:
        rows = assignments.assigned_to(rows, mine.acted_for)
    for one in rows[:MOST_ASSIGNMENTS]:
        stands_in = bool(mine.own) and one.unit_id not in mine.own
        yield Waiting(
            str(one.item),
            _address(one),
            str(one.get_topic_display()),
            running[one.item.process_id].process if one.item.process_id else None,
            one.due_on,
            one.unit.display_name,
            instead_of=one.unit.display_name if stands_in else "",
            is_content=True,
        )


def _address(one: Assignment) -> str:
    """Return where the work is done."""
    if one.topic == Assignment.Topic.ANSWER:
        return reverse("outcomes:answer", args=[one.item_id])
    if one.topic == Assignment.Topic.REPORT:
        return reverse("moderation:review", args=[one.item_id])
    return one.item.get_absolute_url()


def _drafts(running: dict[int, Work]) -> Iterator[Waiting]:
    may_answer = [pk for pk, one in running.items() if one.standing.may(Permission.ANSWER)]
    for draft in drafts_to_release(may_answer):
        yield Waiting(
            _title_of(draft),
            reverse("outcomes:draft", args=[draft.pk]),
            _("Release the draft of an answer"),
            running[draft.process_id].process,
            draft.due_on,
            draft.unit.display_name,
            is_content=True,
        )


def _title_of(draft: Draft) -> str:
    known: Any = draft  # annotated by the query
    if known.n_items == 1:
        return str(known.first_title)
    return _("%(title)s and %(n)s more") % {"title": known.first_title, "n": known.n_items - 1}


def _answers(work: Iterable[Work]) -> Iterator[Waiting]:
    """Yield what has no answer and no office, and interim notices whose day has passed."""
    for one in work:
        if not one.standing.may(Permission.ANSWER):
            continue
        table = reverse("ideas:table", args=[one.process.slug])
        if n := one.n_unassigned:
            yield _counted(
                one,
                ngettext(
                    "%(n)s contribution without an answer, assigned to nobody",
                    "%(n)s contributions without an answer, assigned to nobody",
                    n,
                ),
                n=n,
                url=f"{table}?beantwortet=nein",
                due_on=one.promised_on,
            )
        if n := one.n("interim"):
            text = ngettext(
                "%(n)s interim notice whose day has passed",
                "%(n)s interim notices whose day has passed",
                n,
            )
            yield _counted(one, text, n=n, url=f"{table}?stand=wird-geprueft")


def _moderation(work: Iterable[Work], today: date) -> Iterator[Waiting]:
    """Yield what people wait for every day: contributions to look at, reports."""
    for one in work:
        if not one.standing.may(Permission.MODERATE):
            continue
        if n := one.n("held"):
            text = ngettext(
                "%(n)s contribution to look at before it is published",
                "%(n)s contributions to look at before they are published",
                n,
            )
            yield _counted(one, text, n=n, url=reverse("moderation:waiting"), due_on=today)
        if n := one.n("reported"):
            text = ngettext("%(n)s reported contribution", "%(n)s reported contributions", n)
            yield _counted(one, text, n=n, url=reverse("moderation:reports"), due_on=today)


def _others(work: Iterable[Work]) -> Iterator[Waiting]:
    """Yield questions, dates that have passed, and what a draft still needs."""
    for one in work:
        slug = one.process.slug
        if (n := one.n("questions")) and one.standing.may(Permission.ANSWER):
            text = ngettext("%(n)s question to answer", "%(n)s questions to answer", n)
            yield _counted(one, text, n=n, url=reverse("background:table", args=[slug]))
        if not one.may_set_up:
            continue
        if n := one.n_overdue:
            text = ngettext(
                "%(n)s date has passed: what became of it?",
                "%(n)s dates have passed: what became of them?",
                n,
            )
            yield _counted(one, text, n=n, url=reverse("process_setup:timetable", args=[slug]))
        if n := len(one.missing):
            text = ngettext(
                "%(n)s thing is missing before it can be published",
                "%(n)s things are missing before it can be published",
                n,
            )
            yield _counted(one, text, n=n, url=reverse("process_setup:overview", args=[slug]))


def _counted(one: Work, text: str, *, n: int, url: str, due_on: date | None = None) -> Waiting:
    return Waiting(text % {"n": n}, url, "", one.process, due_on)
