"""Organisations: the application, the check, and speaking in their name."""

import pytest

from faden.backbone.people.models import Organisation, Person
from faden.backbone.people.tests.factories import NOON, a_guest, a_person
from faden.backbone.people.voices import voice_for, voices_of
from faden.backbone.processes.queries import may_see
from faden.backbone.processes.rules import Role
from faden.backbone.processes.tests.factories import REGISTERED, a_role, an_open_process
from faden.lib.refused import Refused
from faden.participation.background.actions import Answer, Asked, answer, ask
from faden.participation.background.tests.factories import a_process_with_questions
from faden.participation.groups import actions
from faden.participation.groups.actions import OrganisationFacts
from faden.participation.groups.tests.factories import a_representative, an_organisation
from faden.participation.ideas.actions import Draft, edit, hand_in_again, submit, withdraw
from faden.participation.ideas.models import Idea
from faden.shared.comments.actions import change, comment, delete
from faden.shared.comments.models import Comment
from faden.shared.notifications.models import OutboxMail

pytestmark = pytest.mark.django_db
CLUB = OrganisationFacts("Verein am Fluss", "club", function="Vorstand")
State = Organisation.State


@pytest.fixture
def administrator():
    return a_role(Role.ADMINISTRATOR)


def test_nobody_speaks_for_an_organisation_before_the_city_has_checked_it(administrator):
    person = a_person()
    organisation = actions.apply_for(CLUB, person=person, now=NOON)
    assert voices_of(person) == []

    actions.decide_application(organisation, is_confirmed=True, actor=administrator, now=NOON)

    assert [voice.label for voice in voices_of(person)] == ["Verein am Fluss"]
    assert OutboxMail.objects.get().template == "groups/mail/confirmed"


def test_whoever_is_turned_down_reads_why(administrator):
    person = a_person()
    organisation = actions.apply_for(CLUB, person=person, now=NOON)

    actions.decide_application(
        organisation, is_confirmed=False, reason="Nicht erreicht.", actor=administrator, now=NOON
    )

    assert voices_of(person) == []
    assert OutboxMail.objects.get().facts["reason"] == "Nicht erreicht."


def test_an_application_is_decided_once_and_for_a_reason(administrator):
    organisation = actions.apply_for(CLUB, person=a_person(), now=NOON)

    codes = []
    for is_confirmed in (False, True, True):
        try:
            actions.decide_application(
                organisation, is_confirmed=is_confirmed, actor=administrator, now=NOON
            )
        except Refused as refused:
            codes.append(refused.refusal.code)

    assert codes == ["groups.no_reason", "groups.application_decided"]


@pytest.mark.parametrize("role", [Role.PROCESS_MANAGER, Role.MODERATOR])
def test_only_the_administration_checks(role):
    organisation = actions.apply_for(CLUB, person=a_person(), now=NOON)

    with pytest.raises(Refused):
        actions.decide_application(organisation, is_confirmed=True, actor=a_role(role), now=NOON)


def test_a_name_is_given_once_unless_it_was_turned_down(administrator):
    first = actions.apply_for(CLUB, person=a_person(), now=NOON)
    with pytest.raises(Refused) as refused:
        actions.apply_for(CLUB, person=a_person(), now=NOON)

    actions.decide_application(
        first, is_confirmed=False, reason="Falsch.", actor=administrator, now=NOON
    )
    again = actions.apply_for(CLUB, person=a_person(), now=NOON)

    assert (refused.value.refusal.code, again.state) == ("groups.name_taken", State.APPLIED)


def test_who_has_no_account_cannot_apply():
    with pytest.raises(Refused) as refused:
        actions.apply_for(CLUB, person=a_guest(), now=NOON)

    assert refused.value.refusal.code == "groups.needs_account"


def test_what_is_said_for_an_organisation_stands_under_its_name():
    person = a_representative()
    key = voices_of(person)[0].key
    process = an_open_process(REGISTERED)

    idea = submit(process, Draft("Bänke", "Am Fluss."), voice_key=key, person=person, now=NOON)
    remark = comment(idea, text="Gut.", stance="for", voice_key=key, person=person, now=NOON)

    assert [item.public_author for item in (idea, remark)] == ["Verein am Fluss"] * 2
    assert idea.author.kind == Person.Kind.ORGANISATION


def test_without_a_choice_everybody_speaks_privately():
    person = a_representative()

    idea = submit(an_open_process(REGISTERED), Draft("Bänke", "Da."), person=person, now=NOON)

    assert (idea.public_author, idea.origin.acting_as) == ("Anna", "")


def test_a_member_of_the_council_speaks_under_the_own_name_and_is_marked():
    person = a_representative("Rat der Stadt", sort="council")
    key = voices_of(person)[0].key

    idea = submit(
        an_open_process(REGISTERED), Draft("Bänke", "Da."), voice_key=key, person=person, now=NOON
    )

    assert (idea.public_author, idea.origin.acting_as) == ("Anna", "council")


def test_nobody_speaks_in_the_name_of_others():
    key = voices_of(a_representative())[0].key

    with pytest.raises(Refused) as refused:
        voice_for(a_person(), key)

    assert refused.value.refusal.code == "people.not_your_voice"


def test_who_acts_for_it_no_more_loses_the_voice(administrator):
    person = a_representative()
    given = person.represents.get()

    actions.remove_representative(given, actor=administrator, now=NOON)

    assert voices_of(person) == []


def test_a_representative_sees_what_the_organisation_wrote_while_it_is_hidden():
    person = a_representative()
    key = voices_of(person)[0].key
    idea = submit(
        an_open_process(REGISTERED), Draft("Bänke", "Da."), voice_key=key, person=person, now=NOON
    )
    idea.visibility = "staff"

    assert may_see(idea, person, now=NOON)
    assert not may_see(idea, a_person(), now=NOON)


@pytest.mark.parametrize("sort", ["club", "council"])
def test_pages_mark_what_is_said_in_another_name(client, sort):
    person = a_representative("Organisation am Fluss", sort=sort)
    process = a_process_with_questions(title="Fluss")
    client.force_login(person)
    typed = {"title": "Wann fährt der Bus?", "text": "", "speaks_as": voices_of(person)[0].key}

    answer = client.post("/en/beteiligungen/fluss/hintergrund/fragen/neu/", typed, follow=True)

    shown = answer.content.decode()
    mark = {"club": "Organisation", "council": "Member of the council"}[sort]
    name = {"club": "Organisation am Fluss", "council": "Anna"}[sort]
    assert process.parts.get().public_author == name
    assert f">{mark}</span>" in shown


def test_there_is_one_organisation_of_a_name_that_the_city_enters(administrator):
    an_organisation("Verein")

    with pytest.raises(Refused) as refused:
        actions.add_organisation(OrganisationFacts("verein", "club"), actor=None, now=NOON)

    assert refused.value.refusal.code == "groups.name_taken"


def test_who_speaks_for_an_organisation_gets_the_answer_that_is_meant_for_it():
    person = a_representative()
    process = a_process_with_questions()
    asked = Asked("Wann fährt der Bus?")
    question = ask(process, asked, voice_key=voices_of(person)[0].key, person=person, now=NOON)

    answer(question, Answer("Um acht."), actor=a_role(Role.EVALUATOR, process), now=NOON)

    assert [mail.recipient for mail in OutboxMail.objects.all()] == [person]


def test_who_speaks_for_an_organisation_finds_changes_and_deletes_what_it_said(client):
    person, other = a_representative(), a_person()
    key = voices_of(person)[0].key
    process = an_open_process(REGISTERED)
    idea = submit(process, Draft("Bänke", "Am Fluss."), voice_key=key, person=person, now=NOON)
    said = {"text": "Gut.", "stance": "for", "voice_key": key, "person": person, "now": NOON}
    remark = comment(idea, **said)

    with pytest.raises(Refused):
        change(remark, text="Nein.", stance="against", actor=other, now=NOON)
    change(remark, text="Sehr gut.", stance="for", actor=person, now=NOON)
    client.force_login(person)
    own = client.get("/en/konto/beitraege/").text
    delete(remark, actor=person, now=NOON)

    assert ("Bänke" in own, "In the name of Verein am Fluss" in own) == (True, True)
    assert not Comment.objects.get().is_public


def in_its_name(person, process):
    key = voices_of(person)[0].key
    return submit(process, Draft("Bänke", "Am Fluss."), voice_key=key, person=person, now=NOON)


def test_who_speaks_for_an_organisation_changes_and_withdraws_what_it_said():
    first, second = a_representative(), a_person()
    idea = in_its_name(first, an_open_process(REGISTERED))
    organisation = idea.author.organisation
    stranger = a_person()
    an_organisation("Anderer Verein", by=stranger)
    actions.add_representative(organisation, second.email, function="", actor=None, now=NOON)

    edit(idea, Draft("Mehr Stühle", "Es fehlen Stühle am Fluss."), actor=second, now=NOON)
    withdraw(idea, reason="Beschluss des Vorstands.", actor=first, now=NOON)

    now = Idea.objects.get()
    assert (now.title, now.author) == ("Mehr Stühle", idea.author)
    assert now.withdrawal_reason == "Beschluss des Vorstands."
    with pytest.raises(Refused) as refused:
        hand_in_again(idea, actor=stranger, now=NOON)
    assert refused.value.refusal.code == "ideas.not_yours"


def test_an_idea_in_the_name_of_an_organisation_is_thanked_for_like_others(client):
    person = a_representative()
    process = an_open_process(REGISTERED, title="Fluss")
    client.force_login(person)
    sent = {
        "title": "Mehr Stühle",
        "text": "Es fehlen Stühle am Fluss.",
        "speaks_as": voices_of(person)[0].key,
    }

    answer = client.post(f"/en/beteiligungen/{process.slug}/ideen/neu/", sent, follow=True)

    assert answer.redirect_chain[-1][0].endswith("/danke/")
    assert "Thank you for your idea" in answer.text
