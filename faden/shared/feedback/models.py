"""How often an answer was given in a month. Nothing is kept of who gave it, or when exactly."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from faden.backbone.processes.models import Process

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def questions() -> list[tuple[str, StrOrPromise]]:
    """Return the three questions in their order."""
    return list(Tally.Question.choices)


def answers() -> list[tuple[str, StrOrPromise]]:
    """Return what can be answered."""
    return list(Tally.Answer.choices)


class Tally(models.Model):
    """One number: how often one question about one process was answered so in one month."""

    class Question(models.TextChoices):
        UNDERSTANDABLE = "understandable", _("Was it understandable what it is about?")
        FAIR = "fair", _("Is it fair how people take part here?")
        AGAIN = "again", _("Would you take part again?")

    class Answer(models.TextChoices):
        YES = "yes", _("Yes")
        PARTLY = "partly", _("Partly")
        NO = "no", _("No")

    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="feedback")
    month = models.DateField()  # its first day
    question = models.CharField(max_length=16, choices=questions)
    answer = models.CharField(max_length=8, choices=answers)
    n = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name_plural = "tallies"
        constraints = [
            models.UniqueConstraint(
                fields=["process", "month", "question", "answer"], name="one_tally_per_answer"
            ),
            models.CheckConstraint(
                condition=models.Q(month__day=1), name="tally_knows_the_month_only"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question} {self.answer}: {self.n}"

    def page_scopes(self) -> Iterable[str]:
        return [f"process:{self.process_id}"]
