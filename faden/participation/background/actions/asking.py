"""Asking a question, and the answer of the city."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from faden.backbone.audit.actions import action, record
from faden.backbone.items.actions import lock
from faden.backbone.items.models import Item, Origin
from faden.backbone.people.actions import present
from faden.backbone.people.models import Person
from faden.backbone.people.voices import voice_for
from faden.backbone.processes.models import Process
from faden.backbone.processes.queries import refusal_in, require
from faden.backbone.processes.rules import Permission
from faden.lib.dates import city_day
from faden.participation.background import queries, rules
from faden.participation.background.actions.common import begin, ensure, index_question
from faden.participation.background.models import Question
from faden.shared.assignments.actions import close_for
from faden.shared.assignments.models import Assignment
from faden.shared.moderation.actions import hold
from faden.shared.moderation.queries import must_wait
from faden.shared.notifications.actions import notify


@dataclass(frozen=True)
class Asked:
    """What somebody wants to know."""

    title: str
    text: str = ""
    language: str = "de"
    shows_author: bool = True  # else it stands without a name


@dataclass(frozen=True)
class Answer:
    """What the city says, and which office says it (None: the city as a whole)."""

    text: str  # Markdown
    unit: Person | None = None


@action
def ask(
    process: Process, asked: Asked, *, voice_key: str = "", person: Person, now: datetime
) -> Question:
    """Show the person's question with the day until which the city promises an answer.

    Where the team looks at it first, it waits until then. A form that is sent again stores nothing
    more.

    :param voice_key: in whose name, by `people.voices`; empty: in the own
    :raises Refused: if the process does not take questions from this person now
    """
    present(person)
    lock(process)
    ensure(refusal_in(process, Question.kind_name, verb="submit", person=person, now=now))
    voice = voice_for(person, voice_key)
    if before := queries.question_in_these_words(process, asked.title, author=voice.author):
        return before
    days = queries.background_of(process).answer_days
    waits = must_wait(process, Question.kind_name, verb="submit", person=person, now=now)
    question = Question.objects.create(
        part_of=process,
        process=process,
        author=voice.author,
        visibility=Item.Visibility.STAFF if waits else Item.Visibility.PUBLIC,
        created_at=now,
        published_at=None if waits else now,
        promised_on=rules.promise_for(now, days=days),
        **vars(asked),
    )
    Origin.objects.create(item=question, acting_as=voice.acting_as)
    begin(question, actor=person)
    record("background.ask", question, actor=person)
    if waits:
        hold(question, now=now)
    return question


@action
def answer(question: Question, given: Answer, *, actor: Person, now: datetime) -> None:
    """Publish the answer, or another one in its place; who asked is told of the first.

    :raises Refused: without the permission to answer or a text, or while it is not public
    """
    require(actor, Permission.ANSWER, process_id=question.process_id, now=now)
    ensure(rules.answer_refusal(given.text, is_public=lock(question).is_public))
    question = Question.objects.select_related("author", "unit").get(pk=question.pk)
    if (question.answer, question.unit) == (given.text, given.unit):
        return
    is_first = not question.is_answered
    question.answer, question.unit = given.text, given.unit
    if is_first:
        question.answered_at = now
    else:
        question.changed_at = now
    question.save(update_fields=["answer", "unit", "answered_at", "changed_at"])
    index_question(question)
    record("background.answer", question, actor=actor, is_first=is_first)
    close_for([question.pk], Assignment.Topic.QUESTION, now=now)
    if is_first and question.author is not None and not question.is_by_team:
        notify(question.author, "background/mail/answered", item=question)


@action
def promise(question: Question, promised_on: date, *, actor: Person, now: datetime) -> None:
    """Promise the answer for another day.

    :raises Refused: without the permission to answer, for a day that is over, or an answered one
    """
    require(actor, Permission.ANSWER, process_id=question.process_id, now=now)
    lock(question)
    question = Question.objects.get(pk=question.pk)
    ensure(rules.promise_refusal(question, promised_on, today=city_day(now)))
    question.promised_on = promised_on
    question.save(update_fields=["promised_on"])
    record("background.promise", question, actor=actor, promised_on=promised_on.isoformat())
