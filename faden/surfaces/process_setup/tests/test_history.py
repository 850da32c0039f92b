"""The history of a process for its team: who changed what from what to what, and when."""

import re
from datetime import timedelta

import pytest

from faden.backbone.people.tests.factories import NOON, a_person
from faden.backbone.places.tests.factories import a_place
from faden.backbone.processes import actions as processes
from faden.backbone.processes.tests.factories import a_role
from faden.surfaces.process_setup.tests.factories import a_manager, a_whole_process

pytestmark = pytest.mark.django_db


def at(process, section=""):
    return f"/en/team/beteiligungen/{process.slug}/einrichten/{section}"


def words(page):
    return " ".join(re.sub(r"<[^>]+>", " ", page.text).split())


@pytest.fixture
def process(client):
    a_place()
    found = a_whole_process(title="Fluss", summary="How do we live?")
    client.force_login(a_manager(found))
    return found


def test_the_history_says_who_changed_what_from_what_to_what(client, process):
    manager = a_role("process_manager", process, a_person(display_name="Mina M."))
    later = NOON + timedelta(hours=3)
    processes.change_process(process, summary="How do we swim?", actor=manager, now=later)

    page = words(client.get(at(process, "verlauf/")))

    assert "4 May 2026, 17:00 Mina M. One sentence How do we" in page
    assert "How do we [removed:] live [end] [added:] swim [end] ?" in page


def test_a_process_made_from_a_template_begins_with_one_sentence(client, process):
    page = words(client.get(at(process, "verlauf/")))

    assert "Created from the template “Strategie im ländlichen Raum”." in page
    assert "changes" not in page[page.index("Created from") :]


def test_the_history_knows_invitations_and_files_too(client, process):
    client.post(at(process, "zugang/"), {"addresses": "a@example.org"})
    client.post(at(process, "vorschau/"), {"days": "3"})

    page = words(client.get(at(process, "verlauf/")))

    assert "Somebody was invited." in page
    assert "A preview link was made." in page
    assert "a@example.org" not in page


def test_the_history_comes_in_pages(client, process):
    manager = a_manager()
    for n in range(25):
        processes.change_process(
            process, summary=f"No. {n}", actor=manager, now=NOON + timedelta(days=n + 1)
        )
    client.post(at(process, "zugang/"), {"addresses": "a@example.org"})

    first = words(client.get(at(process, "verlauf/")))
    second = words(client.get(at(process, "verlauf/") + "?seite=2"))

    assert "29 May 2026" in first
    assert "9 May 2026" not in first.replace("29 May 2026", "").replace("19 May 2026", "")
    assert "9 May 2026" in second
    assert (first + second).count("Somebody was invited.") == 1
