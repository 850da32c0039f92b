"""Walls of idea cards, series of printed cards, and the running numbers of all of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from faden.backbone.items.models import Item, Origin, channels
from faden.backbone.people.models import Person
from faden.backbone.processes.models import Process
from faden.participation.ideas.models import Idea

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

PLACE_LENGTH = 120  # as that of Origin


def sizes() -> list[tuple[str, StrOrPromise]]:
    """Return the sizes of cards, for fields that offer them."""
    return list(Series.Size.choices)


class Wall(Item):
    """Where cards of a process are collected: a wall, a stand, the stop of a mobile office.

    Its title is the place of origin of the contributions that were entered from it.
    """

    channel = models.CharField(
        _("origin"), max_length=20, choices=channels, default=Origin.Channel.IDEA_WALL
    )

    kind_name = "wall"

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(channel="online"), name="wall_is_not_online")
        ]


class Series(models.Model):
    """Cards that are printed together; their numbers follow each other."""

    class Size(models.TextChoices):
        A6 = "a6", _("Card A6, four on a sheet A4")
        A5 = "a5", _("Card A5, two on a sheet A4")
        SLIP = "slip", _("Receipt slips, eight on a sheet A4")

    process = models.ForeignKey(Process, on_delete=models.PROTECT, related_name="card_series")
    wall = models.ForeignKey(Wall, null=True, on_delete=models.PROTECT, related_name="series")
    size = models.CharField(_("size"), max_length=4, choices=sizes, default=Size.A6)
    question = models.CharField(_("question on the card"), max_length=120, blank=True)
    first_number = models.PositiveIntegerField()
    n_cards = models.PositiveSmallIntegerField()
    made_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-made_at", "-pk"]
        verbose_name_plural = "series"
        constraints = [
            models.CheckConstraint(condition=Q(n_cards__gte=1), name="series_has_cards"),
        ]

    def __str__(self) -> str:
        return f"{self.first_number} to {self.last_number}"

    @property
    def last_number(self) -> int:
        return self.first_number + self.n_cards - 1

    def page_scopes(self) -> Iterable[str]:
        return [f"process:{self.process_id}"]


class Card(models.Model):
    """A number that somebody has in the hand; no other contribution of any process has it."""

    number = models.PositiveIntegerField(unique=True)
    process = models.ForeignKey(Process, on_delete=models.PROTECT, related_name="cards")
    series = models.ForeignKey(Series, null=True, on_delete=models.PROTECT, related_name="cards")
    item = models.OneToOneField(Item, null=True, on_delete=models.SET_NULL, related_name="card")
    entered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(item=None) | Q(entered_at__isnull=False), name="entered_card_has_a_time"
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)


class Likeness(models.Model):
    """Two ideas that may say the same, found when the first was entered for somebody."""

    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="likenesses")
    other = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="+")
    found_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)  # the team looked at the two

    class Meta:
        ordering = ["-found_at", "-pk"]
        verbose_name_plural = "likenesses"
        constraints = [
            models.UniqueConstraint(fields=["idea", "other"], name="one_likeness_per_pair"),
            models.CheckConstraint(
                condition=~Q(idea=models.F("other")), name="nothing_is_like_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.idea_id} is like {self.other_id}"

    def page_scopes(self) -> Iterable[str]:
        return []
