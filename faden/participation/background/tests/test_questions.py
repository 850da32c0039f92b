"""Asking, answering, and who may."""

from datetime import date, timedelta

import pytest

from faden.backbone.items.models import Item, PublicCount
from faden.backbone.people.models import Level
from faden.backbone.people.tests.factories import NOON, a_guest, a_person, a_unit
from faden.backbone.processes.rules import Role
from faden.backbone.processes.tests.factories import a_process, a_role
from faden.lib.refused import Refused
from faden.participation.background import actions, queries
from faden.participation.background.actions import Answer, Explanation
from faden.participation.background.models import Question
from faden.participation.background.rules import is_late
from faden.participation.background.tests.factories import (
    a_frequent_question,
    a_process_with_questions,
    a_question,
    a_term,
    an_answered_question,
)
from faden.shared.moderation.actions import hide
from faden.shared.notifications.models import OutboxMail
from faden.shared.search.queries import search

pytestmark = pytest.mark.django_db


@pytest.fixture
def process():
    return a_process_with_questions(title="Fluss")


def test_a_question_is_shown_with_the_day_for_which_an_answer_is_promised(process):
    actions.set_background(process, "", answer_days=10, actor=None, now=NOON)

    question = a_question(process, person=a_guest())

    assert list(queries.open_of(process)) == [question]
    assert question.promised_on == date(2026, 5, 14)
    assert PublicCount.objects.get(process=process, kind="question").n == 1


def test_the_same_question_sent_again_is_stored_once(process):
    person = a_person()

    assert a_question(process, person=person) == a_question(process, person=person)


def test_nobody_asks_where_no_phase_opens_it():
    with pytest.raises(Refused) as refused:
        a_question(a_process())

    assert refused.value.refusal.code == "processes.never_open"


def test_who_needs_an_account_is_told():
    process = a_process_with_questions(Level.REGISTERED)

    with pytest.raises(Refused) as refused:
        a_question(process, person=a_guest())

    assert refused.value.refusal.remedy == "sign_in"


def test_an_answer_is_public_found_by_search_and_told_once(process):
    asker, unit = a_person(), a_unit()
    question = a_question(process, person=asker)
    actor = a_role(Role.EVALUATOR, process)

    actions.answer(question, Answer("Um acht am Rathaus.", unit), actor=actor, now=NOON)
    later = NOON + timedelta(days=1)
    actions.answer(question, Answer("Um neun am Rathaus.", unit), actor=actor, now=later)

    question.refresh_from_db()
    assert list(queries.answered_of(process)) == [question]
    assert (question.answered_at, question.changed_at) == (NOON, later)
    assert [found.pk for found in search("neun", language="de")] == [question.pk]
    assert list(search("acht", language="de")) == []
    assert [mail.recipient for mail in OutboxMail.objects.all()] == [asker]


@pytest.mark.parametrize(
    ("role", "may_answer", "may_write"),
    [
        (Role.EVALUATOR, True, False),
        (Role.PROCESS_MANAGER, True, True),
        (Role.MODERATOR, False, False),
        (Role.ON_SITE_TEAM, False, False),
    ],
)
def test_roles_decide_who_answers_and_who_writes_the_page(process, role, may_answer, may_write):
    question, actor = a_question(process), a_role(role, process)
    writes = [
        (may_answer, lambda: actions.answer(question, Answer("Ja."), actor=actor, now=NOON)),
        (
            may_answer,
            lambda: actions.promise(
                a_question(process, "Wer plant das?"), date(2026, 6, 1), actor=actor, now=NOON
            ),
        ),
        (
            may_write,
            lambda: actions.set_background(process, "Text", answer_days=3, actor=actor, now=NOON),
        ),
        (
            may_write,
            lambda: actions.add_term(process, Explanation("Wort", "Sinn"), actor=actor, now=NOON),
        ),
        (
            may_write,
            lambda: actions.add_frequent(
                process, "Wie lange dauert es?", given=Answer("Kurz."), actor=actor, now=NOON
            ),
        ),
    ]

    for is_allowed, write in writes:
        if is_allowed:
            write()
        else:
            with pytest.raises(Refused):
                write()


def test_a_promised_day_that_passes_is_said(process):
    question = a_question(process)

    assert not is_late(question, today=question.promised_on)
    assert is_late(question, today=question.promised_on + timedelta(days=1))


def test_an_answer_is_promised_for_another_day(process):
    question, actor = a_question(process), a_role(Role.EVALUATOR, process)

    actions.promise(question, NOON.date(), actor=actor, now=NOON)

    assert queries.open_of(process).get().promised_on == NOON.date()


def test_no_answer_is_promised_for_a_day_that_is_over(process):
    question, actor = a_question(process), a_role(Role.EVALUATOR, process)

    with pytest.raises(Refused) as refused:
        actions.promise(question, date(2026, 5, 3), actor=actor, now=NOON)

    assert refused.value.refusal.code == "background.day_over"


def test_a_hidden_question_is_on_no_list(process):
    question = a_question(process)

    hide(question, reason="Namen", actor=a_role(Role.MODERATOR, process), now=NOON)

    assert list(queries.open_of(process)) == []
    assert list(queries.questions_of_team(process)) == [question]


def test_the_team_orders_its_frequent_questions(process):
    first, second, third = (a_frequent_question(process, f"Frage Nummer {n}?") for n in range(3))
    manager = a_role(Role.PROCESS_MANAGER, process)

    actions.move(third, is_up=True, actor=manager, now=NOON)
    actions.move(first, is_up=True, actor=manager, now=NOON)

    assert list(queries.frequent_of(process)) == [first, third, second]


def test_an_answered_question_is_taken_among_the_frequent_ones_and_out_again(process):
    question, manager = an_answered_question(process), a_role(Role.PROCESS_MANAGER, process)

    actions.make_frequent(question, is_frequent=True, actor=manager, now=NOON)
    assert list(queries.frequent_of(process)) == [question]
    actions.make_frequent(question, is_frequent=False, actor=manager, now=NOON)

    assert list(queries.answered_of(process)) == [question]


def test_an_open_question_is_no_frequent_one(process):
    manager = a_role(Role.PROCESS_MANAGER, process)

    with pytest.raises(Refused) as refused:
        actions.make_frequent(a_question(process), is_frequent=True, actor=manager, now=NOON)

    assert refused.value.refusal.code == "background.not_answered"


def test_the_team_removes_its_own_questions_only(process):
    own, asked = a_frequent_question(process), an_answered_question(process)
    manager = a_role(Role.PROCESS_MANAGER, process)

    actions.remove_frequent(own, actor=manager, now=NOON)
    with pytest.raises(Refused) as refused:
        actions.remove_frequent(asked, actor=manager, now=NOON)

    assert refused.value.refusal.code == "background.asked_by_somebody"
    assert [item.pk for item in Item.objects.filter(kind="question")] == [asked.pk]
    assert PublicCount.objects.get(process=process, kind="question").n == 1


def test_changed_words_of_a_frequent_question_are_found(process):
    question, manager = a_frequent_question(process), a_role(Role.PROCESS_MANAGER, process)

    actions.change_frequent(
        question, "Wer bezahlt das?", given=Answer("Der Bund."), actor=manager, now=NOON
    )

    assert [found.title for found in search("Bund", language="de")] == ["Wer bezahlt das?"]


def test_a_term_is_explained_once(process):
    a_term(process, "Leitbild")

    with pytest.raises(Refused) as refused:
        a_term(process, "leitbild")

    assert refused.value.refusal.code == "background.term_there"


def test_a_term_gets_other_words(process):
    term, manager = a_term(process), a_role(Role.PROCESS_MANAGER, process)

    actions.change_term(term, Explanation("Ziel", "Wohin?", "Ziele"), actor=manager, now=NOON)

    assert [(one.anchor, one.forms) for one in queries.terms_of(process)] == [
        ("begriff-ziel", ["Ziel", "Ziele"])
    ]


def test_what_waits_is_given_by_day(process):
    late = a_question(process, "Wer antwortet mir?", now=NOON - timedelta(days=3))
    early = a_question(process, "Wann geht es los?")
    an_answered_question(process)

    assert list(queries.waiting([process.pk], now=NOON)) == [late, early]
    assert Question.objects.count() == 3
