"""What the writes on the background of a process have in common."""

from __future__ import annotations

from datetime import datetime

from faden.backbone.items.actions import appear, revise
from faden.backbone.items.models import TITLE_LENGTH, Item
from faden.backbone.people.models import Person
from faden.backbone.processes.queries import require
from faden.backbone.processes.rules import Permission
from faden.lib.refused import Refusal, Refused
from faden.lib.text import slug_of
from faden.participation.background.models import Question
from faden.shared.search.actions import index


def require_set_up(process_id: int | None, *, actor: Person | None, now: datetime) -> None:
    """Let those pass who set the process up, and commands (None).

    :raises Refused: for everybody else
    """
    if actor is not None:
        require(actor, Permission.CONFIGURE, process_id=process_id, now=now)


def begin(question: Question, *, actor: Person | None) -> None:
    """Show a question that was just stored where questions are listed and found."""
    revise(question, text=question.text, author=actor, now=question.created_at)
    index_question(question)
    appear(question)


def index_question(question: Question) -> None:
    """Let the question be found by its words and those of the answer."""
    text = f"{question.text}\n{question.answer}"
    index(question, title=question.title, text=text, language=question.language)


def put_words(item: Item, *, title: str, text: str) -> None:
    """Let the question, its address and the search say this; part of moderation's action."""
    question = Question.objects.get(pk=item.pk)
    question.title, question.text, question.slug = title[:TITLE_LENGTH], text, slug_of(title)
    question.save(update_fields=["title", "text", "slug"])
    index_question(question)


def ensure(refusal: Refusal | None) -> None:
    """Go on if nothing speaks against it.

    :raises Refused: if something does
    """
    if refusal is not None:
        raise Refused(refusal)
