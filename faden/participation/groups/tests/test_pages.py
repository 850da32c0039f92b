"""The pages of bodies and organisations: what they show to whom, and at which cost."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from faden.backbone.people.models import Organisation
from faden.backbone.people.tests.factories import NOON, a_person
from faden.backbone.places.tests.factories import a_place
from faden.backbone.processes.rules import Role
from faden.backbone.processes.tests.factories import a_process, a_role
from faden.participation.groups.models import Body, Decision, Meeting, Member
from faden.participation.groups.tests.factories import (
    a_body,
    a_decision,
    a_meeting,
    a_member,
    a_representative,
)
from faden.shared.media.tests.factories import an_attached_document

pytestmark = pytest.mark.django_db
MOST = 12  # queries


@pytest.fixture
def process():
    a_place()
    return a_process(title="Fluss")


def html(client, address) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_public_reads_roles_and_the_names_of_those_who_agreed(client, process):
    body = a_body(process)
    a_member(body, role="Sprecherin", organisation="Hiddesen", name="Petra", is_named=True)
    a_member(body, role="Mitglied", organisation="Handel", name="Klaus")

    shown = html(client, body.get_absolute_url())

    for words in ("Sprecherin", "Hiddesen", "Petra", "Handel"):
        assert words in shown
    assert "Klaus" not in shown


def test_a_member_finds_the_closed_body_in_the_own_account(client, process):
    body, person = a_body(process, "Lenkung", is_closed=True), a_person()
    a_member(body, person, role="Leitung")
    client.force_login(person)

    assert "Lenkung" in html(client, "/en/konto/gruppen/")
    assert "Lenkung" in html(client, "/en/beteiligungen/fluss/gruppen/")
    assert "Leitung" in html(client, body.get_absolute_url())


def test_a_stranger_finds_nothing_of_a_closed_body(client, process, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    body = a_body(process, "Geheimgruppe", is_closed=True)
    meeting, decision = a_meeting(body, "Geheimsitzung"), a_decision(body, "Geheimbeschluss")
    minutes = an_attached_document(meeting, "Geheimprotokoll", owner=a_role(Role.ADMINISTRATOR))
    own = [item.get_absolute_url() for item in (body, meeting, decision)]
    around = ["/beteiligungen/fluss/", "/beteiligungen/fluss/gruppen/", "/beteiligungen/", "/"]

    for person in (None, a_person()):
        if person:
            client.force_login(person)
        assert [client.get(address).status_code for address in own] == [404] * 3
        assert client.get(f"/medien/dokumente/{minutes.key}").status_code == 404
        for address in around:
            assert "geheim" not in html(client, address).lower()


def test_a_member_reads_the_minutes_as_a_file(client, process, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    body, person = a_body(process, is_closed=True), a_person()
    a_member(body, person)
    manager = a_role(Role.ADMINISTRATOR)
    minutes = an_attached_document(a_meeting(body), "Protokoll", owner=manager)
    client.force_login(person)

    shown = html(client, minutes.item.get_absolute_url())

    assert f"{minutes.key}" in shown
    [address] = {part for part in shown.split('"') if minutes.key in part}
    assert client.get(address).status_code == 200


def test_the_team_founds_a_body_with_member_meeting_and_decision(client, process):
    client.force_login(a_role(Role.PROCESS_MANAGER, process))
    client.post(
        "/en/team/beteiligungen/fluss/gruppen/neu/",
        {"title": "Beirat", "sort": "advisory_board", "task": "", "is_closed": ""},
    )
    team = f"/en/team/gruppen/{Body.objects.get().pk}/"
    client.post(f"{team}mitwirkende/neu/", {"role": "Vorsitz", "organisation": "Handel"})
    client.post(
        f"{team}sitzungen/neu/",
        {"title": "Erste Sitzung", "day": "2026-05-11", "hour": "18:00", "place": "Rathaus"},
    )
    client.post(
        f"{team}beschluesse/neu/",
        {
            "title": "Bänke",
            "text": "Es gibt Bänke.",
            "decided_on": "2026-05-01",
            "meeting": Meeting.objects.get().pk,
            "n_for": "7",
            "n_against": "1",
            "n_abstained": "0",
        },
    )

    shown = html(client, team)
    assert (Member.objects.get().role, Decision.objects.get().n_for) == ("Vorsitz", 7)
    for words in ("Vorsitz, Handel", "Erste Sitzung", "7 in favour, 1 against, 0 abstained"):
        assert words in shown


def test_half_a_result_of_a_vote_is_said_beside_the_field(client, process):
    client.force_login(a_role(Role.PROCESS_MANAGER, process))
    typed = {"title": "Bänke", "text": "Ja.", "decided_on": "2026-05-01", "n_for": "7"}

    answer = client.post(f"/en/team/gruppen/{a_body(process).pk}/beschluesse/neu/", typed)

    assert answer.status_code == 422
    assert "Please give all three numbers or none." in answer.content.decode()


def test_somebody_applies_and_the_city_confirms(client):
    a_place()
    client.force_login(a_person())
    typed = {"name": "Verein", "sort": "club", "url": "", "function": "Vorstand"}
    client.post("/en/konto/organisationen/neu/", typed)
    organisation = Organisation.objects.get()
    assert "To be checked" in html(client, "/en/konto/gruppen/")

    client.force_login(a_role(Role.ADMINISTRATOR))
    assert "Verein" in html(client, "/en/team/organisationen/")
    client.post(f"/en/team/organisationen/{organisation.pk}/", {"urteil": "ja", "reason": ""})

    organisation.refresh_from_db()
    assert organisation.state == "confirmed"


@pytest.mark.parametrize("path", ["", "neu/"])
def test_only_the_administration_sees_the_organisations(client, process, path):
    client.force_login(a_role(Role.PROCESS_MANAGER, process))

    assert client.get(f"/en/team/organisationen/{path}").status_code == 404


@pytest.mark.parametrize("who", ["visitor", "member"])
def test_many_meetings_cost_what_one_costs(client, process, who):
    body = a_body(process)
    person = a_representative()
    a_member(body, person)
    if who == "member":
        client.force_login(person)
    pages = [body.get_absolute_url(), "/beteiligungen/fluss/gruppen/"]
    _fill(process, body, 1)
    before = [_cost(client, page) for page in pages]

    _fill(process, body, 10)

    assert [_cost(client, page) for page in pages] == before
    assert max(before) <= MOST


def _fill(process, body, n) -> None:
    for _number in range(n):
        meeting = a_meeting(body, starts_at=NOON)
        a_decision(body, meeting=meeting)
        a_member(body)
        a_body(process)


def _cost(client, page) -> int:
    with CaptureQueriesContext(connection) as captured:
        html(client, page)
    return len(captured)


def test_who_cannot_set_the_process_up_reads_the_bodies_and_learns_who_can(client, process):
    body = a_body(process, "Projektgruppe")
    client.force_login(a_role(Role.MODERATOR, process))

    shown = html(client, "/en/team/beteiligungen/fluss/gruppen/")
    refused = client.get(f"/en/team/gruppen/{body.pk}/")

    assert "Projektgruppe" in shown
    assert "New body" not in shown
    assert refused.status_code == 409
    for page in (shown, refused.text):
        assert "one of these roles: Administration, Process management." in page
