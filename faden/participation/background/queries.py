"""The background of a process and its questions, as pages need them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import (
    Case,
    Exists,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.urls import reverse

from faden.backbone.items.models import Item
from faden.backbone.people.models import Person
from faden.backbone.places.models import Funder, Venue
from faden.backbone.processes.models import Process
from faden.backbone.processes.queries import process_id_of
from faden.participation.background.explained import Glossary
from faden.participation.background.models import Background, Question, Term
from faden.shared.moderation.models import Hold
from faden.shared.outcomes.queries import units

__all__ = ["units"]

SHOWN_ON_PROCESS = 3  # frequent questions


def background_of(process: Item) -> Background:
    """Return what the team has written; an empty one, not stored, where it wrote nothing."""
    found = Background.objects.filter(process=process.pk).first()
    return found or Background(process_id=process.pk)


def venues_chosen(process: Item) -> list[Venue]:
    """Return the venues of the process."""
    return list(Venue.objects.filter(backgrounds=process.pk))


def funders_chosen(process: Item) -> list[Funder]:
    """Return who gives money for the process."""
    return list(Funder.objects.filter(backgrounds=process.pk).defer("logo"))


def page_address(process: Item) -> str:
    """Return where the background of a process stands."""
    return reverse("background:page", args=[process.slug])


def glossary_of(process: Item) -> Glossary:
    """Return the terms of the process, to be linked in its texts on one page."""
    return Glossary(list(terms_of(process)), page_address(process))


def public_questions(process: Item) -> QuerySet[Question]:
    """Return the questions on the process that are shown to everybody who sees it."""
    questions = Question.objects.filter(part_of=process.pk).public()
    return questions.select_related("unit", "author", "origin")


def frequent_of(process: Item) -> QuerySet[Question]:
    """Return the frequent questions in the order of the team."""
    return public_questions(process).filter(position__isnull=False).order_by("position", "pk")


def answered_of(process: Item) -> QuerySet[Question]:
    """Return the other answered questions, the newest answer first."""
    answered = public_questions(process).filter(position=None, answered_at__isnull=False)
    return answered.order_by("-answered_at", "-pk")


def open_of(process: Item) -> QuerySet[Question]:
    """Return the questions without an answer, by the day for which one is promised."""
    return public_questions(process).filter(answered_at=None).order_by("promised_on", "pk")


def questions_of_team(process: Item) -> QuerySet[Question]:
    """Return all questions on the process, hidden ones too; those that wait come first."""
    waits = Case(When(answered_at=None, then=0), default=1, output_field=IntegerField())
    questions = Question.objects.filter(part_of=process.pk).annotate(waits=waits)
    return questions.select_related("unit", "author", "process")


def waiting(process_ids: Sequence[int], *, now: datetime) -> QuerySet[Question]:
    """Return the public questions on these processes that wait for an answer, the oldest first."""
    questions = Question.objects.public().filter(process__in=process_ids, answered_at=None)
    return questions.filter(created_at__lte=now).order_by("promised_on", "pk")


def question_in_these_words(process: Item, title: str, *, author: Person) -> Question | None:
    """Return the person's own open question of these words, so that none is stored twice."""
    waiting = Exists(Hold.objects.filter(item=OuterRef("pk"), decided_at=None))
    asked = Question.objects.filter(part_of=process.pk, author=author, title=title)
    is_there = ~Q(visibility=Item.Visibility.STAFF) | Q(waiting)
    return asked.filter(is_there, answered_at=None).first()


def question_by_id(pk: int) -> Question | None:
    """Return the question with all that its page shows."""
    found = Question.objects.select_related(
        "unit", "author", "origin", "process__as_process", "part_of"
    )
    return found.filter(pk=pk).first()


def process_of(question: Question) -> Process:
    """Return the process on which the question was asked."""
    return Process.objects.select_related("unit").get(pk=process_id_of(question))


def terms_of(process: Item) -> QuerySet[Term]:
    """Return the terms of the process by alphabet."""
    return Term.objects.filter(process=process.pk)


def with_words(questions: QuerySet[Question], text: str) -> QuerySet[Question]:
    """Keep the questions that hold this text, in themselves or in the answer."""
    return questions.filter(
        Q(title__icontains=text) | Q(text__icontains=text) | Q(answer__icontains=text)
    )


def answered(questions: QuerySet[Question], is_answered: bool) -> QuerySet[Question]:  # noqa: FBT001 - as filters call
    """Keep the questions with an answer, or those without."""
    return questions.filter(answered_at__isnull=not is_answered)


def is_hidden(questions: QuerySet[Question], hidden: bool) -> QuerySet[Question]:  # noqa: FBT001 - as filters call
    """Keep the questions that only the team sees, or the others."""
    staff_only = Q(visibility=Value(Item.Visibility.STAFF))
    return questions.filter(staff_only if hidden else ~staff_only)
