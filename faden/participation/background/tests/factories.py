from datetime import datetime
from typing import Any

from faden.backbone.people.models import Level, Person
from faden.backbone.people.tests.factories import NOON, a_person
from faden.backbone.processes.models import Process
from faden.backbone.processes.rules import Role
from faden.backbone.processes.tests.factories import a_phase, a_process, a_role
from faden.participation.background import actions
from faden.participation.background.actions import Answer, Asked, Explanation
from faden.participation.background.models import Question, Term


def a_process_with_questions(level: Level = Level.GUEST, **overrides: Any) -> Process:
    """A process in which everybody from this level on can ask."""
    process = a_process(**overrides)
    a_phase(process, {"question.submit": level})
    return process


def a_question(
    process: Process,
    title: str = "Wann fährt der Bus?",
    *,
    text: str = "",
    person: Person | None = None,
    now: datetime = NOON,
) -> Question:
    """An open question of somebody."""
    asked = Asked(title, text)
    return actions.ask(process, asked, person=person or a_person(), now=now)


def an_answered_question(
    process: Process, title: str = "Wann fährt der Bus?", text: str = "Um acht.", **facts: Any
) -> Question:
    """A question of somebody, with the answer of an office."""
    question = a_question(process, title, **facts)
    actor = a_role(Role.EVALUATOR, process)
    actions.answer(question, Answer(text), actor=actor, now=facts.get("now", NOON))
    question.refresh_from_db()
    return question


def a_frequent_question(process: Process, title: str = "Was kostet es?") -> Question:
    """A question that the team has set down."""
    return actions.add_frequent(process, title, given=Answer("Nichts."), actor=None, now=NOON)


def a_term(
    process: Process, word: str = "Leitbild", explanation: str = "Wohin wir wollen."
) -> Term:
    """An explained term."""
    return actions.add_term(process, Explanation(word, explanation), actor=None, now=NOON)
