"""When numbers are shown, and what they are. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from faden.lib.refused import Refusal
from faden.shared.feedback.models import Tally

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

FEWEST = 10  # answers to a question; fewer would tell of single people

Question, Answer = Tally.Question, Tally.Answer


@dataclass(frozen=True)
class Result:
    """How a question was answered; with fewer than FEWEST answers nothing but that is said."""

    label: StrOrPromise
    n: int
    counts: Mapping[str, int]  # {answer: number}

    @property
    def is_shown(self) -> bool:
        return self.n >= FEWEST

    @property
    def rows(self) -> list[tuple[StrOrPromise, int, float]]:
        """Words, number and share (0 to 1) of each answer."""
        return [
            (one.label, self.counts.get(one.value, 0), self.counts.get(one.value, 0) / self.n)
            for one in Answer
        ]


def results(counts: Mapping[tuple[str, str], int]) -> list[Result]:
    """Return the three questions with their numbers.

    :param counts: `{(question, answer): number}`
    """
    found = []
    for question in Question:
        own = {answer: n for (asked, answer), n in counts.items() if asked == question.value}
        found.append(Result(question.label, sum(own.values()), own))
    return found


def answer_refusal(*, took_part: bool, has_answered: bool) -> Refusal | None:
    """Return why the three questions cannot be answered now, or None."""
    if not took_part:
        return Refusal(
            "feedback.not_taken_part", _("The three questions are for people who took part.")
        )
    if has_answered:
        return Refusal("feedback.answered", _("You have answered already. Thank you!"))
    return None
