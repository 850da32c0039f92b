"""News is an item with a text; it belongs to a process, or to the whole city."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from faden.backbone.items.models import Item
from faden.backbone.places.models import District

LEAD_LENGTH = 300  # characters
LABEL_LENGTH = 100  # characters


class News(Item):
    """What is public of it is as public as its process; without one it is for everybody.

    Until it is published it is a draft of the team; `planned_for` says when it publishes itself.
    """

    lead = models.CharField(_("in one sentence"), max_length=LEAD_LENGTH)
    text = models.TextField(_("text"), blank=True)  # Markdown
    link_url = models.URLField(_("address of a link"), max_length=500, blank=True)
    link_label = models.CharField(_("what the link says"), max_length=LABEL_LENGTH, blank=True)
    district = models.ForeignKey(District, null=True, on_delete=models.PROTECT, related_name="news")
    planned_for = models.DateTimeField(null=True)
    changed_at = models.DateTimeField()

    kind_name = "news"

    class Meta:
        verbose_name_plural = "news"
        indexes = [
            models.Index(
                fields=["planned_for"],
                condition=Q(planned_for__isnull=False),
                name="news_planned",
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(link_url="") | ~Q(link_label=""), name="news_link_says_where_to"
            )
        ]

    @property
    def is_planned(self) -> bool:
        return self.planned_for is not None
