"""Bodies: who sees what of them, members' names, meetings, decisions."""

from datetime import timedelta

import pytest

from faden.backbone.items.models import PublicCount
from faden.backbone.people.tests.factories import NOON, a_person
from faden.backbone.processes.queries import may_see
from faden.backbone.processes.rules import Role
from faden.backbone.processes.tests.factories import a_process, a_role
from faden.lib.refused import Refused
from faden.participation.groups import actions, queries
from faden.participation.groups.actions import BodyFacts, DecisionFacts, MeetingFacts, MemberFacts
from faden.participation.groups.models import Member
from faden.participation.groups.tests.factories import a_body, a_decision, a_meeting, a_member
from faden.shared.notifications.models import OutboxMail
from faden.shared.search.queries import search

pytestmark = pytest.mark.django_db


@pytest.fixture
def process():
    return a_process(title="Fluss")


@pytest.fixture
def manager(process):
    return a_role(Role.PROCESS_MANAGER, process)


@pytest.mark.parametrize("part", ["body", "meeting", "decision"])
@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("visitor", False),
        ("stranger", False),
        ("member", True),
        ("member of another", False),
        ("team", True),
    ],
)
def test_a_closed_body_is_for_its_members_and_the_team(process, part, who, sees):
    body = a_body(process, is_closed=True)
    items = {"body": body, "meeting": a_meeting(body), "decision": a_decision(body)}
    person = _somebody(who, process, body)

    assert may_see(items[part], person, now=NOON) is sees


def _somebody(who, process, body):
    person = None if who == "visitor" else a_person()
    if who == "member":
        a_member(body, person)
    if who == "member of another":
        a_member(a_body(process, "Beirat", is_closed=True), person)
    return a_role(Role.MODERATOR, process) if who == "team" else person


def test_a_closed_decision_of_an_open_body_is_for_its_members(process):
    body, member = a_body(process), a_person()
    a_member(body, member)
    a_decision(body, "Offen")
    closed = a_decision(body, "Geschlossen", is_closed=True)

    public = queries.decisions_of(body, sees_all=queries.sees_all_of(body, None, now=NOON))
    own = queries.decisions_of(body, sees_all=queries.sees_all_of(body, member, now=NOON))

    assert [decision.title for decision in public] == ["Offen"]
    assert [decision.title for decision in own] == ["Geschlossen", "Offen"]
    assert (may_see(closed, None, now=NOON), may_see(closed, member, now=NOON)) == (False, True)


def test_a_member_sees_no_more_than_of_the_process(process):
    draft = a_process(visibility="staff", published_at=None)
    body, member = a_body(draft), a_person()
    a_member(body, member)

    assert not may_see(body, member, now=NOON)


def test_search_finds_nothing_of_a_closed_body(process):
    closed, public = a_body(process, "Lenkung", is_closed=True), a_body(process, "Projekt")
    for body in (closed, public):
        a_meeting(body, "Brunnen beraten")
        a_decision(body, "Brunnen bauen")

    found = {item.part_of_id for item in search("Brunnen", language="de")}

    assert found == {public.pk}
    assert list(search("Lenkung", language="de")) == []


def test_a_body_that_is_closed_later_is_found_no_more(process, manager):
    body = a_body(process, "Lenkung")
    decision = a_decision(body, "Brunnen bauen")

    actions.change_body(body, BodyFacts("Lenkung", is_closed=True), actor=manager, now=NOON)

    decision = queries.decision_by_id(decision.pk)
    assert list(search("Brunnen", language="de")) == []
    assert not may_see(decision, None, now=NOON)
    assert PublicCount.objects.get(process=process, kind="body").n == 0


def test_members_are_known_once_by_their_address(process):
    body = a_body(process)
    a_member(body, email="anna@example.org")

    with pytest.raises(Refused) as refused:
        a_member(body, email="Anna@Example.org")

    assert refused.value.refusal.code == "groups.member_there"


def test_a_member_decides_on_the_own_name(process):
    body, person = a_body(process), a_person(display_name="Anna B.")
    member = a_member(body, person)

    actions.choose_name(member, is_named=True, person=person)

    assert Member.objects.get().public_name == "Anna B."


def test_nobody_decides_on_the_names_of_others(process):
    member = a_member(a_body(process), a_person())

    with pytest.raises(Refused) as refused:
        actions.choose_name(member, is_named=True, person=a_person())

    assert refused.value.refusal.code == "groups.not_yours"


def test_a_name_is_shown_only_if_it_is_there(process):
    with pytest.raises(Refused) as refused:
        a_member(a_body(process), is_named=True)

    assert refused.value.refusal.code == "groups.no_name"


def test_members_with_an_account_hear_of_a_meeting_and_when_it_is_moved(process, manager):
    body, member = a_body(process, is_closed=True), a_person()
    a_member(body, member)
    a_member(body, email="ohne-konto@example.org")

    meeting = a_meeting(body, place="Rathaus")
    later = MeetingFacts("Sitzung", meeting.starts_at + timedelta(days=1), place="Rathaus")
    actions.change_meeting(meeting, later, actor=manager, now=NOON)
    actions.change_meeting(meeting, later, actor=manager, now=NOON)

    assert [mail.recipient for mail in OutboxMail.objects.all()] == [member, member]


def test_a_past_meeting_is_set_down_without_a_mail(process):
    body = a_body(process)
    a_member(body, a_person())

    a_meeting(body, starts_at=NOON - timedelta(days=1), minutes="Alle waren da.")

    assert not OutboxMail.objects.exists()


def test_nothing_is_decided_in_the_future(process):
    with pytest.raises(Refused) as refused:
        a_decision(a_body(process), decided_on=NOON.date() + timedelta(days=1))

    assert refused.value.refusal.code == "groups.decided_later"


@pytest.mark.parametrize(
    ("role", "may"),
    [(Role.PROCESS_MANAGER, True), (Role.MODERATOR, False), (Role.EVALUATOR, False)],
)
def test_who_sets_the_process_up_looks_after_its_bodies(process, role, may):
    actor, body = a_role(role, process), a_body(process)
    decided = DecisionFacts("Ein Brunnen", "Er wird gebaut.", NOON.date())
    writes = [
        lambda: actions.found_body(process, BodyFacts("Beirat"), actor=actor, now=NOON),
        lambda: actions.add_member(body, MemberFacts("Mitglied"), actor=actor, now=NOON),
        lambda: actions.call_meeting(body, MeetingFacts("Sitzung", NOON), actor=actor, now=NOON),
        lambda: actions.decide(body, decided, actor=actor, now=NOON),
    ]

    for write in writes:
        if may:
            write()
        else:
            with pytest.raises(Refused):
                write()


def test_who_is_erased_stays_in_the_body_as_a_role_only(process):
    person = a_person(display_name="Anna")
    a_member(a_body(process), person, name="Anna", is_named=True)

    actions.leave_bodies(person, NOON)

    member = Member.objects.get()
    assert (member.role, member.name, member.email, member.is_named) == ("Mitglied", "", "", False)
