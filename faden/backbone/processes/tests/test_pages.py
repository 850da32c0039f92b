"""The list of processes and the page of one: what they show to whom, and what they cost."""

import re
from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from faden.backbone.items.tests.factories import STAFF, an_item_in
from faden.backbone.people.tests.factories import NOON, a_person
from faden.backbone.places.tests.factories import a_place
from faden.backbone.processes.models import Milestone
from faden.backbone.processes.rules import Role
from faden.backbone.processes.tests.factories import (
    FAR_OFF,
    GUEST,
    LONG_AGO,
    REGISTERED,
    a_draft_process,
    a_milestone,
    a_phase,
    a_process,
    a_role,
    an_action_field,
    an_open_process,
)

pytestmark = pytest.mark.django_db
PAGE, LIST = "/en/beteiligungen/fluss/", "/en/beteiligungen/"
MOST_QUERIES = 12
DAY = timedelta(days=1)


def text_of(html: str) -> str:
    """The words of a page, without tags and with single spaces."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def words_at(client, address: str, *, now=NOON) -> str:
    with time_machine.travel(now, tick=False):
        page = client.get(address)
    assert page.status_code == 200
    return text_of(page.text)


def n_queries(client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_the_page_says_what_people_should_know_first(client):
    a_place(name="Detmold")
    a_process(
        title="Fluss",
        summary="How do we live at the river?",
        description="## What it is about\n\nThe **river**.",
        participation="shaping",
        can_influence="The benches",
        is_fixed="The dam",
        who_decides="The council, advised by you",
        answer_by="In June",
        with_results="They go to the *council*.",
        groups_involved=["Citizens", "Council"],
        progress_percent=60,
        progress_meaning="steps done",
        contact="Planning office, [mail](mailto:plan@example.org)",
        language="en",
    )

    page = client.get(PAGE).text

    assert "<title>Fluss · Detmold</title>" in page
    assert page.count("<h1") == 1
    words = text_of(page)
    for expected in (
        "Shaping together Fluss How do we live at the river?",
        "60",
        "What you can influence The benches",
        "What is already fixed The dam",
        "Who decides The council, advised by you",
        "When you get an answer In June",
        "Citizens Council",
        "Planning office",
    ):
        assert expected in words, expected
    assert "<strong>river</strong>" in page
    assert '<a href="mailto:plan@example.org">mail</a>' in page
    assert '<meta name="description" content="How do we live at the river?">' in page


def test_a_bare_process_has_no_empty_headings(client):
    a_process(title="Fluss")

    words = words_at(client, PAGE)

    assert "There is nothing to take part in at the moment." in words
    for heading in ("Phases", "Timetable", "Who takes part", "Contact", "What has come in"):
        assert heading not in words, heading


def test_what_one_can_do_now_stands_with_its_last_day(client):
    process = a_process(title="Fluss")
    a_phase(process, {"idea.submit": GUEST}, ends_at=NOON + 12 * DAY)
    a_phase(process, {"idea.rate": REGISTERED}, ends_at=NOON + 12 * DAY)
    a_phase(process, {"idea.comment": GUEST}, starts_at=NOON + 5 * DAY)

    page = words_at(client, PAGE)

    now_box = page[page.index("Now you can") : page.index("Phases")]
    assert "Submit an idea 12 more days, until 16 May 2026, 14:00" in now_box
    assert "Rate ideas This is open to people with an account." in now_box
    assert "Sign in" in now_box
    assert "Discuss ideas This is not open yet." in now_box
    assert "9 May 2026" in now_box


@pytest.mark.parametrize(
    ("now", "state"),
    [
        (NOON - DAY, "Planned"),
        (NOON, "Running now"),
        (NOON + DAY - timedelta(seconds=1), "Running now"),
        (NOON + DAY, "Ended"),
    ],
)
def test_a_phase_says_whether_it_runs(client, now, state):
    a_phase(a_process(title="Fluss"), name="Ideas", starts_at=NOON, ends_at=NOON + DAY)

    page = words_at(client, PAGE, now=now)

    assert re.search(rf"Phases of the process|{state}", page)
    assert [s for s in ("Planned", "Running now", "Ended") if s in page] == [state]


def test_phases_come_by_date_with_their_days(client):
    process = a_process(title="Fluss")
    a_phase(process, name="Second", starts_at=NOON, ends_at=None)
    a_phase(process, name="First", starts_at=NOON - 9 * DAY, ends_at=NOON - 2 * DAY)

    page = words_at(client, PAGE)

    assert "25 April to 2 May 2026" in page
    assert "from 4 May 2026" in page
    assert page.index("First") < page.index("Second")


def test_the_timetable_shows_each_entry_with_its_date_its_state_and_its_event(client):
    process = a_process(title="Fluss")
    a_milestone(
        process,
        title="Workshops announced",
        text="Come to the **town hall**.",
        state=Milestone.State.DONE,
        starts_on=date(2019, 12, 7),
        event_starts_on=date(2020, 1, 10),
        event_ends_on=date(2020, 1, 12),
    )
    a_milestone(process, title="Draft", state=Milestone.State.POSTPONED,
                starts_on=date(2023, 3, 31), precision="end")  # fmt: skip

    page = words_at(client, PAGE)

    first, second = page.index("Workshops announced"), page.index("Draft")
    assert first < second
    for expected in ("7 December 2019", "Done", "Event: 10 January to 12 January 2020",
                     "Come to the town hall ."):  # fmt: skip
        assert expected in page, expected
    assert "end of March 2023" in page
    assert "Postponed" in page


def test_what_has_come_in_is_counted_without_what_is_hidden(client):
    process = a_process(title="Fluss")
    idea = an_item_in(process)
    an_item_in(process)
    an_item_in(process, visibility=STAFF)
    an_item_in(process, kind="comment", part_of=idea)

    words = words_at(client, PAGE)

    figures = words[words.index("What has come in") :]
    assert re.search(r"\b2 Ideas\b|\bIdeas 2\b", figures)
    assert re.search(r"\b1 Comments?\b|\bComments? 1\b", figures)


@pytest.mark.parametrize("address", [PAGE, f"{PAGE}ideen/"])
def test_a_draft_is_there_for_its_team_alone(client, address):
    draft = a_draft_process(title="Fluss")
    people = {
        "visitor": None,
        "citizen": a_person(),
        "team of another": a_role(Role.PROCESS_MANAGER, a_process()),
        "team": a_role(Role.ON_SITE_TEAM, draft),
        "administrator": a_role(Role.ADMINISTRATOR),
    }
    statuses = {}
    for name, person in people.items():
        client.logout()
        if person:
            client.force_login(person)
        statuses[name] = client.get(address).status_code

    assert statuses == {
        "visitor": 404,
        "citizen": 404,
        "team of another": 404,
        "team": 200,
        "administrator": 200,
    }


@pytest.mark.parametrize("slug", ["gibt-es-nicht", "Fluss", "fluss-2", "1", "x" * 300, "a%00b"])
def test_an_address_without_a_process(client, slug):
    a_process(title="Fluss")

    assert client.get(f"/beteiligungen/{slug}/").status_code in {400, 404}


def test_the_team_finds_its_tables_from_the_page_and_nobody_else(client):
    process = a_process(title="Fluss")
    link = 'href="/en/team/beteiligungen/fluss/ideen/"'
    seen = [link in client.get(PAGE).text]
    for person in (a_person(), a_role(Role.MODERATOR, process)):
        client.force_login(person)
        seen.append(link in client.get(PAGE).text)

    assert seen == [False, False, True]


def test_the_list_shows_public_processes_with_what_can_be_done_now(client):
    process = a_process(title="Fluss", summary="How?", progress_percent=60)
    a_phase(process, {"idea.submit": GUEST}, ends_at=NOON + 2 * DAY)
    a_draft_process(title="Secret")
    an_open_process(REGISTERED, title="Members")

    page = words_at(client, LIST)

    assert "Fluss How? Progress 60" in page
    assert "Submit an idea: 2 more days, until 6 May 2026, 14:00" in page
    assert "Members" in page
    assert "Secret" not in page


def test_an_empty_list_explains_itself(client):
    assert "No participation process is public yet." in words_at(client, LIST)


@pytest.mark.parametrize("asker", ["visitor", "citizen", "team"])
def test_the_pages_cost_as_much_with_thirty_rows_as_with_one(client, asker):
    process = a_process(title="Fluss")
    somebody = {"visitor": lambda: None, "citizen": a_person,
                "team": lambda: a_role(Role.ADMINISTRATOR)}  # fmt: skip
    if person := somebody[asker]():
        client.force_login(person)
    _add_a_row_of_everything(process)
    with_one = [n_queries(client, address) for address in (PAGE, LIST)]
    for _ in range(29):
        _add_a_row_of_everything(process)
        _add_a_row_of_everything(a_process())

    with_thirty = [n_queries(client, address) for address in (PAGE, LIST)]

    assert with_thirty == with_one
    assert max(with_one) <= MOST_QUERIES


def _add_a_row_of_everything(process) -> None:
    number = process.milestones.count()
    opens = {"idea.submit": GUEST, "idea.rate": GUEST}
    a_phase(process, opens, starts_at=LONG_AGO + number * DAY, ends_at=FAR_OFF)
    a_milestone(process, text="Text", event_starts_on=date(2020, 1, 1))
    an_action_field(process, name=f"Field {number}")
    an_item_in(process)


def test_markup_in_what_the_team_writes_is_shown_as_text(client):
    markup = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'&"
    fields = (
        "title", "summary", "description", "can_influence", "is_fixed", "who_decides", "answer_by",
        "with_results", "progress_meaning", "contact",
    )  # fmt: skip
    process = a_process(slug="fluss", groups_involved=[markup], **dict.fromkeys(fields, markup))
    a_phase(process, {"idea.submit": GUEST}, name=markup, description=markup)
    a_milestone(process, title=markup, text=markup)

    for address in (PAGE, LIST, "/en/"):
        page = client.get(address)
        assert page.status_code == 200
        assert "alert(1)" in page.text
        assert not re.search(r"<script>alert|<img src=x", page.text), address
