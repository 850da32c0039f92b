"""What people do with their own question while nobody but the team has read it."""

from __future__ import annotations

from datetime import datetime

from faden.backbone.audit.actions import action, record
from faden.backbone.items.actions import lock, revise
from faden.backbone.people.models import Person
from faden.backbone.people.voices import is_own
from faden.lib.text import slug_of
from faden.participation.background import rules
from faden.participation.background.actions.asking import Asked
from faden.participation.background.actions.common import ensure, index_question
from faden.participation.background.models import Question
from faden.shared.moderation.queries import last_hold


@action
def rewrite(question: Question, asked: Asked, *, actor: Person, now: datetime) -> None:
    """Ask it in other words; it goes on waiting, and no earlier version is kept.

    :raises Refused: for others' questions, or if it does not wait any more
    """
    question = _own(question, actor)
    question.title, question.text, question.slug = asked.title, asked.text, slug_of(asked.title)
    question.shows_author = asked.shows_author
    question.save(update_fields=["title", "text", "slug", "shows_author"])
    question.revisions.all().delete()
    revise(question, text=question.text, author=question.author, now=now)
    index_question(question)
    record("background.rewrite", question, actor=actor)


@action
def withdraw(question: Question, *, actor: Person) -> None:
    """Delete the question, as if it had never been asked.

    :raises Refused: for others' questions, or if it does not wait any more
    """
    question = _own(question, actor)
    record("background.withdraw", question, actor=actor)
    question.delete()


def _own(question: Question, actor: Person) -> Question:
    lock(question)
    fresh = Question.objects.select_related("author", "process").get(pk=question.pk)
    held = last_hold(fresh)
    is_waiting = not fresh.is_public and held is not None and held.is_open
    ensure(rules.own_refusal(is_own=is_own(actor, fresh.author), is_waiting=is_waiting))
    return fresh
