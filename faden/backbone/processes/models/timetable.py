"""The dated entries of a process."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from faden.backbone.items.models import Item, visibilities
from faden.backbone.processes.models.process import Process
from faden.lib.fuzzy_date import FuzzyDate, Precision

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def precisions() -> list[tuple[str, StrOrPromise]]:
    return list(Precision.choices)


def milestone_states() -> list[tuple[str, StrOrPromise]]:
    return list(Milestone.State.choices)


class Milestone(models.Model):
    """A dated entry of the process's timetable."""

    class State(models.TextChoices):
        DONE = "done", _("Done")
        CURRENT = "current", _("Under way")
        PLANNED = "planned", _("Planned")
        POSTPONED = "postponed", _("Postponed")
        CANCELLED = "cancelled", _("Cancelled")

    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="milestones")
    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("text"), blank=True)  # Markdown
    state = models.CharField(_("state"), max_length=10, choices=milestone_states)
    starts_on = models.DateField(_("date"))  # of the entry
    ends_on = models.DateField(_("until"), null=True)
    precision = models.CharField(
        _("precision"), max_length=10, choices=precisions, default=Precision.DAY
    )
    event_starts_on = models.DateField(_("the event starts on"), null=True)  # if another date
    event_ends_on = models.DateField(_("the event ends on"), null=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    links = models.JSONField(_("links"), default=list, blank=True)  # [{"label": str, "url": str}]
    visibility = models.CharField(
        _("who sees it"), max_length=10, choices=visibilities, default=Item.Visibility.PUBLIC
    )
    reason = models.CharField(  # why it was postponed or cancelled
        _("reason"), max_length=300, blank=True
    )
    was_on = models.DateField(_("original date"), null=True)  # before it was postponed
    was_until = models.DateField(null=True)
    was_precision = models.CharField(max_length=10, choices=precisions, blank=True)

    class Meta:
        ordering = ["starts_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="milestone_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(event_ends_on=None)
                | Q(event_starts_on__isnull=False, event_ends_on__gte=F("event_starts_on")),
                name="event_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["done", "current", "planned", "postponed", "cancelled"]),
                name="milestone_state",
            ),
            models.CheckConstraint(
                condition=Q(visibility__in=["public", "invited", "staff"]),
                name="milestone_visibility",
            ),
            models.CheckConstraint(
                condition=~Q(state="postponed") | Q(was_on__isnull=False),
                name="postponed_milestone_keeps_its_date",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["postponed", "cancelled"]) | ~Q(reason=""),
                name="postponed_or_cancelled_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def page_scopes(self) -> Iterable[str]:
        return [f"process:{self.process_id}"]

    @property
    def anchor(self) -> str:
        """The id of the entry's place in the process page."""
        return f"meilenstein-{self.pk}"

    @property
    def date(self) -> FuzzyDate:
        """The entry's date as people announce it."""
        return FuzzyDate(self.starts_on, Precision(self.precision), self.ends_on)

    @property
    def event_date(self) -> FuzzyDate | None:
        """When the event itself takes place, if the entry only announces it."""
        if self.event_starts_on is None:
            return None
        return FuzzyDate(self.event_starts_on, Precision.DAY, self.event_ends_on)

    @property
    def original_date(self) -> FuzzyDate | None:
        """The date that was announced before the entry was postponed."""
        if self.was_on is None:
            return None
        return FuzzyDate(self.was_on, Precision(self.was_precision), self.was_until)
