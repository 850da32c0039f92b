"""Assigning in the browser: one, many, who is away, one's offices, when mails go out."""

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from faden.backbone.items.tests.factories import an_item_in
from faden.backbone.people.tests.factories import NOON, a_person
from faden.backbone.processes.rules import Role
from faden.backbone.processes.tests.factories import a_process, a_role
from faden.shared.assignments.models import Absence, Assignment, MailHours, Membership
from faden.shared.assignments.tests.factories import DUE, an_absence, an_assignment, an_office

pytestmark = pytest.mark.django_db
PAGES = ["", "abwesenheiten/", "meine-stellen/"]


@pytest.fixture(autouse=True)
def _noon():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def process():
    return a_process(title="Fluss")


@pytest.fixture
def manager(client, process):
    manager = a_role(Role.PROCESS_MANAGER, process)
    client.force_login(manager)
    return manager


def test_one_contribution_is_assigned_and_done(client, process, manager):
    idea, office = an_item_in(process, title="Bänke"), an_office()
    path = f"/en/team/beitraege/{idea.pk}/zuweisen/"

    sent = client.post(path, {"unit": office.pk, "due_on": DUE.isoformat(), "note": ""})
    page = client.get(path).text
    done = client.post(f"/en/team/zuweisungen/{Assignment.objects.get().pk}/erledigt/")

    assert (sent.status_code, done.status_code) == (303, 303)
    assert "Tiefbau takes care of it until 20 May 2026." in page
    assert Assignment.objects.get().closed_at == NOON


def test_the_table_shows_the_work_of_all_offices_in_one_s_processes(client, process, manager):
    an_assignment(an_item_in(process, title="Mine"))
    an_assignment(an_item_in(a_process(), title="Foreign"), an_office("Umwelt"))

    page = client.get("/en/team/zuweisungen/").text

    assert "Mine" in page
    assert "Foreign" not in page


def test_no_column_and_no_file_names_an_employee(client, process, manager):
    an_assignment(an_item_in(process, title="Mine"))

    text = client.get("/en/team/zuweisungen/?export=csv").getvalue().decode()

    assert text.splitlines()[0].strip("\ufeff").replace(";", ",").split(",") == [
        "Contribution",
        "What to do",
        "Office",
        "Due on",
        "Note",
        "Process",
    ]
    assert manager.display_name not in text


def test_offices_are_noted_as_away_and_back(client, manager):
    office = an_office()
    days = {"starts_on": "2026-05-04", "ends_on": "2026-05-08"}

    client.post("/en/team/zuweisungen/abwesenheiten/", {"unit": office.pk, **days})
    page = client.get("/en/team/zuweisungen/abwesenheiten/").text
    client.post(f"/en/team/zuweisungen/abwesenheiten/{Absence.objects.get().pk}/entfernen/")

    assert "8 May 2026" in page
    assert "None. Set one among the offices of the city." in page
    assert not Absence.objects.exists()


def test_everybody_of_the_team_chooses_their_offices(client, manager):
    office = an_office()

    client.post("/en/team/zuweisungen/meine-stellen/", {"units": [office.pk]})

    assert Membership.objects.get().unit == office


def test_only_the_administration_sets_the_hours_of_mails(client, manager):
    path, hours = "/en/team/zuweisungen/versandzeiten/", {"starts_at": "9", "ends_at": "12"}
    others = client.post(path, hours).status_code
    client.force_login(a_role(Role.ADMINISTRATOR))
    wrong = client.post(path, {"starts_at": "12", "ends_at": "9"})

    client.post(path, hours)

    assert (others, wrong.status_code) == (404, 409)
    assert (MailHours.objects.get().starts_at, MailHours.objects.get().ends_at) == (9, 12)


@pytest.mark.parametrize("page", PAGES)
def test_citizens_have_no_such_pages(client, page):
    client.force_login(a_person())

    assert client.get(f"/en/team/zuweisungen/{page}").status_code == 404


def test_the_pages_cost_as_much_for_thirty_as_for_one(client, process, manager, count_queries):
    counts = {}
    for n in (1, 29):
        for _ in range(n):
            office = an_office(f"Amt {Assignment.objects.count()}")
            an_assignment(an_item_in(process), office)
            an_absence(office, NOON.date(), NOON.date())
        for page in PAGES:
            counts.setdefault(page, []).append(count_queries(f"/en/team/zuweisungen/{page}"))

    assert all(first == last <= 12 for first, last in counts.values()), counts


@pytest.fixture
def count_queries(client):
    """Return how many queries a page takes."""

    def counted(path: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200
        return len(queries)

    return counted
