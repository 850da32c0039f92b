"""Invitations, previews of drafts, and who works for a process."""

from datetime import timedelta

import pytest

from faden.backbone.audit.tests.logged import log_of
from faden.backbone.people import actions as people
from faden.backbone.people.models import Person
from faden.backbone.people.tests.factories import NOON, a_guest, a_person, a_unit
from faden.backbone.processes import actions
from faden.backbone.processes.models import Invitation, PreviewLink, RoleGrant
from faden.backbone.processes.queries import (
    invitations_in,
    may_see,
    preview_links_of,
    preview_opens,
    process_by_preview,
    processes_seen_by,
    roles_of,
)
from faden.backbone.processes.rules import Role
from faden.backbone.processes.tests.factories import (
    a_draft_process,
    a_process,
    a_role,
    an_invitation,
)
from faden.lib.refused import Refused

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)
ADMINISTRATOR, MANAGER, MODERATOR = Role.ADMINISTRATOR, Role.PROCESS_MANAGER, Role.MODERATOR


def code_of(action, *arguments, **facts):
    """The code with which the action is refused, or None; by a command at NOON."""
    try:
        action(*arguments, **({"actor": None, "now": NOON} | facts))
    except Refused as refused:
        return refused.refusal.code.removeprefix("processes.")
    return None


def anew(person: Person) -> Person:
    """The person of the next request."""
    return Person.objects.get(pk=person.pk)


# --- Invitations


def test_who_is_invited_by_address_sees_the_process_and_finds_it_in_lists():
    process, manager = a_process(visibility="invited"), a_person()
    a_role(MANAGER, process, manager)
    ada = a_person(email="ada@example.org")

    new = actions.invite(process, [" Ada@Example.org", "ben@example.org"], actor=manager, now=NOON)
    again = actions.invite(process, ["ada@example.org"], actor=manager, now=NOON)

    assert [invitation.email for invitation in new] == ["ada@example.org", "ben@example.org"]
    assert again == []
    assert may_see(process, ada, now=NOON)
    assert list(processes_seen_by(anew(ada))) == [process]
    assert [e.facts for e in log_of(new[0])] == [{"process": process.pk}]


def test_who_is_invited_no_longer_sees_nothing_of_it():
    process, ada = a_process(visibility="invited"), a_person()
    invitation = an_invitation(process, ada)

    actions.uninvite(invitation, actor=None, now=NOON)

    assert not may_see(process, ada, now=NOON)
    assert list(processes_seen_by(anew(ada))) == []


def test_the_list_of_processes_shows_invited_people_no_draft():
    process, ada = a_draft_process(), a_person()
    an_invitation(process, ada)

    assert list(processes_seen_by(ada)) == []


def test_whoever_opens_an_account_later_finds_what_the_address_was_invited_to():
    process = a_process(visibility="invited")
    actions.invite(process, ["new@example.org"], actor=None, now=NOON)

    assert may_see(process, a_person(email="new@example.org"), now=NOON)
    assert [i.email for i in invitations_in(process)] == ["new@example.org"]


def test_the_invitations_of_an_erased_account_go():
    process, ada, ben = a_process(), a_person(), a_person()
    for person in (ada, ben):
        an_invitation(process, person)

    people.erase(ada, now=NOON)

    assert list(Invitation.objects.values_list("email", flat=True)) == [ben.email]


# --- Previews


def test_a_preview_shows_the_draft_until_it_expires():
    process, other = a_draft_process(), a_draft_process()
    ends = NOON + 7 * DAY

    key = actions.create_preview_link(process, expires_at=ends, actor=None, now=NOON)

    assert process_by_preview(key, now=ends - SECOND) == (process, ends)
    assert process_by_preview(key, now=ends) is None
    assert process_by_preview(f"{key}x", now=NOON) is None
    assert preview_opens(key, process.pk, now=NOON)
    assert not preview_opens(key, other.pk, now=NOON)
    assert not preview_opens(key, process.pk, now=ends)


def test_whoever_reads_the_table_cannot_open_the_preview():
    process = a_draft_process()

    keys = {
        actions.create_preview_link(process, expires_at=NOON + DAY, actor=None, now=NOON)
        for _ in range(2)
    }

    stored = {link.key for link in preview_links_of(process, now=NOON)}
    assert (len(keys), len(stored), keys & stored) == (2, 2, set())
    assert {len(key) for key in keys} == {43}
    assert all(process_by_preview(key, now=NOON) is None for key in stored)


def test_a_revoked_preview_shows_nothing():
    process = a_draft_process()
    key = actions.create_preview_link(process, expires_at=NOON + DAY, actor=None, now=NOON)

    actions.revoke_preview_link(PreviewLink.objects.get(), actor=None, now=NOON)

    assert process_by_preview(key, now=NOON) is None
    assert list(preview_links_of(process, now=NOON)) == []


@pytest.mark.parametrize(
    ("ends_in", "code"),
    [
        (timedelta(0), "preview_too_long"),
        (SECOND, None),
        (30 * DAY, None),
        (30 * DAY + SECOND, "preview_too_long"),
    ],
)
def test_a_preview_is_open_for_thirty_days_at_most(ends_in, code):
    process = a_draft_process()

    assert code_of(actions.create_preview_link, process, expires_at=NOON + ends_in) == code


# --- Roles


def test_giving_a_role_twice_changes_nothing():
    process, person = a_process(), a_person()
    actor = a_role(ADMINISTRATOR)
    terms = {"process": process, "reason": "vote of 4 May", "actor": actor, "now": NOON}

    grants = [actions.grant_role(person, MODERATOR, **terms) for _ in range(2)]

    stored = RoleGrant.objects.get(person=person)
    assert grants == [stored, stored]
    assert (stored.role, stored.process, stored.reason) == (MODERATOR, process, "vote of 4 May")
    assert [e.facts for e in log_of(stored)] == [{"role": "moderator", "process": process.pk}]


def test_a_role_can_get_an_end_and_lose_it_again():
    process, person = a_process(), a_person()

    for expires_at in (None, NOON + DAY, None):
        actions.grant_role(
            person, MODERATOR, process=process, expires_at=expires_at, actor=None, now=NOON
        )

    grant = RoleGrant.objects.get()
    assert (grant.expires_at, len(log_of(grant))) == (None, 3)


def test_a_role_that_was_taken_back_holds_no_longer():
    process, person = a_process(), a_person()
    grant = actions.grant_role(person, MODERATOR, process=process, actor=None, now=NOON)

    actions.revoke_role(grant, actor=None, now=NOON)

    assert roles_of(anew(person), process.pk, now=NOON) == frozenset()


@pytest.mark.parametrize(
    ("somebody", "facts", "code"),
    [
        (a_guest, {}, "no_account"),
        (a_unit, {}, "no_account"),
        (lambda: a_person(is_active=False), {}, "no_account"),
        (a_person, {"expires_at": NOON}, "role_expired"),
        (a_person, {"expires_at": NOON + SECOND}, None),
    ],
)
def test_who_cannot_hold_a_role(somebody, facts, code):
    grant = {"process": a_process(), **facts}

    assert code_of(actions.grant_role, somebody(), MODERATOR, **grant) == code


def test_administrators_are_for_the_whole_platform():
    code = code_of(actions.grant_role, a_person(), ADMINISTRATOR, process=a_process())

    assert code == "administers_all"


@pytest.mark.parametrize(
    ("actor_is", "in_own", "in_other", "in_all"),
    [
        (ADMINISTRATOR, None, None, None),
        (MANAGER, None, "not_allowed", "not_allowed"),
        (MODERATOR, "not_allowed", "not_allowed", "not_allowed"),
        (None, "not_allowed", "not_allowed", "not_allowed"),
    ],
)
def test_who_gives_roles(actor_is, in_own, in_other, in_all):
    own, other, actor = a_process(), a_process(), a_person()
    if actor_is:
        a_role(actor_is, None if actor_is == ADMINISTRATOR else own, actor)

    codes = [
        code_of(actions.grant_role, a_person(), MODERATOR, process=process, actor=actor)
        for process in (own, other, None)
    ]

    assert codes == [in_own, in_other, in_all]


def test_a_manager_of_all_processes_does_not_give_roles_in_all():
    actor = a_role(MANAGER, None)

    assert code_of(actions.grant_role, a_person(), MODERATOR, process=None, actor=actor) == (
        "not_allowed"
    )


@pytest.mark.parametrize(
    ("others", "code"),
    [
        ([], "last_administrator"),
        ([{"expires_at": NOON + DAY}], "last_administrator"),
        ([{"person": {"is_active": False}}], "last_administrator"),
        ([{}], None),
    ],
    ids=["nobody", "somebody for a time", "a closed account", "somebody"],
)
def test_the_last_administrator_stays(others, code):
    administrator = a_role(ADMINISTRATOR)
    grant = RoleGrant.objects.get()
    for other in others:
        person = a_person(**other.pop("person", {}))
        a_role(ADMINISTRATOR, None, person, **other)

    ended = {"process": None, "expires_at": NOON + DAY}

    assert code_of(actions.grant_role, administrator, ADMINISTRATOR, **ended) == code
    if code:
        assert code_of(actions.revoke_role, grant) == code
        with pytest.raises(Refused):
            people.erase(administrator, now=NOON)
        assert not anew(administrator).erased_at


def test_an_account_goes_with_its_roles():
    a_role(ADMINISTRATOR)
    leaving = a_role(ADMINISTRATOR)
    a_role(MODERATOR, a_process(), leaving)

    people.erase(leaving, now=NOON)

    assert not RoleGrant.objects.filter(person=leaving).exists()


@pytest.mark.parametrize("role", [None, MODERATOR])
def test_only_whoever_sets_the_process_up_says_who_sees_it(role):
    process, other = a_process(), a_process()
    actor = a_role(role, process) if role else a_role(MANAGER, other)
    invitation = an_invitation(process, a_person())
    actions.create_preview_link(process, expires_at=NOON + DAY, actor=None, now=NOON)
    link, grant = PreviewLink.objects.get(), RoleGrant.objects.first()
    grant.process = process

    codes = [
        code_of(actions.invite, process, ["x@example.org"], actor=actor),
        code_of(actions.uninvite, invitation, actor=actor),
        code_of(actions.create_preview_link, process, expires_at=NOON + DAY, actor=actor),
        code_of(actions.revoke_preview_link, link, actor=actor),
        code_of(actions.revoke_role, grant, actor=actor),
    ]

    assert codes == ["not_allowed"] * 5
