"""Who may open which page of setting up, and what it costs."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from faden.backbone.audit.guard import arranging
from faden.backbone.people.tests.factories import NOON, a_person
from faden.backbone.places.tests.factories import a_place
from faden.backbone.processes import actions as processes
from faden.backbone.processes.models import PreviewLink
from faden.backbone.processes.rules import PERMISSIONS, Permission, Role
from faden.backbone.processes.tests.factories import (
    a_draft_process,
    a_milestone,
    a_phase,
    a_process,
    a_role,
    an_action_field,
)
from faden.surfaces.process_setup.tests.factories import a_manager, a_whole_process

pytestmark = pytest.mark.django_db

TABLE, CHOOSE = "/en/team/beteiligungen/", "/en/team/beteiligungen/neu/"
CREATE = "/en/team/beteiligungen/neu/vorlage/digitale-agenda/"
SECTIONS = (
    "",
    "grundlagen/",
    "gestaltungsspielraum/",
    "phasen/",
    "phasen/neu/",
    "zeitplan/",
    "zeitplan/neu/",
    "handlungsfelder/",
    "regeln/",
    "fortschritt/",
    "konzept/",
    "dateien/",
    "team/",
    "zugang/",
    "veroeffentlichen/",
    "archiv/",
    "vorlage/",
    "verlauf/",
)
POST_ONLY = ("vorschau/", "zugang/1/ausladen/", "vorschau/1/beenden/", "zeitplan/1/stand/")
MOST_QUERIES = 25


def at(process, section=""):
    return f"/en/team/beteiligungen/{process.slug}/einrichten/{section}"


def holder(role, process):
    return a_role(role, None if role == Role.ADMINISTRATOR else process)


def statuses(client, process, sections=SECTIONS):
    return {section: client.get(at(process, section)).status_code for section in sections}


@pytest.mark.parametrize("role", Role)
def test_the_pages_are_for_those_whose_role_lets_them_set_the_process_up(client, role):
    process = a_draft_process()
    client.force_login(holder(role, process))

    expected = 200 if Permission.CONFIGURE in PERMISSIONS[role] else 409
    assert statuses(client, process) == dict.fromkeys(SECTIONS, expected)


def test_who_may_not_is_told_so(client):
    process = a_draft_process()
    client.force_login(a_role(Role.MODERATOR, process))

    page = client.get(at(process))

    assert "Your role in this process does not include this." in page.text


def test_nobody_else_finds_the_pages(client):
    process = a_process()
    assert statuses(client, process) == dict.fromkeys(SECTIONS, 302)  # to sign in

    for stranger in (a_person(), a_manager(a_process())):  # the second sets another process up
        client.force_login(stranger)
        assert statuses(client, process) == dict.fromkeys(SECTIONS, 404)


@pytest.mark.parametrize("section", POST_ONLY)
def test_what_changes_something_is_not_for_others_either(client, section):
    process = a_draft_process()

    client.force_login(a_role(Role.MODERATOR, process))
    assert client.post(at(process, section)).status_code == 409

    client.force_login(a_person())
    assert client.post(at(process, section)).status_code == 404


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("address", [CHOOSE, CREATE])
def test_a_process_is_begun_by_whoever_sets_one_up_already(client, role, address):
    client.force_login(holder(role, a_process()))

    expected = 200 if Permission.CONFIGURE in PERMISSIONS[role] else 409
    assert client.get(address).status_code == expected


@pytest.mark.parametrize("address", [TABLE, CHOOSE, CREATE])
def test_citizens_find_no_page_of_the_team(client, address):
    assert client.get(address).status_code == 302
    client.force_login(a_person())
    assert client.get(address).status_code == 404


def test_there_is_no_page_for_a_template_phase_or_entry_that_is_not_there(client):
    process, other = a_draft_process(), a_draft_process()
    phase, entry = a_phase(other), a_milestone(other)
    client.force_login(a_manager())

    for address in (
        f"{CHOOSE}vorlage/gibtesnicht/",
        at(process, f"phasen/{phase.pk}/"),
        at(process, f"zeitplan/{entry.pk}/"),
        at(process, f"zeitplan/{entry.pk}/verschieben/"),
        at(process, f"zeitplan/{entry.pk}/dateien/"),
        at(process, f"phasen/{phase.pk}/entfernen/"),
    ):
        assert client.get(address).status_code == 404, address


def test_a_process_called_new_has_its_pages_too(client):
    process = a_whole_process(title="Neu")
    client.force_login(a_manager(process))

    assert process.slug == "neu"
    assert client.get(at(process)).status_code == 200


def filled(process, *, n):
    """Add n of everything."""
    manager = a_manager(process)
    for number in range(n):
        a_phase(process, {"idea.submit": 1, "idea.rate": 1}, name=f"Phase {n} {number}")
        a_milestone(process, title=f"Entry {n} {number}")
        an_action_field(process, name=f"Field {n} {number}")
        with arranging():
            PreviewLink.objects.create(
                process=process,
                key=f"{process.pk}-{number}-{n}",
                created_at=NOON,
                created_by=a_person(),
                expires_at=NOON + timedelta(days=40_000),
            )
        processes.invite(process, [f"p{n}-{number}@example.org"], actor=manager, now=NOON)
        processes.change_process(
            process, summary=f"{n} {number}", actor=manager, now=NOON + timedelta(hours=number)
        )


def costs(client, process):
    """How many queries each page takes, the second time it is asked for."""
    found = {}
    for section in SECTIONS:
        client.get(at(process, section))
        with CaptureQueriesContext(connection) as queries:
            client.get(at(process, section))
        found[section] = len(queries)
    return found


def test_pages_cost_as_much_with_thirty_parts_as_with_one(client):
    a_place()
    process = a_draft_process()
    filled(process, n=1)
    client.force_login(a_manager(process))

    with_one = costs(client, process)
    filled(process, n=29)

    assert costs(client, process) == with_one
    assert max(with_one.values()) <= MOST_QUERIES
