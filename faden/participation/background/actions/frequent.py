"""The frequent questions of a process: what the team sets down, and in which order."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Max

from faden.backbone.audit.actions import action, record
from faden.backbone.items.actions import lock, revise, set_visibility
from faden.backbone.items.models import Item
from faden.backbone.people.models import Person
from faden.backbone.processes.models import Process
from faden.participation.background import queries, rules
from faden.participation.background.actions.asking import Answer, answer
from faden.participation.background.actions.common import (
    begin,
    ensure,
    index_question,
    require_set_up,
)
from faden.participation.background.models import Question


@action
def add_frequent(
    process: Process, title: str, *, given: Answer, actor: Person | None, now: datetime
) -> Question:
    """Set down a question with its answer, behind the frequent ones.

    :raises Refused: without the permission to set the process up, or without an answer
    """
    require_set_up(process.pk, actor=actor, now=now)
    ensure(rules.answer_refusal(given.text))
    lock(process)
    question = Question.objects.create(
        part_of=process,
        process=process,
        title=title,
        answer=given.text,
        unit=given.unit,
        answered_at=now,
        position=_next_position(process),
        is_by_team=True,
        language=process.language,
        visibility=Item.Visibility.PUBLIC,
        created_at=now,
        published_at=now,
    )
    begin(question, actor=actor)
    record("background.add_frequent", question, actor=actor)
    return question


@action
def change_frequent(
    question: Question, title: str, *, given: Answer, actor: Person, now: datetime
) -> None:
    """Put other words in place of a question of the team and its answer.

    :raises Refused: without the permission, without an answer, or if somebody has asked it
    """
    require_set_up(question.process_id, actor=actor, now=now)
    lock(question)
    question = Question.objects.get(pk=question.pk)
    ensure(None if question.is_by_team else rules.NOT_BY_TEAM)
    if question.title != title:
        question.title = title
        question.save(update_fields=["title"])
        revise(question, text=question.text, author=actor, now=now)
        record("background.change_frequent", question, actor=actor, fields=["title"])
    answer(question, given, actor=actor, now=now)
    question.refresh_from_db()
    index_question(question)


@action
def make_frequent(question: Question, *, is_frequent: bool, actor: Person, now: datetime) -> None:
    """Take an answered question among the frequent ones, behind the others, or out of them.

    :raises Refused: without the permission to set the process up, or without an answer
    """
    require_set_up(question.process_id, actor=actor, now=now)
    process = queries.process_of(question)
    lock(process)
    question = Question.objects.get(pk=question.pk)
    if (question.position is not None) == is_frequent:
        return
    ensure(None if question.is_answered else rules.NOT_FREQUENT)
    question.position = _next_position(process) if is_frequent else None
    question.save(update_fields=["position"])
    record("background.make_frequent", question, actor=actor, is_frequent=is_frequent)


@action
def move(question: Question, *, is_up: bool, actor: Person, now: datetime) -> None:
    """Let a frequent question change places with the one before it, or after it.

    :raises Refused: without the permission to set the process up
    """
    require_set_up(question.process_id, actor=actor, now=now)
    process = queries.process_of(question)
    lock(process)
    row = list(queries.frequent_of(process))
    place = next((n for n, one in enumerate(row) if one.pk == question.pk), None)
    other = None if place is None else place + (-1 if is_up else 1)
    if place is None or other is None or not 0 <= other < len(row):
        return
    row[place], row[other] = row[other], row[place]
    for position, one in enumerate(row):
        Question.objects.filter(pk=one.pk).update(position=position)
    record("background.move", question, actor=actor, is_up=is_up)


@action
def remove_frequent(question: Question, *, actor: Person, now: datetime) -> None:
    """Delete a question that the team has set down itself.

    :raises Refused: without the permission to set the process up, or if somebody has asked it
    """
    require_set_up(question.process_id, actor=actor, now=now)
    lock(question)
    question = Question.objects.select_related("process").get(pk=question.pk)
    ensure(None if question.is_by_team else rules.NOT_BY_TEAM)
    set_visibility(question, Item.Visibility.STAFF, actor=actor)
    record("background.remove_frequent", question, actor=actor)
    question.delete()


def _next_position(process: Process) -> int:
    frequent = Question.objects.filter(part_of=process.pk, position__isnull=False)
    last = frequent.aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1
