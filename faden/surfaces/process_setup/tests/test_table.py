"""The team's table of processes: state, phase now, next deadline, what waits; filters; files."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from faden.backbone.items.tests.factories import INVITED
from faden.backbone.people.tests.factories import NOON
from faden.backbone.places.tests.factories import a_place
from faden.backbone.processes.rules import Role
from faden.backbone.processes.tests.factories import (
    a_draft_process,
    a_phase,
    a_process,
    a_role,
    an_open_process,
)
from faden.participation.ideas.tests.factories import an_idea
from faden.shared.outcomes.tests.factories import an_outcome
from faden.surfaces.process_setup.queries import processes_of_team
from faden.surfaces.process_setup.tests.factories import a_manager

pytestmark = pytest.mark.django_db
TABLE = "/en/team/beteiligungen/"
DAY = timedelta(days=1)


def words(page):
    return " ".join(re.sub(r"<[^>]+>", " ", page.text).split())


def row_of(process):
    return processes_of_team(a_manager(), now=NOON).get(pk=process.pk)


@pytest.mark.parametrize(
    ("facts", "starts", "stage"),
    [
        ({"visibility": "staff", "published_at": None}, NOON - DAY, "draft"),
        ({}, NOON + DAY, "planned"),
        ({}, NOON, "running"),
        ({}, NOON - DAY, "running"),
        ({"visibility": INVITED}, NOON - DAY, "running"),
        ({}, NOON - 3 * DAY, "ended"),
        ({}, None, "ended"),
        ({"archived_at": NOON}, NOON - DAY, "archived"),
        ({"archived_at": NOON + DAY}, NOON - DAY, "running"),
    ],
)
def test_the_state_comes_from_the_dates_of_the_phases(facts, starts, stage):
    process = a_process(**facts)
    if starts:
        a_phase(process, starts_at=starts, ends_at=starts + 2 * DAY)

    assert row_of(process).stage == stage


def test_the_phase_now_is_the_one_that_ends_first():
    process = a_process()
    a_phase(process, name="Open end", starts_at=NOON - 3 * DAY, ends_at=None)
    a_phase(process, name="Ideas", starts_at=NOON - DAY, ends_at=NOON + 3 * DAY)
    a_phase(process, name="Vote", starts_at=NOON - DAY, ends_at=NOON + 2 * DAY)
    a_phase(process, name="Over", starts_at=NOON - 3 * DAY, ends_at=NOON)

    row = row_of(process)

    assert (row.phase_now, row.next_end) == ("Vote", NOON + 2 * DAY)


def test_a_phase_without_an_end_is_no_deadline():
    process = a_process()
    a_phase(process, name="Open end", starts_at=NOON - DAY, ends_at=None)

    row = row_of(process)

    assert (row.phase_now, row.next_end) == ("Open end", None)


def test_what_waits_is_counted_by_process():
    process, other = an_open_process(), an_open_process()
    ideas = [an_idea(process, title=f"Idea {n}") for n in range(3)]
    an_outcome(ideas[0], a_manager(process))

    assert (row_of(process).n_waiting, row_of(other).n_waiting) == (2, 0)


@time_machine.travel(NOON, tick=False)
def test_the_table_shows_the_processes_somebody_works_for(client):
    a_place()
    process, draft = a_process(title="Fluss"), a_draft_process(title="See")
    a_process(title="Foreign")
    a_phase(process, name="Ideas", starts_at=NOON - DAY, ends_at=NOON + 3 * DAY)
    person = a_role(Role.MODERATOR, process)
    a_role(Role.PROCESS_MANAGER, draft, person)
    client.force_login(person)

    page = client.get(TABLE)

    said = words(page)
    assert "Fluss Running Public Ideas 7 May 2026 0" in said
    assert "See Draft Team only" in said
    assert "Foreign" not in said
    assert 'href="/en/beteiligungen/fluss/"' in page.text
    assert 'href="/en/team/beteiligungen/see/einrichten/"' in page.text


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("stand=draft", {"See"}),
        ("stand=running", {"Fluss"}),
        ("wartet=ja", {"Fluss"}),
        ("wartet=nein", {"See"}),
        ("suche=flu", {"Fluss"}),
        ("suche=fluss+see", set()),
        ("sortierung=-next_end", {"Fluss", "See"}),
    ],
)
def test_filters_narrow_the_table(client, query, titles):
    a_place()
    process = an_open_process(title="Fluss")
    an_idea(process)
    a_draft_process(title="See")
    client.force_login(a_manager())

    page = client.get(f"{TABLE}?{query}").text

    assert {title for title in ("Fluss", "See") if f">{title}</a>" in page} == titles


@time_machine.travel(NOON, tick=False)
def test_the_table_is_downloaded_by_those_who_may(client):
    a_place()
    process = a_process(title="Fluss")
    client.force_login(a_role(Role.ON_SITE_TEAM, process))
    assert client.get(f"{TABLE}?export=csv").status_code == 409

    client.force_login(a_role(Role.MODERATOR, process))
    file = client.get(f"{TABLE}?export=csv")

    assert b"Fluss" in b"".join(file.streaming_content)
    assert "beteiligungen-2026-05-04.csv" in file.headers["Content-Disposition"]


@pytest.mark.parametrize("role", [Role.MODERATOR, Role.PROCESS_MANAGER])
def test_only_those_who_may_begin_one_are_offered_it(client, role):
    a_place()
    client.force_login(a_role(role, a_process()))

    offered = "Set up a process" in words(client.get(TABLE))

    assert offered == (role == Role.PROCESS_MANAGER)


def test_the_table_costs_as_much_with_thirty_processes_as_with_one(client):
    a_place()
    client.force_login(a_manager())
    counts = []
    for n in (1, 29):
        for _ in range(n):
            an_idea(an_open_process())
        with CaptureQueriesContext(connection) as queries:
            assert client.get(TABLE).status_code == 200
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 12
