"""Who grants and revokes which role, and who confirms where people live."""

from datetime import date

import pytest

from faden.backbone.people.models import Person
from faden.backbone.people.tests.factories import a_person
from faden.backbone.processes.models import RoleGrant
from faden.backbone.processes.rules import Role
from faden.backbone.processes.tests.factories import a_process, a_role

pytestmark = pytest.mark.django_db
LIST, GRANT, RESIDENCE = "/team/rollen/", "/team/rollen/neu/", "/team/wohnort/"


@pytest.fixture
def process():
    return a_process(title="Fluss")


@pytest.fixture
def ada():
    return a_person(email="ada@example.org", display_name="Ada")


def as_role(client, role, process):
    person = a_role(role, None if role == Role.ADMINISTRATOR else process)
    client.force_login(person)
    return person


def grant(client, process, role="moderator", **more):
    typed = {"person": "ada@example.org", "role": role, "process": process.pk if process else ""}
    return client.post(GRANT, typed | more)


def roles_of(person):
    return set(RoleGrant.objects.filter(person=person).values_list("role", "process"))


@pytest.mark.parametrize(
    ("role", "list_status", "residence_status"),
    [
        (Role.ADMINISTRATOR, 200, 200),
        (Role.PROCESS_MANAGER, 200, 200),
        (Role.MODERATOR, 404, 404),
        (Role.EVALUATOR, 404, 404),
        (Role.ON_SITE_TEAM, 404, 200),
    ],
)
def test_who_puts_teams_together_and_who_confirms_residence(
    client, process, role, list_status, residence_status
):
    as_role(client, role, process)

    assert client.get(LIST).status_code == list_status
    assert client.get(GRANT).status_code == list_status
    assert client.get(RESIDENCE).status_code == residence_status


def test_a_process_manager_grants_a_role_in_their_process(client, process, ada):
    as_role(client, Role.PROCESS_MANAGER, process)

    answer = grant(client, process, last_day="2099-12-31", reason="Vertretung")

    assert (answer.status_code, answer["Location"]) == (303, LIST)
    assert roles_of(ada) == {("moderator", process.pk)}


def test_a_process_manager_grants_nothing_elsewhere_or_for_all(client, process, ada):
    as_role(client, Role.PROCESS_MANAGER, process)

    answers = [grant(client, a_process(title="Foreign")), grant(client, None)]
    answers.append(grant(client, process, role="administrator"))

    assert [answer.status_code for answer in answers] == [422, 422, 422]
    assert roles_of(ada) == set()


def test_an_administrator_grants_roles_for_all_processes(client, process, ada):
    as_role(client, Role.ADMINISTRATOR, process)

    grant(client, None, role="administrator")

    assert roles_of(ada) == {("administrator", None)}


@pytest.mark.parametrize(
    "typed",
    [{"person": "nobody@example.org"}, {"last_day": "2001-01-01"}, {"role": "emperor"}],
)
def test_what_is_wrong_is_said_and_grants_nothing(client, process, ada, typed):
    as_role(client, Role.ADMINISTRATOR, process)

    assert grant(client, process, **typed).status_code == 422
    assert roles_of(ada) == set()


def test_a_revoked_role_is_gone(client, process, ada):
    as_role(client, Role.PROCESS_MANAGER, process)
    grant(client, process)
    held = RoleGrant.objects.get(person=ada)

    asked = client.get(f"/team/rollen/{held.pk}/entziehen/")
    client.post(f"/team/rollen/{held.pk}/entziehen/")

    assert asked.status_code == 200
    assert roles_of(ada) == set()


def test_nobody_revokes_roles_of_a_process_that_is_not_theirs(client, process):
    as_role(client, Role.PROCESS_MANAGER, process)
    foreign = a_role(Role.MODERATOR, a_process(title="Foreign"))
    held = RoleGrant.objects.get(person=foreign)

    assert client.post(f"/team/rollen/{held.pk}/entziehen/").status_code == 404


def test_the_last_administrator_stays(client, process):
    administrator = as_role(client, Role.ADMINISTRATOR, process)
    held = RoleGrant.objects.get(person=administrator)

    client.post(f"/team/rollen/{held.pk}/entziehen/")

    assert RoleGrant.objects.filter(pk=held.pk).exists()


def test_the_table_takes_as_many_queries_for_many_roles_as_for_one(
    client, process, django_assert_max_num_queries
):
    as_role(client, Role.ADMINISTRATOR, process)
    for _number in range(30):
        a_role(Role.MODERATOR, process)

    with django_assert_max_num_queries(12):
        assert client.get(LIST).text.count("Fluss") >= 30


def confirm(client, **more):
    return client.post(RESIDENCE, {"person": "ada@example.org", "has_seen": "on"} | more)


def test_a_confirmed_residence_opens_what_is_for_residents(client, process, ada):
    as_role(client, Role.ON_SITE_TEAM, process)

    answer = confirm(client, born_on="2001-02-03")

    assert answer.status_code == 303
    found = Person.objects.get(pk=ada.pk)
    assert (found.verified_at is not None, found.born_on) == (True, date(2001, 2, 3))


@pytest.mark.parametrize(
    "typed", [{"has_seen": ""}, {"born_on": "1801-01-01"}, {"born_on": "2999-01-01"}]
)
def test_without_a_document_or_with_an_impossible_birthday_nothing_is_confirmed(
    client, process, ada, typed
):
    as_role(client, Role.ON_SITE_TEAM, process)

    assert confirm(client, **typed).status_code == 422
    assert Person.objects.get(pk=ada.pk).verified_at is None


def test_nobody_confirms_their_own_residence(client, process):
    helper = as_role(client, Role.ON_SITE_TEAM, process)

    assert confirm(client, person=helper.email).status_code == 409
    assert Person.objects.get(pk=helper.pk).verified_at is None


def test_a_second_look_forgets_nothing_that_was_noted(client, process, ada):
    as_role(client, Role.ON_SITE_TEAM, process)
    confirm(client, born_on="2001-02-03")
    confirm(client)

    assert Person.objects.get(pk=ada.pk).born_on == date(2001, 2, 3)


def test_a_role_until_the_end_of_all_days_is_said_to_be_wrong(client, process, ada):
    as_role(client, Role.ADMINISTRATOR, process)

    assert grant(client, process, last_day="9999-12-31").status_code == 422
