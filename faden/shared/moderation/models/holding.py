"""Contributions that the team looks at before they are published."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from faden.backbone.items.models import Item
from faden.backbone.people.models import Person

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def hold_decisions() -> list[tuple[str, StrOrPromise]]:
    """Return how it ends that something waits, for fields that offer it."""
    return list(Hold.Decision.choices)


class Hold(models.Model):
    """An item waits for a look of the team; open while `decided_at` is empty."""

    class Decision(models.TextChoices):
        RELEASED = "released", _("Released")
        REFUSED = "refused", _("Not published")
        WITHDRAWN = "withdrawn", _("Withdrawn by its author")

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="holds")
    held_at = models.DateTimeField()
    decision = models.CharField(max_length=10, choices=hold_decisions, blank=True)
    reason = models.CharField(_("reason"), max_length=1000, blank=True)  # the author reads it
    decided_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["held_at", "id"], condition=Q(decided_at=None), name="holds_by_age"
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["item"], condition=Q(decided_at=None), name="one_open_hold_per_item"
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None, decision="")
                | Q(decided_at__isnull=False, decision__in=["released", "refused", "withdrawn"]),
                name="hold_is_open_or_decided",
            ),
            models.CheckConstraint(
                condition=~Q(decision="refused") | ~Q(reason=""), name="refused_for_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"hold of {self.item_id}"

    @property
    def is_open(self) -> bool:
        return self.decided_at is None

    def page_scopes(self) -> Iterable[str]:
        return self.item.page_scopes()
