"""The state of the answers: by topic, district and channel, never by office or person."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from faden.backbone.people.tests.factories import NOON
from faden.backbone.places.tests.factories import a_district
from faden.backbone.processes.rules import Role
from faden.backbone.processes.tests.factories import a_role, an_action_field, an_open_process
from faden.participation.ideas.actions import withdraw
from faden.participation.ideas.tests.factories import an_idea
from faden.shared.moderation.actions import hide
from faden.shared.outcomes.tests.factories import an_outcome
from faden.surfaces.coverage.queries import coverage_of

pytestmark = pytest.mark.django_db
PAGE = "/en/beteiligungen/fluss/stand-der-antworten/"


@pytest.fixture
def process():
    return an_open_process(title="Fluss")


def rows(shares) -> list[tuple]:
    return [(str(one.label), one.n_all, one.n_answered, one.percent) for one in shares]


def test_answers_are_counted_by_topic_district_and_channel(process):
    verkehr = an_action_field(process, "Verkehr")
    hiddesen = a_district(name="Hiddesen")
    ideas = [an_idea(process, action_field=verkehr, district=hiddesen) for _ in range(3)]
    an_idea(process)
    an_outcome(ideas[0])
    an_outcome(ideas[1], code="checked")

    found = coverage_of(process)

    assert (found.total.n_all, found.total.n_answered, found.total.n_interim) == (4, 1, 1)
    assert rows(found.by_topic) == [("Verkehr", 3, 1, 33), ("Ohne Thema", 1, 0, 0)]
    assert rows(found.by_district) == [("Hiddesen", 3, 1, 33), ("Ohne Ortsteil", 1, 0, 0)]
    assert rows(found.by_channel) == [("Online", 4, 1, 25)]
    assert [anchor for anchor, _heading, _rows in found.parts] == ["themen", "ortsteile"]


def test_what_lists_leave_out_is_not_counted(process):
    manager = a_role(Role.PROCESS_MANAGER, process)
    shown, hidden, withdrawn = (an_idea(process) for _ in range(3))
    for idea in (shown, hidden):
        an_outcome(idea, manager)
    hide(hidden, reason="x", actor=manager, now=NOON)
    withdraw(withdrawn, reason="x", actor=withdrawn.author, now=NOON)

    total = coverage_of(process).total

    assert (total.n_all, total.n_answered) == (1, 1)


def test_everybody_reads_the_page_and_it_names_no_office(client, process):
    outcome = an_outcome(an_idea(process))
    an_idea(process)

    page = client.get(PAGE).text

    assert "of 2 contributions" in page
    assert outcome.unit.display_name not in page


def test_a_closed_process_has_no_such_page_for_strangers(client):
    an_open_process(title="Fluss", visibility="invited")

    assert client.get(PAGE).status_code == 404


def test_without_contributions_it_says_so(client, process):
    assert "No contribution yet" in client.get(PAGE).text


def test_it_costs_as_much_for_thirty_ideas_as_for_one(client, process):
    counts = []
    for n in (1, 29):
        for _ in range(n):
            an_outcome(an_idea(process))
        with CaptureQueriesContext(connection) as queries:
            client.get(PAGE)
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 8
