"""The verdict on a contribution with its reason, for many at once; drafts until it is released."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from faden.backbone.items.models import Item
from faden.backbone.people.models import EMAIL_LENGTH, Person
from faden.backbone.processes.models import Milestone, Process

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

BODY_LENGTH = 150  # characters
REASON_LENGTH = 4000
QUESTION_LENGTH = 1000


def outcomes() -> list[tuple[str, StrOrPromise]]:
    """Return the words of the answer for fields that offer them."""
    return list(Outcome.Code.choices)


def draft_states() -> list[tuple[str, StrOrPromise]]:
    return list(Draft.State.choices)


class Answering(models.Model):
    """One act of answering: the same words for one contribution or for many of a process."""

    process = models.ForeignKey(Process, on_delete=models.PROTECT, related_name="answerings")
    is_by_two = models.BooleanField(default=False)  # a second person released it
    released_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)  # the authors; from then on it stays
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(told_at=None) | Q(taken_back_at=None),
                name="what_was_told_is_not_taken_back",
            )
        ]

    def __str__(self) -> str:
        return f"answering {self.pk}"

    def page_scopes(self) -> Iterable[str]:
        return ["site", f"process:{self.process_id}"]


class OutcomeQuerySet(models.QuerySet["Outcome"]):
    def answers(self) -> Self:
        """Keep the answers that hold; an interim notice is none."""
        return self.filter(is_current=True).exclude(code=Outcome.INTERIM)


class Outcome(models.Model):
    """What becomes of a contribution. A newer one replaces it visibly; nothing is overwritten."""

    class Code(models.TextChoices):
        IMPLEMENTED = "implemented", _("Will be implemented")
        PARTLY = "partly", _("Will be implemented in part")
        EXISTS = "exists", _("Exists already")
        CONTINUED = "continued", _("Is taken further")
        STORED = "stored", _("Kept for later")
        DECLINED = "declined", _("Will not be implemented")
        FORWARDED = "forwarded", _("Not in our hands, forwarded")
        NOTED = "noted", _("Noted")
        ADOPTED = "adopted", _("Adopted")
        PARTLY_ADOPTED = "partly_adopted", _("Adopted in part")
        CONTAINED = "contained", _("Contained already")
        NOT_ADOPTED = "not_adopted", _("Not adopted")
        CHECKED = "checked", _("Is being checked")

    INTERIM: ClassVar[str] = Code.CHECKED  # a notice with a date; it never counts as an answer

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="outcomes")
    code = models.CharField(_("outcome"), max_length=20, choices=outcomes)
    reason = models.TextField(_("reason"), blank=True)  # plain text
    unit = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="outcomes")
    body = models.CharField(max_length=BODY_LENGTH, blank=True)  # where it goes on, or to whom
    until = models.DateField(_("until"), null=True)  # of an interim notice
    decided_on = models.DateField(_("date"))
    replaces = models.OneToOneField(
        "self", null=True, on_delete=models.PROTECT, related_name="replaced_by"
    )
    is_current = models.BooleanField(default=True)
    created_at = models.DateTimeField()
    answering = models.ForeignKey(
        Answering, null=True, on_delete=models.PROTECT, related_name="outcomes"
    )
    taken_back_at = models.DateTimeField(null=True)  # what it replaced holds again

    objects = OutcomeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["item"], condition=Q(is_current=True), name="one_current_outcome_per_item"
            ),
            models.CheckConstraint(
                condition=Q(code__in=["implemented", "adopted"]) | ~Q(reason=""),
                name="outcome_has_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(code__in=["continued", "forwarded"]) | ~Q(body=""),
                name="outcome_names_where_it_goes",
            ),
            models.CheckConstraint(
                condition=Q(code="checked", until__isnull=False)
                | ~Q(code="checked") & Q(until=None),
                name="interim_notice_has_a_date",
            ),
            models.CheckConstraint(
                condition=Q(taken_back_at=None) | Q(is_current=False, replaces=None),
                name="outcome_taken_back_holds_no_more",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} for {self.item_id}"

    def page_scopes(self) -> Iterable[str]:
        return ["site", *self.item.page_scopes()]

    @property
    def is_answer(self) -> bool:
        """Whether it counts as an answer; an interim notice does not."""
        return self.code != self.INTERIM


class Draft(models.Model):
    """An answer that is not released yet."""

    class State(models.TextChoices):
        OPEN = "open", _("Being written")
        HANDED_IN = "handed_in", _("Waits for release")
        RELEASED = "released", _("Released as the answer")
        DROPPED = "dropped", _("Dropped")

    process = models.ForeignKey(Process, on_delete=models.PROTECT, related_name="answer_drafts")
    items = models.ManyToManyField(Item, related_name="drafts_of_answers")
    state = models.CharField(max_length=10, choices=draft_states, default=State.OPEN)
    code = models.CharField(max_length=20, choices=outcomes, blank=True)
    reason = models.TextField(blank=True)
    body = models.CharField(max_length=BODY_LENGTH, blank=True)
    until = models.DateField(null=True)
    unit = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    question = models.TextField(blank=True)  # what a colleague is asked
    due_on = models.DateField(null=True)
    written_by = models.ForeignKey(  # of the team; empty: a colleague by the link
        Person, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField()
    handed_in_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    answering = models.OneToOneField(
        Answering, null=True, on_delete=models.PROTECT, related_name="draft"
    )

    class Meta:
        indexes = [
            models.Index(
                fields=["process", "state"], condition=Q(settled_at=None), name="drafts_open"
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["open", "handed_in"], settled_at=None)
                | Q(state__in=["released", "dropped"], settled_at__isnull=False),
                name="draft_is_settled_once",
            ),
            models.CheckConstraint(
                condition=~Q(state="released") | Q(answering__isnull=False),
                name="released_draft_has_its_answering",
            ),
        ]

    def __str__(self) -> str:
        return f"draft {self.pk}"


class DraftLink(models.Model):
    """A colleague without account writes the draft by a link, until it expires."""

    draft = models.OneToOneField(
        Draft, on_delete=models.CASCADE, related_name="link", primary_key=True
    )
    key = models.CharField(max_length=64, unique=True)  # SHA-256 of what stands in the link
    email = models.EmailField(_("e-mail address"), max_length=EMAIL_LENGTH)
    expires_at = models.DateTimeField()

    class Meta:
        db_table = "outcomes_draft_link"

    def __str__(self) -> str:
        return f"link to draft {self.draft_id}"


class Promise(models.Model):
    """By when the city promised answers: an entry of the timetable, which keeps the old dates."""

    process = models.OneToOneField(
        Process, on_delete=models.CASCADE, related_name="answer_promise", primary_key=True
    )
    milestone = models.OneToOneField(Milestone, on_delete=models.CASCADE, related_name="+")
    told_on = models.DateField(null=True)  # the promised day that passed, when the team was told

    def __str__(self) -> str:
        return f"promise of {self.process_id}"
