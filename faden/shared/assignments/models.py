"""Work for an office: an item, what to do with it, by when. Never for an employee."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from faden.backbone.items.models import Item
from faden.backbone.people.models import Person

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

NOTE_LENGTH = 300  # characters


def topics() -> list[tuple[str, StrOrPromise]]:
    """Return what can be assigned, for fields that offer it."""
    return list(Assignment.Topic.choices)


class Assignment(models.Model):
    """An office takes care of an item until a day; open while `closed_at` is empty."""

    class Topic(models.TextChoices):
        ANSWER = "answer", _("Answer the contribution")
        REPORT = "report", _("Check the report")
        QUESTION = "question", _("Answer the question")
        SUGGESTION = "suggestion", _("Answer suggestions of participation")

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="assignments")
    unit = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="assignments")
    topic = models.CharField(_("what to do"), max_length=10, choices=topics)
    due_on = models.DateField(_("due on"))
    note = models.CharField(_("note"), max_length=NOTE_LENGTH, blank=True)
    created_at = models.DateTimeField()  # or when it went to another office
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["item", "topic"],
                condition=Q(closed_at=None),
                name="one_open_assignment_per_item_and_topic",
            ),
            models.CheckConstraint(
                condition=Q(topic__in=["answer", "report", "question", "suggestion"]),
                name="assignment_topic",
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_on", "id"], condition=Q(closed_at=None), name="assignments_open"
            )
        ]

    def __str__(self) -> str:
        return f"{self.topic} {self.item_id} by {self.due_on}"


class Absence(models.Model):
    """An office cannot be reached on these days; its deputy does its work."""

    unit = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="absences")
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"))  # the last day

    class Meta:
        ordering = ["starts_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="absence_ends_after_it_starts"
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} from {self.starts_on} to {self.ends_on}"


class Membership(models.Model):
    """Somebody of the team works in an office, as they say themselves; it gives no right."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="offices")
    unit = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "unit"], name="one_membership_per_office")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.unit_id}"


class MailHours(models.Model):
    """Between which hours of a working day offices get their mail. One row; its key is 1."""

    starts_at = models.PositiveSmallIntegerField(_("not before"), default=8)  # hour of the day
    ends_at = models.PositiveSmallIntegerField(_("not after"), default=16)

    class Meta:
        db_table = "assignments_mail_hours"
        constraints = [
            models.CheckConstraint(condition=Q(id=1), name="one_row_of_mail_hours"),
            models.CheckConstraint(
                condition=Q(starts_at__lt=F("ends_at"), ends_at__lte=24),
                name="mail_hours_are_of_one_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.starts_at} to {self.ends_at}"

    def page_scopes(self) -> Iterable[str]:
        return []


class Digest(models.Model):
    """The mail that an office got on a day: there is no second one."""

    unit = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    day = models.DateField()
    sent_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "day"], name="one_mail_per_office_and_day")
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} on {self.day}"
