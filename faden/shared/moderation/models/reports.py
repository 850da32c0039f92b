"""What people report, and what the team decided about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from faden.backbone.items.models import Item
from faden.backbone.people.models import EMAIL_LENGTH, Person

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

REPORT_TEXT_MAX = 1000  # characters


def report_reasons() -> list[tuple[str, StrOrPromise]]:
    """Return why people report something, for fields that offer it."""
    return list(Report.Reason.choices)


def report_decisions() -> list[tuple[str, StrOrPromise]]:
    """Return what becomes of a report, for fields that offer it."""
    return list(Report.Decision.choices)


class Report(models.Model):
    """Somebody says that a contribution breaks the rules; open while `decided_at` is empty."""

    class Reason(models.TextChoices):
        THREAT = "threat", _("It threatens somebody")
        INSULT = "insult", _("It insults somebody or stirs up hatred")
        PRIVATE = "private", _("It names or shows somebody who has not agreed")
        RIGHTS = "rights", _("A text or picture in it belongs to somebody else")
        SPAM = "spam", _("It is advertising, or the same again and again")
        MISPLACED = "misplaced", _("It belongs somewhere else, such as a broken street lamp")
        OTHER = "other", _("Something else")

    class Decision(models.TextChoices):
        DISMISSED = "dismissed", _("It stays as it is")
        WARNED = "warned", _("It stays, and whoever wrote it was reminded of the rules")
        REDACTED = "redacted", _("A passage was made unreadable")
        HIDDEN = "hidden", _("It is not shown any more")

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="reports")
    reason = models.CharField(_("reason"), max_length=12, choices=report_reasons)
    text = models.CharField(_("what is wrong"), max_length=REPORT_TEXT_MAX, blank=True)
    reporter = models.ForeignKey(
        Person, null=True, on_delete=models.SET_NULL, related_name="reports"
    )
    email = models.EmailField(  # of somebody without an account; blank once they are answered
        _("e-mail address"), max_length=EMAIL_LENGTH, blank=True
    )
    language = models.CharField(max_length=10, default="de")  # in which they are answered
    created_at = models.DateTimeField()
    decision = models.CharField(max_length=10, choices=report_decisions, blank=True)
    explanation = models.CharField(max_length=1000, blank=True)  # the reporter reads it
    decided_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["item", "created_at"],
                condition=Q(decided_at=None),
                name="open_reports_by_item",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "reporter"],
                condition=Q(decided_at=None, reporter__isnull=False),
                name="one_open_report_per_person",
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None, decision="")
                | Q(decided_at__isnull=False, email="") & ~Q(decision=""),
                name="report_is_open_or_decided",
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None) | Q(decided_at__gte=F("created_at")),
                name="report_is_decided_after_it_came",
            ),
        ]

    def __str__(self) -> str:
        return f"report of {self.item_id}"
