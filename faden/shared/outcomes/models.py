"""The one verdict on a contribution, with its reason."""

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


def outcomes() -> list[tuple[str, StrOrPromise]]:
    """Return the words of the answer for fields that offer them."""
    return list(Outcome.Code.choices)


class Outcome(models.Model):
    """What becomes of a contribution. A newer one replaces it visibly; nothing is overwritten."""

    class Code(models.TextChoices):
        IMPLEMENTED = "implemented", _("Will be implemented")
        PARTLY = "partly", _("Will be implemented in part")
        EXISTS = "exists", _("Exists already")
        CONTINUED = "continued", _("Is taken further in …")
        STORED = "stored", _("Kept for later")
        DECLINED = "declined", _("Will not be implemented")
        FORWARDED = "forwarded", _("Not in our hands, forwarded to …")
        NOTED = "noted", _("Noted")

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="outcomes")
    code = models.CharField(_("outcome"), max_length=20, choices=outcomes)
    reason = models.TextField(_("reason"), blank=True)  # plain text
    unit = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="outcomes")
    body = models.CharField(max_length=150, blank=True)  # where it goes on, or to whom it went
    decided_on = models.DateField(_("date"))
    replaces = models.OneToOneField(
        "self", null=True, on_delete=models.PROTECT, related_name="replaced_by"
    )
    is_current = models.BooleanField(default=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["item"], condition=Q(is_current=True), name="one_current_outcome_per_item"
            ),
            models.CheckConstraint(
                condition=Q(code="implemented") | ~Q(reason=""), name="outcome_has_a_reason"
            ),
            models.CheckConstraint(
                condition=~Q(code__in=["continued", "forwarded"]) | ~Q(body=""),
                name="outcome_names_where_it_goes",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} for {self.item_id}"

    def page_scopes(self) -> Iterable[str]:
        return ["site", *self.item.page_scopes()]
