"""Where the team starts: its processes, what waits in them, and nobody else."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from faden.backbone.people.tests.factories import NOON, a_person
from faden.backbone.places.tests.factories import a_place
from faden.backbone.processes.rules import Role
from faden.backbone.processes.tests.factories import (
    a_draft_process,
    a_milestone,
    a_phase,
    a_process,
    a_role,
    an_open_process,
)
from faden.participation.ideas.tests.factories import an_idea
from faden.shared.comments.tests.factories import a_comment
from faden.shared.moderation.actions import hide
from faden.shared.outcomes.tests.factories import an_outcome

pytestmark = pytest.mark.django_db


def words_of(client) -> str:
    page = client.get("/en/team/")
    assert page.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", page.text).split())


def test_the_team_s_pages_are_kept_nowhere(client):
    client.force_login(a_role(Role.MODERATOR, a_process()))

    assert "no-store" in client.get("/team/").headers["Cache-Control"]


def test_visitors_are_asked_to_sign_in_and_citizens_find_nothing(client):
    visitor = client.get("/en/team/")
    client.force_login(a_person())

    assert (visitor.status_code, visitor.headers["Location"]) == (
        302,
        "/en/konto/einloggen/?next=/en/team/",
    )
    assert client.get("/en/team/").status_code == 404


def test_a_role_that_has_ended_opens_nothing(client):
    client.force_login(a_role(Role.MODERATOR, a_process(), expires_at=NOON))

    assert client.get("/en/team/").status_code == 404


def test_everybody_sees_the_processes_they_work_for_drafts_too(client):
    process, draft = a_process(title="Fluss"), a_draft_process(title="Draft")
    a_process(title="Foreign")
    moderator = a_role(Role.MODERATOR, process)
    a_role(Role.EVALUATOR, draft, moderator)
    client.force_login(moderator)

    words = words_of(client)

    assert "Fluss" in words
    assert "Draft" in words
    assert "Foreign" not in words


def test_administration_without_a_process_is_told_so(client):
    client.force_login(a_role(Role.ADMINISTRATOR))

    assert "No process yet" in words_of(client)


def test_what_waits_for_an_answer_is_counted(client):
    process = an_open_process(title="Fluss")
    manager = a_role(Role.PROCESS_MANAGER, process)
    ideas = [an_idea(process, title=f"Idea {n}") for n in range(4)]
    a_comment(ideas[0])
    an_outcome(ideas[0], manager)
    hide(ideas[1], reason="x", actor=manager, now=NOON)
    client.force_login(manager)

    assert "2 of 3 contributions wait for an answer" in words_of(client)
    assert 'href="/en/team/beteiligungen/fluss/ideen/"' in client.get("/en/team/").text


@time_machine.travel(NOON, tick=False)
def test_the_process_with_the_next_deadline_comes_first(client):
    a_place()
    for title, days in (("Later", 9), ("Without", None), ("Soon", 2)):
        ends_at = NOON + timedelta(days=days) if days else None
        a_phase(a_process(title=title), name="Ideas", ends_at=ends_at)
    a_phase(a_process(title="Closed", archived_at=NOON), ends_at=NOON + timedelta(days=1))
    client.force_login(a_role(Role.ADMINISTRATOR))

    words = words_of(client)

    places = [words.index(title) for title in ("Soon", "Later", "Without", "Closed")]
    assert places == sorted(places)
    assert "Ideas : 2 more days, until 6 May 2026" in words


@time_machine.travel(NOON, tick=False)
def test_dates_that_have_passed_ask_what_became_of_them(client):
    process = a_process()
    for days, state in ((-1, "planned"), (-9, "current"), (-1, "done"), (1, "planned")):
        starts_on = (NOON + timedelta(days=days)).date()
        a_milestone(process, state=state, starts_on=starts_on)
    client.force_login(a_role(Role.PROCESS_MANAGER, process))

    assert "2 dates have passed: what became of them?" in words_of(client)


@pytest.mark.parametrize(
    ("role", "offered"),
    [
        (Role.ADMINISTRATOR, {"Set up", "Set up a process", "The city", "Who works here"}),
        (Role.PROCESS_MANAGER, {"Set up", "Set up a process", "Who works here"}),
        (Role.MODERATOR, set()),
        (Role.EVALUATOR, set()),
        (Role.ON_SITE_TEAM, set()),
    ],
)
def test_everybody_is_offered_what_their_role_brings(client, role, offered):
    process = a_process(title="Fluss")
    client.force_login(a_role(role, None if role == Role.ADMINISTRATOR else process))

    page = client.get("/en/team/").text

    links = {
        "Set up": "/en/team/beteiligungen/fluss/einrichten/",
        "Set up a process": "/en/team/beteiligungen/neu/",
        "The city": "/en/team/stadt/",
        "Who works here": "/en/team/rollen/",
    }
    assert {label for label, path in links.items() if f'href="{path}"' in page} == offered


def test_the_page_costs_as_much_with_thirty_processes_as_with_one(client):
    client.force_login(a_role(Role.ADMINISTRATOR))
    counts = []
    for n in (1, 29):
        for _ in range(n):
            an_idea(now=NOON + timedelta(days=n))
        with CaptureQueriesContext(connection) as queries:
            words_of(client)
        counts.append(len(queries))

    assert counts[1] == counts[0] <= 12
