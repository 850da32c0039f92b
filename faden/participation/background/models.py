"""The background of a process, what people ask about it, and the terms that its texts use."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from faden.backbone.items.models import Item
from faden.backbone.people.models import Person
from faden.backbone.places.models import Funder, Venue
from faden.backbone.processes.models import Process
from faden.lib.text import SLUG_LENGTH, slug_of

QUESTION_MIN, QUESTION_MAX = 8, 200  # characters
DETAILS_MAX = 2000  # characters
ANSWER_MAX = 6000  # characters
WORD_MAX = 80  # characters
EXPLANATION_MAX = 1000  # characters
ANSWER_DAYS = 14  # until when the city promises an answer, where it says nothing else
MOST_DAYS = 90


class Background(models.Model):
    """What frames a process: its background, places, funding; a process without has no row."""

    process = models.OneToOneField(
        Process, on_delete=models.CASCADE, related_name="background", primary_key=True
    )
    text = models.TextField(_("text"), blank=True)  # Markdown
    answer_days = models.PositiveSmallIntegerField(default=ANSWER_DAYS)  # days from a question on
    venues = models.ManyToManyField(Venue, related_name="backgrounds")
    funders = models.ManyToManyField(Funder, related_name="backgrounds")
    funding_text = models.CharField(_("sentence on the funding"), max_length=500, blank=True)

    class Meta:
        db_table = "background_page"
        constraints = [
            models.CheckConstraint(
                condition=Q(answer_days__range=(1, MOST_DAYS)), name="background_answers_some_day"
            )
        ]

    def __str__(self) -> str:
        return f"background of {self.process_id}"

    def page_scopes(self) -> Iterable[str]:
        return [f"process:{self.process_id}"]


class Question(Item):
    """Asked by somebody, or set down by the team; the title is the question itself."""

    text = models.TextField(_("details"), blank=True)  # plain text
    answer = models.TextField(_("answer"), blank=True)  # Markdown
    unit = models.ForeignKey(  # None: the city as a whole
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField(null=True)  # the answer, last time
    promised_on = models.DateField(null=True)
    position = models.PositiveSmallIntegerField(null=True)  # among the frequent questions
    is_by_team = models.BooleanField(default=False)

    kind_name = "question"

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None)
                | ~Q(answer="") & Q(answered_at__isnull=False),
                name="question_answered_with_a_text",
            ),
            models.CheckConstraint(
                condition=Q(position=None) | ~Q(answer=""), name="frequent_question_is_answered"
            ),
        ]

    @property
    def is_answered(self) -> bool:
        return self.answered_at is not None


class Term(models.Model):
    """A word of the process's texts, said in plain words."""

    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="terms")
    word = models.CharField(_("term"), max_length=WORD_MAX)
    other_forms = models.CharField(_("other forms"), max_length=200, blank=True)  # with commas
    explanation = models.TextField(_("explanation"))  # plain text
    slug = models.SlugField(max_length=SLUG_LENGTH, db_index=False)

    class Meta:
        ordering = ["word", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["process", "slug"], name="one_term_of_a_name"),
            models.CheckConstraint(
                condition=~Q(word="") & ~Q(explanation=""), name="term_is_explained"
            ),
        ]

    def __str__(self) -> str:
        return self.word

    def page_scopes(self) -> Iterable[str]:
        return [f"process:{self.process_id}"]

    @property
    def anchor(self) -> str:
        """Where the explanation stands on the page."""
        return f"begriff-{self.slug}"

    @property
    def forms(self) -> list[str]:
        """The word and its other forms, as texts may hold them."""
        others = (form.strip() for form in self.other_forms.split(","))
        return [self.word, *(form for form in others if form)]


def slug_of_term(word: str) -> str:
    """Return the part of the anchor that stands for the word."""
    return slug_of(word) or "begriff"
