"""An undertaking of the city: what, where, who, how far, when, and whether people take part."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from faden.backbone.items.models import Item
from faden.backbone.people.models import Person
from faden.backbone.places.models import COORDINATES, District
from faden.backbone.processes.models import Process, precisions
from faden.lib.fuzzy_date import FuzzyDate, Precision

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SUMMARY_LENGTH = 600  # characters
NOTE_LENGTH = 600  # characters
LINE_LENGTH = 200  # characters


def stages() -> list[tuple[str, StrOrPromise]]:
    """Return how far an undertaking can be, for fields that offer it."""
    return list(Undertaking.Stage.choices)


def participations() -> list[tuple[str, StrOrPromise]]:
    """Return whether people take part, for fields that offer it."""
    return list(Undertaking.Participation.choices)


class Undertaking(Item):
    """One entry of the list; until it is published it is a draft of the team."""

    class Stage(models.TextChoices):
        CONSIDERED = "considered", _("Being considered")
        PLANNED = "planned", _("In planning")
        DECIDED = "decided", _("Decided")
        RUNNING = "running", _("Being carried out")
        DONE = "done", _("Finished")
        RESTING = "resting", _("Resting")
        DROPPED = "dropped", _("Not pursued further")

    class Participation(models.TextChoices):
        PLANNED = "planned", _("People can take part")
        OPEN = "open", _("Not decided yet whether people can take part")
        NONE = "none", _("No participation")

    summary = models.CharField(_("short description"), max_length=SUMMARY_LENGTH)
    text = models.TextField(_("more about it"), blank=True)  # Markdown
    next_step = models.CharField(_("next step"), max_length=300, blank=True)
    area = models.CharField(_("place in words"), max_length=LINE_LENGTH, blank=True)
    districts = models.ManyToManyField(District, related_name="undertakings")  # none: whole city
    unit = models.ForeignKey(  # an office; Person.unit says how to reach it
        Person, on_delete=models.PROTECT, related_name="undertakings"
    )
    stage = models.CharField(_("state"), max_length=12, choices=stages)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    precision = models.CharField(max_length=10, choices=precisions, default=Precision.YEAR)
    cost_eur = models.PositiveBigIntegerField(_("cost in euros"), null=True)  # EUR
    cost_note = models.CharField(_("about the cost"), max_length=LINE_LENGTH, blank=True)
    participation = models.CharField(_("participation"), max_length=10, choices=participations)
    participation_note = models.CharField(_("how, or why not"), max_length=NOTE_LENGTH, blank=True)
    participation_in = models.ForeignKey(
        Process, null=True, on_delete=models.PROTECT, related_name="undertakings"
    )
    latitude = models.FloatField(null=True)  # WGS84 degrees
    longitude = models.FloatField(null=True)
    changed_at = models.DateTimeField()

    kind_name = "undertaking"

    class Meta:
        indexes = [models.Index(fields=["-changed_at"], name="undertakings_changed")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(participation="none") | ~Q(participation_note=""),
                name="undertaking_says_why_nobody_takes_part",
            ),
            models.CheckConstraint(
                condition=Q(participation_in=None) | Q(participation="planned"),
                name="undertaking_with_process_has_participation",
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(starts_on__isnull=False, ends_on__gte=F("starts_on")),
                name="undertaking_ends_after_it_starts",
            ),
            models.CheckConstraint(condition=~Q(summary=""), name="undertaking_has_a_summary"),
            models.CheckConstraint(condition=COORDINATES, name="undertaking_coordinates_are_wgs84"),
        ]

    @property
    def period(self) -> FuzzyDate | None:
        """When it is carried out, as exactly as it is known."""
        if self.starts_on is None:
            return None
        return FuzzyDate(self.starts_on, Precision(self.precision), self.ends_on)

    @property
    def when(self) -> str:
        """When it is carried out, in words: "ab 2026" where no end is known."""
        return in_words(self.period)


class Reply(models.Model):
    """What the city says to suggestions that people can take part. Everybody reads it."""

    undertaking = models.ForeignKey(Undertaking, on_delete=models.CASCADE, related_name="replies")
    unit = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(_("answer"))  # plain text
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name_plural = "replies"
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="reply_has_a_text")]

    def __str__(self) -> str:
        return f"on {self.undertaking_id}"

    def page_scopes(self) -> Iterable[str]:
        return self.undertaking.page_scopes()


class Suggestion(models.Model):
    """Somebody wants that people can take part. Only the city reads the text."""

    undertaking = models.ForeignKey(
        Undertaking, on_delete=models.CASCADE, related_name="suggestions"
    )
    author = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    text = models.TextField(_("suggestion"))  # plain text
    created_at = models.DateTimeField()
    reply = models.ForeignKey(  # None: it waits
        Reply, null=True, on_delete=models.PROTECT, related_name="suggestions"
    )

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="suggestion_has_a_text")]

    def __str__(self) -> str:
        return f"on {self.undertaking_id}"

    def page_scopes(self) -> Iterable[str]:
        return self.undertaking.page_scopes()


def in_words(period: FuzzyDate | None) -> str:
    """Return the time in words; without an end it is said to begin then."""
    if period is None:
        return ""
    if period.until is None:
        return gettext("from %(start)s on") % {"start": period}
    return str(period)
