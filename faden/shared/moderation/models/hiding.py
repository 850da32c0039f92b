"""Why something is not shown any more, and whether it was shown again."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from faden.backbone.items.models import Item
from faden.backbone.people.models import Person


class Hiding(models.Model):
    """An item was hidden for a reason; open while `shown_again_at` is empty."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="hidings")
    reason = models.CharField(_("reason"), max_length=1000)
    visibility_before = models.CharField(max_length=10)
    hidden_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    hidden_at = models.DateTimeField()
    shown_again_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["item"], condition=Q(shown_again_at=None), name="one_open_hiding_per_item"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="hiding_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"hiding of {self.item_id}"

    def page_scopes(self) -> Iterable[str]:
        return self.item.page_scopes()
