"""A comment is an item that is part of the item it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from faden.backbone.items.models import Item

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

TEXT_MAX = 3000  # characters, as handed in here; imported comments may be longer


def stances() -> list[tuple[str, StrOrPromise]]:
    """Return the stances for fields that offer them."""
    return list(Comment.Stance.choices)


class Comment(Item):
    class Stance(models.TextChoices):
        FOR = "for", _("For")
        AGAINST = "against", _("Against")
        NEUTRAL = "neutral", _("Without a stance")

    text = models.TextField(_("text"))  # plain text
    stance = models.CharField(_("stance"), max_length=10, choices=stances, default=Stance.NEUTRAL)
    in_reply_to = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="replies"
    )
    is_by_team = models.BooleanField(default=False)  # written for the city

    kind_name = "comment"

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(stance__in=["for", "against", "neutral"]), name="comment_stance"
            )
        ]
