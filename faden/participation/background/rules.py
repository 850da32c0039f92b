"""When a question is late, and why something cannot be asked, answered or explained."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta

from django.utils.translation import gettext_lazy as _

from faden.backbone.items.models import Item
from faden.backbone.processes.rules import Permission, Standing
from faden.lib.dates import city_day
from faden.lib.refused import Refusal
from faden.participation.background.models import Question

NO_ANSWER = Refusal("background.no_answer", _("Please write the answer."))
NOT_PUBLIC = Refusal(
    "background.not_public",
    _("This question is not public. Release it or show it again before you answer."),
)
NOT_YOURS = Refusal("background.not_yours", _("Only whoever asked this question can change it."))
NOT_WAITING = Refusal(
    "background.not_waiting",
    _("A question can be changed or withdrawn only while it waits for release."),
)
TERM_THERE = Refusal("background.term_there", _("This term is explained already."))
NOT_FREQUENT = Refusal(
    "background.not_answered", _("Only an answered question can be a frequent one.")
)
NOT_BY_TEAM = Refusal(
    "background.asked_by_somebody",
    _("Somebody has asked this question. Hide it if it has to go, and give the reason."),
)
SET_DOWN_HERE = Refusal(
    "background.set_down_here", _("The team has set this question down for its own process.")
)
PROMISE_OVER = Refusal("background.day_over", _("This day is over."))
ANSWERED = Refusal("background.answered", _("This question is answered."))


def question_refusal(item: Item, verb: str) -> Refusal | None:  # noqa: ARG001 - as kinds ask
    """Return why this very question refuses the verb: none, for questions are asked and read."""
    return None


def promise_for(asked_at: datetime, *, days: int) -> date:
    """Return the day until which the city promises an answer."""
    return city_day(asked_at) + timedelta(days=days)


def is_late(question: Question, *, today: date) -> bool:
    """Return whether the promised day is over without an answer."""
    promised = question.promised_on
    return not question.is_answered and promised is not None and promised < today


def may_look_after(asking: Standing) -> bool:
    """Return whether they may write the page: its text, frequent questions and terms."""
    return asking.may(Permission.CONFIGURE)


def answer_refusal(text: str, *, is_public: bool = True) -> Refusal | None:
    """Return why this is no answer to a question."""
    if not is_public:
        return NOT_PUBLIC
    return None if text.strip() else NO_ANSWER


def own_refusal(*, is_own: bool, is_waiting: bool) -> Refusal | None:
    """Return why somebody cannot change or withdraw the question, or None.

    What everybody reads stays as it was asked: somebody may be writing the answer.
    """
    if not is_own:
        return NOT_YOURS
    return None if is_waiting else NOT_WAITING


def promise_refusal(question: Question, promised_on: date, *, today: date) -> Refusal | None:
    """Return why an answer cannot be promised for this day."""
    if question.is_answered:
        return ANSWERED
    return PROMISE_OVER if promised_on < today else None


def term_refusal(slug: str, *, others: Collection[str]) -> Refusal | None:
    """Return why there cannot be a term of this name: it is explained already."""
    return TERM_THERE if slug in others else None


def name_of_asker(question: Question) -> str:
    """Return under which name the question is shown; nothing for those of the team."""
    return "" if question.is_by_team else question.public_author
