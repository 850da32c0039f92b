"""Questions that wait for release, are redacted, moved, changed and withdrawn by who asked them."""

import pytest

from faden.backbone.items.models import PublicCount
from faden.backbone.people.tests.factories import NOON, a_guest, a_person
from faden.backbone.processes.rules import Role
from faden.backbone.processes.tests.factories import GUEST, a_phase, a_process, a_role
from faden.lib.refused import Refused
from faden.participation.background import actions
from faden.participation.background.actions import Answer, Asked
from faden.participation.background.models import Question
from faden.participation.background.tests.factories import (
    a_frequent_question,
    a_process_with_questions,
    a_question,
    an_answered_question,
)
from faden.shared.moderation.actions import Destination, move, redact, release
from faden.shared.moderation.actions.redaction import Ground
from faden.shared.moderation.models import Hold
from faden.shared.moderation.queries import held
from faden.shared.notifications.models import OutboxMail
from faden.shared.search.queries import search

pytestmark = pytest.mark.django_db
NAME = Ground("name", "Niemand wird ungefragt genannt.")
OTHERWISE = Asked("Wann fährt der Zug?", "Am Abend.")


@pytest.fixture
def process():
    found = a_process(title="Fluss")
    a_phase(found, {"question.submit": GUEST}, moderation="all")
    return found


@pytest.fixture
def manager(process):
    return a_role(Role.PROCESS_MANAGER, process)


def code_of(act, *args, **kwargs):
    with pytest.raises(Refused) as refused:
        act(*args, **kwargs)
    return refused.value.refusal.code


def test_a_question_waits_is_stored_once_and_is_published_by_release(process, manager):
    asker = a_person()
    first, second = a_question(process, person=asker), a_question(process, person=asker)
    assert (first, list(held(manager, now=NOON))) == (second, [Hold.objects.get()])

    release(first, actor=manager, now=NOON)

    assert Question.objects.public().get() == first
    assert PublicCount.objects.get(process=process).n == 1
    assert [mail.template for mail in OutboxMail.objects.all()] == ["moderation/mail/released"]


def test_what_waits_is_answered_after_its_release(process, manager):
    question = a_question(process)

    code = code_of(actions.answer, question, Answer("Um acht."), actor=manager, now=NOON)

    assert code == "background.not_public"
    release(question, actor=manager, now=NOON)
    actions.answer(question, Answer("Um acht."), actor=manager, now=NOON)


def test_a_name_is_gone_from_the_question_its_address_and_the_search(process, manager):
    question = a_question(process, "Warum zahlt Otto Kurz nichts?", text="Otto Kurz wohnt dort.")

    redact(question, ["Otto Kurz"], ground=NAME, actor=manager, now=NOON)

    now = Question.objects.get()
    assert "Kurz" not in f"{now.title} {now.text} {now.slug}"
    assert [revision.text for revision in now.revisions.all()] == [now.text]
    release(question, actor=manager, now=NOON)
    assert list(search("Kurz", language="de")) == []


@pytest.mark.parametrize("asker", [a_person, a_guest])
def test_who_asked_changes_it_while_it_waits(process, manager, asker):
    asker = asker()
    question = a_question(process, person=asker)

    actions.rewrite(question, OTHERWISE, actor=asker, now=NOON)
    release(question, actor=manager, now=NOON)

    now = Question.objects.get()
    assert (now.title, now.slug, now.revisions.count()) == (
        "Wann fährt der Zug?",
        "wann-faehrt-der-zug",
        1,
    )
    assert code_of(actions.rewrite, now, OTHERWISE, actor=asker, now=NOON) == (
        "background.not_waiting"
    )


def test_who_asked_withdraws_it_and_it_is_gone(process, manager):
    asker = a_person()
    question = a_question(process, person=asker)
    assert code_of(actions.withdraw, question, actor=manager) == "background.not_yours"

    actions.withdraw(question, actor=asker)

    assert (Question.objects.count(), Hold.objects.count()) == (0, 0)


def test_a_question_moves_with_its_answer_and_leaves_the_frequent_ones(process):
    source, target = a_process_with_questions(), a_process_with_questions()
    moderator = a_role(Role.PROCESS_MANAGER)
    question = an_answered_question(source)
    actions.make_frequent(question, is_frequent=True, actor=moderator, now=NOON)

    move(question, Destination(target), reason="Dort.", actor=moderator, now=NOON)

    now = Question.objects.get()
    assert (now.process_id, now.answer, now.position) == (target.pk, "Um acht.", None)
    own = a_frequent_question(source)
    code = code_of(move, own, Destination(target), reason="x", actor=moderator, now=NOON)
    assert code == "background.set_down_here"


def test_the_pages_offer_it_to_who_asked_alone(client, process):
    asker = a_person()
    question = a_question(process, person=asker)
    page = f"/en/fragen/{question.pk}-{question.slug}/"
    client.force_login(asker)

    shown = client.get(page).text
    changed = client.post(f"{page}bearbeiten/", {"title": "Wann fährt der Zug?", "text": ""})
    gone = client.post(f"{page}zurueckziehen/", follow=True)

    assert "Change or withdraw the question" in shown
    assert changed.headers["Location"] == f"/en/fragen/{question.pk}-wann-faehrt-der-zug/"
    assert "withdrawn and deleted" in gone.text
    assert client.get(page).status_code == 404


def test_what_was_published_is_changed_by_nobody(client, process, manager):
    asker = a_person()
    question = a_question(process, person=asker)
    release(question, actor=manager, now=NOON)
    client.force_login(asker)

    page = client.get(f"/en/fragen/{question.pk}-{question.slug}/bearbeiten/").text

    assert "only while it waits for release" in page


@pytest.mark.parametrize(("asker", "is_told"), [(a_person, True), (a_guest, False)])
def test_that_who_asked_is_told_is_said_only_where_a_mail_reaches_them(client, asker, is_told):
    question = a_question(a_process_with_questions(title="Fluss"), person=asker())
    client.force_login(a_role(Role.PROCESS_MANAGER))
    page = f"/en/team/fragen/{question.pk}/"

    asked = client.get(page).text
    done = client.post(page, {"answer": "Um acht.", "unit": ""}, follow=True).text

    assert ("told by mail" in asked, "told by mail" in done) == (is_told, is_told)
