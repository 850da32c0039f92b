"""News is an item with a text; it belongs to a process, or to the whole city."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from faden.backbone.items.models import TITLE_LENGTH, Item
from faden.backbone.places.models import District

ENGLISH = "en"
LEAD_LENGTH = 300  # characters
LABEL_LENGTH = 100  # characters


@dataclass(frozen=True)
class Words:
    """What news says in one language."""

    title: str
    lead: str
    text: str  # Markdown
    language: str


class News(Item):
    """What is public of it is as public as its process; without one it is for everybody.

    Until it is published it is a draft of the team; `planned_for` says when it publishes itself.
    """

    lead = models.CharField(_("in one sentence"), max_length=LEAD_LENGTH)
    text = models.TextField(_("text"), blank=True)  # Markdown
    link_url = models.URLField(_("address of a link"), max_length=500, blank=True)
    link_label = models.CharField(_("what the link says"), max_length=LABEL_LENGTH, blank=True)
    district = models.ForeignKey(District, null=True, on_delete=models.PROTECT, related_name="news")
    title_en = models.CharField(_("title in English"), max_length=TITLE_LENGTH, blank=True)
    lead_en = models.CharField(_("one sentence in English"), max_length=LEAD_LENGTH, blank=True)
    text_en = models.TextField(_("text in English"), blank=True)  # Markdown
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
            ),
            models.CheckConstraint(
                condition=Q(title_en="", lead_en="", text_en="") | ~Q(title_en="") & ~Q(lead_en=""),
                name="news_in_english_has_title_and_sentence",
            ),
        ]

    @property
    def words(self) -> Words:
        """What it says in the language of the page if the team wrote it in that, else as it is."""
        if self.title_en and get_language() == ENGLISH:
            return Words(self.title_en, self.lead_en, self.text_en, ENGLISH)
        return Words(self.title, self.lead, self.text, self.language)

    @property
    def is_planned(self) -> bool:
        return self.planned_for is not None
