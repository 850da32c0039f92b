"""The list of processes in its groups, for whom they are there."""

import re
from datetime import date, timedelta

import pytest

from faden.backbone.people.tests.factories import NOON, a_person
from faden.backbone.processes.rules import Role
from faden.backbone.processes.tests.factories import (
    GUEST,
    LONG_AGO,
    REGISTERED,
    a_draft_process,
    a_milestone,
    a_phase,
    a_process,
    a_role,
    an_invitation,
    an_open_process,
)
from faden.surfaces.process_pages.tests.reading import html_at, part_of, words_at
from faden.surfaces.process_pages.views import ENDED_PER_PAGE

pytestmark = pytest.mark.django_db
LIST = "/en/beteiligungen/"
DAY = timedelta(days=1)
GROUPS = ("eingeladen", "laufend", "in-bearbeitung", "kommend", "beendet")


def groups_of(page: str) -> set[str]:
    return {group for group in GROUPS if f'id="{group}"' in page}


def test_a_card_shows_question_progress_and_what_can_be_done_now(client):
    process = a_process(title="Fluss", summary="How?", progress_percent=60)
    a_phase(process, {"idea.submit": GUEST}, ends_at=NOON + 2 * DAY)

    page = html_at(client, LIST)

    words = part_of(page, "laufend")
    assert "Fluss How? Progress 60" in words
    assert "Submit an idea 2 more days, until 6 May 2026, 14:00" in words
    assert 'href="/en/beteiligungen/fluss/ideen/neu/"' in page


def test_a_card_without_anything_to_do_says_what_comes_next(client):
    process = a_process(title="Fluss")
    a_phase(process, {"idea.submit": GUEST}, ends_at=NOON - DAY)
    a_milestone(process, title="Decision", state="planned", starts_on=date(2026, 6, 1))

    assert "Next: Decision , 1 June 2026" in part_of(html_at(client, LIST), "in-bearbeitung")


def test_each_process_stands_in_the_group_of_its_stage(client):
    an_open_process(title="Running")
    a_phase(a_process(title="Coming"), starts_at=NOON + DAY)
    a_phase(a_process(title="Ended"), ends_at=LONG_AGO + DAY)
    between = a_process(title="Between")
    a_phase(between, ends_at=LONG_AGO + DAY)
    a_phase(between, starts_at=NOON + DAY)
    an_open_process(title="Archived", archived_at=NOON - DAY)
    a_draft_process(title="Secret")

    page = html_at(client, LIST)

    assert groups_of(page) == {"laufend", "in-bearbeitung", "kommend", "beendet"}
    assert "Running" in part_of(page, "laufend")
    assert "Between" in part_of(page, "in-bearbeitung")
    assert "Coming" in part_of(page, "kommend")
    ended = part_of(page, "beendet")
    assert "Ended" in ended
    assert "Archived" in ended
    assert "Secret" not in page


def test_invited_people_find_their_processes_first_and_nobody_else_finds_them(client):
    process = an_open_process(REGISTERED, title="Kick-off", visibility="invited")
    invited = a_person()
    an_invitation(process, invited)
    shown = {}
    people = {"visitor": None, "citizen": a_person(), "invited": invited,
              "team of another": a_role(Role.PROCESS_MANAGER, a_process())}  # fmt: skip
    for name, person in people.items():
        client.logout()
        if person:
            client.force_login(person)
        shown[name] = {
            address: "Kick-off" in html_at(client, address) for address in (LIST, "/en/")
        }

    assert shown.pop("invited") == {LIST: True, "/en/": True}
    assert all(found == {LIST: False, "/en/": False} for found in shown.values())
    client.force_login(invited)
    assert "Kick-off" in part_of(html_at(client, LIST), "eingeladen")


def test_many_ended_processes_come_in_pages(client):
    for number in range(ENDED_PER_PAGE + 1):
        a_milestone(a_process(title=f"Old {number}"), state="done")

    first, second = html_at(client, LIST), html_at(client, f"{LIST}?seite=2")

    assert len(set(re.findall(r"Old \d+", first))) == ENDED_PER_PAGE
    assert len(set(re.findall(r"Old \d+", second))) == 1


def test_an_empty_list_explains_itself(client):
    assert "No participation process is public yet." in words_at(client, LIST)
