"""The first page: what runs now, and what became of contributions."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from faden.backbone.items.actions import set_visibility
from faden.backbone.items.tests.factories import STAFF
from faden.backbone.people.tests.factories import NOON, a_person
from faden.backbone.places.tests.factories import a_place
from faden.backbone.processes.rules import Role
from faden.backbone.processes.tests.factories import (
    FAR_OFF,
    GUEST,
    LONG_AGO,
    a_draft_process,
    a_phase,
    a_process,
    a_role,
    an_open_process,
)
from faden.participation.ideas.tests.factories import an_idea
from faden.shared.comments.tests.factories import a_comment
from faden.shared.outcomes.tests.factories import an_outcome

pytestmark = pytest.mark.django_db


def words_of(client, address="/en/") -> str:
    page = client.get(address)
    assert page.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", page.text).split())


def test_an_empty_city_explains_itself(client):
    a_place(name="Detmold", official_name="Stadt Detmold")

    words = words_of(client)

    assert "Stadt Detmold Take part" in words
    assert "No process is running" in words
    assert "What became of contributions" not in words


def test_running_processes_are_shown_with_their_next_step(client):
    an_open_process(title="Fluss", summary="How do we live at the river?")

    words = words_of(client)

    assert "Fluss How do we live at the river?" in words
    assert re.search(r"Submit an idea [\d,]+ more days, until", words)


def test_drafts_and_what_has_ended_do_not_run(client):
    a_draft_process(title="Secret")
    a_phase(a_process(title="Ended"), {"idea.submit": GUEST}, ends_at=LONG_AGO.replace(year=2021))
    a_process(title="Without phases")

    words = words_of(client)

    assert "No process is running" in words
    for title in ("Secret", "Ended", "Without phases"):
        assert title not in words


def test_three_processes_at_most_the_newest_first(client):
    for day in (1, 4, 2, 3):
        an_open_process(title=f"Process of day {day}", published_at=NOON.replace(day=day))

    assert re.findall(r"Process of day \d", words_of(client)) == [
        "Process of day 4",
        "Process of day 3",
        "Process of day 2",
    ]


def test_the_latest_three_answers_lead_to_what_was_answered(client):
    process = an_open_process()
    ideas = [an_idea(process, title=f"Idea {n}") for n in range(5)]
    for day, idea in enumerate(ideas[:4], start=1):
        an_outcome(idea, code="declined", decided_on=date(2026, 5, day))
    set_visibility(ideas[3], STAFF, actor=None)

    page = client.get("/en/").text

    shown = re.findall(r'href="(/en/ideen/[^"]+)"', page)
    assert shown == [
        f"/en/ideen/{idea.pk}-{idea.slug}/#antwort" for idea in (ideas[2], ideas[1], ideas[0])
    ]
    assert page.count("Will not be implemented") == 3
    assert page.count("Idea from May 2026") == 3
    for day in (1, 2, 3):
        assert f"Answered on {day} May 2026" in page


def test_an_answer_that_goes_on_elsewhere_says_where(client):
    idea = an_idea(an_open_process())
    an_outcome(idea, code="continued", body="Future conference")

    assert "Goes on in Future conference" in words_of(client)


def test_what_starts_soon_stands_apart(client):
    coming = a_process(title="Soon")
    a_phase(coming, {"idea.submit": GUEST}, starts_at=FAR_OFF, ends_at=None)

    page = client.get("/en/").text

    assert 'id="demnaechst"' in page
    assert page.index('id="demnaechst"') < page.index("Soon")
    assert "No process is running" in page


def test_the_figure_is_honest(client):
    process = an_open_process()
    ideas = [an_idea(process, title=f"Idea {n}") for n in range(4)]
    a_comment(ideas[0])
    for _ in range(2):
        an_outcome(ideas[0])
    an_outcome(ideas[1])
    set_visibility(ideas[1], STAFF, actor=None)

    assert "The city has answered 1 of 3 ideas." in words_of(client)


@pytest.mark.parametrize("asker", ["visitor", "citizen", "team"])
def test_the_page_costs_as_much_with_thirty_rows_as_with_one(client, asker):
    somebody = {"visitor": lambda: None, "citizen": a_person,
                "team": lambda: a_role(Role.ADMINISTRATOR)}  # fmt: skip
    a_place()
    if person := somebody[asker]():
        client.force_login(person)
    counts = []
    for n in (1, 29):
        for _ in range(n):
            an_outcome(an_idea())
        with CaptureQueriesContext(connection) as queries:
            client.get("/")
        counts.append(len(queries))

    assert counts[1] == counts[0]
    assert asker != "visitor" or counts[0] <= 10
