"""Who works for a process, and what their role includes: role x permission."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from faden.backbone.people.tests.factories import NOON, a_guest, a_person, a_unit
from faden.backbone.processes.models import RoleGrant
from faden.backbone.processes.queries import processes_worked_on, require, roles_of, standing
from faden.backbone.processes.rules import Permission, Role, role_refusal
from faden.backbone.processes.tests.factories import a_draft_process, a_process, a_role
from faden.lib.refused import Refused

ADMINISTRATOR, MANAGER = Role.ADMINISTRATOR, Role.PROCESS_MANAGER
MODERATOR, EVALUATOR, ON_SITE_TEAM = Role.MODERATOR, Role.EVALUATOR, Role.ON_SITE_TEAM
SPECIFICATION = {
    ADMINISTRATOR: (
        "see_drafts moderate open_sealed enter_on_behalf answer export import configure"
        " confirm_residence administer"
    ),
    MANAGER: (
        "see_drafts moderate open_sealed enter_on_behalf answer export import configure"
        " confirm_residence"
    ),
    MODERATOR: "see_drafts moderate enter_on_behalf export",
    EVALUATOR: "see_drafts answer export",
    ON_SITE_TEAM: "see_drafts enter_on_behalf confirm_residence",
}


@pytest.mark.parametrize("permission", Permission)
@pytest.mark.parametrize("role", Role)
def test_what_each_role_includes(role, permission):
    refusal = role_refusal([role], permission)

    assert (refusal is None) is (permission in SPECIFICATION[role].split())
    assert refusal is None or refusal.code == "processes.not_allowed"


@pytest.mark.parametrize("permission", Permission)
def test_without_a_role_nothing_is_included(permission):
    assert role_refusal([], permission).code == "processes.not_allowed"


def test_roles_add_up():
    roles = [ON_SITE_TEAM, EVALUATOR]

    allowed = {p for p in Permission if role_refusal(roles, p) is None}

    assert allowed == {"see_drafts", "enter_on_behalf", "answer", "export", "confirm_residence"}


@pytest.mark.django_db
def test_a_role_holds_in_its_process_or_in_all():
    process, other = a_process(), a_process()
    moderator, administrator = a_role(MODERATOR, process), a_role(ADMINISTRATOR)

    held = {
        (person, place): roles_of(person, place, now=NOON)
        for person in (moderator, administrator)
        for place in (process.pk, other.pk, None)
    }

    assert held == {
        (moderator, process.pk): {MODERATOR},
        (moderator, other.pk): frozenset(),
        (moderator, None): {MODERATOR},
        (administrator, process.pk): {ADMINISTRATOR},
        (administrator, other.pk): {ADMINISTRATOR},
        (administrator, None): {ADMINISTRATOR},
    }


@pytest.mark.django_db
def test_a_role_ends_at_the_second_announced():
    process = a_process()
    moderator = a_role(MODERATOR, process, expires_at=NOON)
    just_before = NOON - timedelta(seconds=1)

    assert roles_of(moderator, process.pk, now=just_before) == {MODERATOR}
    assert list(processes_worked_on(moderator, now=just_before)) == [process]
    assert roles_of(moderator, process.pk, now=NOON) == frozenset()
    assert list(processes_worked_on(moderator, now=NOON)) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    "somebody",
    [lambda: None, a_guest, a_person, lambda: a_role(MODERATOR, a_process(), a_guest()),
     lambda: a_role(MODERATOR, None, a_person(is_active=False))],
    ids=["visitor", "guest", "citizen", "guest with a grant", "closed account"],
)  # fmt: skip
def test_nobody_else_has_a_role(somebody):
    person = somebody()

    assert roles_of(person, None, now=NOON) == frozenset()
    with pytest.raises(Refused) as refused:
        require(person, Permission.SEE_DRAFTS, process_id=None, now=NOON)
    assert refused.value.refusal.code == "processes.not_allowed"


@pytest.mark.django_db
def test_asking_who_stands_there_costs_one_query_once_and_none_without_an_account(
    django_assert_num_queries,
):
    process, person, guest = a_process(), a_person(), a_guest()

    with django_assert_num_queries(1):
        standing(person, process.pk, now=NOON)
        standing(person, process.pk, now=NOON)
    with django_assert_num_queries(0):
        standing(None, process.pk, now=NOON)
        standing(guest, process.pk, now=NOON)


@pytest.mark.django_db
def test_the_processes_somebody_works_on_are_there_as_drafts_too():
    old, new = a_process(), a_draft_process(created_at=NOON + timedelta(days=1))
    a_process()
    helper = a_role(ON_SITE_TEAM, old)
    a_role(EVALUATOR, old, helper)
    a_role(MODERATOR, new, helper)

    assert list(processes_worked_on(helper, now=NOON)) == [new, old]


@pytest.mark.django_db
def test_whoever_works_for_all_processes_sees_all():
    processes = {a_process(), a_draft_process()}

    assert set(processes_worked_on(a_role(ADMINISTRATOR), now=NOON)) == processes


@pytest.mark.django_db
def test_processes_can_be_asked_for_by_what_a_role_brings_there():
    answering, helping = a_process(), a_process()
    person = a_role(EVALUATOR, answering)
    a_role(ON_SITE_TEAM, helping, person)

    found = processes_worked_on(person, now=NOON, permission=Permission.ANSWER)

    assert list(found) == [answering]


@pytest.mark.django_db
def test_whoever_cannot_sign_in_works_on_nothing():
    assert list(processes_worked_on(a_role(MODERATOR, a_process(), a_guest()), now=NOON)) == []
    closed = a_role(MODERATOR, None, a_person(is_active=False))
    assert list(processes_worked_on(closed, now=NOON)) == []


@pytest.mark.django_db
@pytest.mark.parametrize("in_all", [True, False])
def test_the_database_holds_each_grant_once(in_all):
    process = None if in_all else a_process()
    person = a_role(MODERATOR, process)

    with pytest.raises(IntegrityError), transaction.atomic():
        a_role(MODERATOR, process, person)

    assert RoleGrant.objects.count() == 1


@pytest.mark.django_db
def test_administrators_are_for_all_processes():
    with pytest.raises(IntegrityError), transaction.atomic():
        a_role(ADMINISTRATOR, a_process())


@pytest.mark.django_db
def test_an_office_of_the_city_holds_no_role_by_itself():
    assert roles_of(a_unit(), None, now=NOON) == frozenset()
