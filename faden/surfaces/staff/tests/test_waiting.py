"""Waiting for me: all that somebody of the team has to do, the next day first."""

import re
from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from faden.backbone.items.tests.factories import an_item_in
from faden.backbone.people.tests.factories import NOON, a_person, a_unit
from faden.backbone.places.tests.factories import a_place
from faden.backbone.processes.rules import Role
from faden.backbone.processes.tests.factories import (
    a_draft_process,
    a_process,
    a_role,
    an_open_process,
)
from faden.participation.ideas.tests.factories import an_idea
from faden.shared.assignments.actions import choose_offices
from faden.shared.assignments.tests.factories import an_absence, an_assignment, an_office
from faden.shared.outcomes.actions import begin_draft, promise
from faden.shared.outcomes.tests.factories import UNTIL, an_outcome, what_is_said
from faden.surfaces.staff.queries import is_late, mine, waiting_for, work_of

pytestmark = pytest.mark.django_db
TODAY = date(2026, 5, 4)


@pytest.fixture
def process():
    return a_process(title="Fluss")


@pytest.fixture
def manager(process):
    return a_role(Role.PROCESS_MANAGER, process)


def waiting(person, now=NOON) -> list[tuple]:
    """(title, due, office)"""
    work = work_of(person, now=now)
    found = waiting_for(work, mine(person, now=now), now=now)
    return [(one.title, one.due_on, one.office) for one in found]


def test_what_is_assigned_comes_by_date_with_the_office(process, manager):
    for title, days in (("Late", -2), ("Next", 1), ("Later", 9)):
        due_on = TODAY + timedelta(days=days)
        an_assignment(an_item_in(process, title=title), a_unit(f"Amt {title}"), due_on=due_on)

    assert waiting(manager) == [
        ("Late", TODAY - timedelta(days=2), "Amt Late"),
        ("Next", TODAY + timedelta(days=1), "Amt Next"),
        ("Later", TODAY + timedelta(days=9), "Amt Later"),
    ]


def test_only_what_has_passed_is_late(process, manager):
    for days in (-1, 0):
        an_assignment(
            an_item_in(process), a_unit(f"Amt {days}"), due_on=TODAY + timedelta(days=days)
        )
    found = waiting_for(work_of(manager, now=NOON), mine(manager, now=NOON), now=NOON)

    assert [is_late(one, now=NOON) for one in found] == [True, False]


def test_whoever_chose_offices_sees_their_work_and_that_of_those_they_stand_in_for(
    process, manager
):
    own, other = an_office("Umwelt"), an_office("Kultur")
    away = an_office("Tiefbau", deputy=own.unit)
    for office in (own, other, away):
        an_assignment(an_item_in(process, title=f"For {office}"), office)
    choose_offices(manager, [own], now=NOON)
    before = [title for title, _due, _office in waiting(manager)]

    an_absence(away, TODAY, TODAY)

    after = [title for title, _due, _office in waiting(manager)]
    assert (before, after) == (["For Umwelt"], ["For Tiefbau", "For Umwelt"])


def test_contributions_that_nobody_takes_care_of_wait_until_the_promised_day(process, manager):
    ideas = [an_item_in(process) for _ in range(4)]
    an_outcome(ideas[0], manager)
    an_outcome(ideas[1], manager, code="checked")
    promise(process, UNTIL, actor=manager, now=NOON)

    [(title, due, office)] = waiting(manager)
    late = [title for title, _due, _office in waiting(manager, now=NOON + timedelta(days=60))]

    assert (title.split()[0], due, office) == ("3", UNTIL, "")
    assert any(title.startswith("1 ") for title in late)  # the interim notice whose day passed


def test_drafts_wait_for_release(process, manager):
    ideas = [an_item_in(process, title=f"Idea {n}") for n in range(2)]
    evaluator = a_role(Role.EVALUATOR, process)
    begin_draft(
        ideas, what_is_said(unit=a_unit("Amt")), actor=evaluator, now=NOON, is_handed_in=True
    )

    titles = {title: office for title, _due, office in waiting(manager)}

    assert titles["Idea 0 und 1 weitere"] == "Amt"
    assert not waiting(a_role(Role.ON_SITE_TEAM, process))


def test_what_a_draft_process_still_needs_waits_for_its_manager():
    draft = a_draft_process(title="Entwurf")

    [(title, due, _office)] = waiting(a_role(Role.PROCESS_MANAGER, draft))

    assert re.match(r"\d+ Angaben fehlen", title)
    assert due is None
    assert waiting(a_role(Role.MODERATOR, draft)) == []


def test_the_archive_waits_for_nobody():
    process = a_process(archived_at=NOON)
    an_assignment(an_item_in(process))

    assert waiting(a_role(Role.PROCESS_MANAGER, process)) == []


@time_machine.travel(NOON, tick=False)
def test_the_page_shows_dates_offices_and_no_employee(client, process, manager):
    a_place()
    an_assignment(an_item_in(process, title="Bänke"), due_on=TODAY - timedelta(days=1))
    colleague = a_role(Role.EVALUATOR, process, a_person(display_name="Kim Beispiel"))
    client.force_login(manager)

    page = client.get("/en/team/").text

    assert "since 3 May 2026" in page
    assert "Tiefbau" in page
    assert colleague.display_name not in page


def test_the_page_costs_the_same_whatever_waits(client):
    manager, counts = a_role(Role.ADMINISTRATOR), []
    client.force_login(manager)
    deputy = an_office("Vertretung")
    choose_offices(manager, [deputy], now=NOON)
    for n in (1, 9):
        for number in range(n):
            office = an_office(f"Amt{n}{number}", deputy=deputy.unit)
            an_absence(office, TODAY, date(2999, 1, 1))
            process = an_open_process()
            idea, other = an_idea(process), an_idea(process)
            an_assignment(idea, office)
            promise(process, date(2998, 1, 1), actor=None, now=NOON)
            begin_draft([other], what_is_said(), actor=manager, now=NOON, is_handed_in=True)
        with CaptureQueriesContext(connection) as queries:
            client.get("/en/team/")
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 12
