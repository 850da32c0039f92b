"""What is open in a process when, and to whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from faden.backbone.items.models import Item, visibilities
from faden.backbone.people.models import Level
from faden.backbone.places.models import District
from faden.backbone.processes.models.pauses import Pause
from faden.backbone.processes.models.process import Process, minimum_ages
from faden.lib.dates import city_day, day, last_day
from faden.lib.fuzzy_date import FuzzyDate, Precision

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def phase_kinds() -> list[tuple[str, StrOrPromise]]:
    return list(Phase.Kind.choices)


def moderations() -> list[tuple[str, StrOrPromise]]:
    return list(Phase.Moderation.choices)


def levels() -> list[tuple[int, StrOrPromise]]:
    return list(Level.choices)


class Phase(models.Model):
    """A stretch of time [starts_at, ends_at) in which verbs are open."""

    class Kind(models.TextChoices):
        INFORMATION = "information", _("Information")
        DIALOGUE = "dialogue", _("Dialogue")
        VOTE = "vote", _("Vote")
        EVENT = "event", _("Event")
        EVALUATION = "evaluation", _("Evaluation")
        REVIEW = "review", _("Public review")
        DECISION = "decision", _("Decision")
        IMPLEMENTATION = "implementation", _("Implementation")

    class Moderation(models.TextChoices):
        GUESTS = "guests", _("After a look by the team, where somebody has no account")
        ALL = "all", _("After a look by the team, always")
        NONE = "none", _("At once, always")

    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="phases")
    kind = models.CharField(_("kind"), max_length=20, choices=phase_kinds)
    name = models.CharField(_("name"), max_length=120)
    description = models.TextField(_("what happens in it"), blank=True)
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"), null=True)  # the first moment after; null: open end
    visibility = models.CharField(
        _("who sees it"), max_length=10, choices=visibilities, default=Item.Visibility.PUBLIC
    )
    moderation = models.CharField(
        _("when contributions are published"),
        max_length=10,
        choices=moderations,
        default=Moderation.GUESTS,
    )
    hides_ratings = models.BooleanField(_("counts are hidden until it ends"), default=False)

    class Meta:
        ordering = ["starts_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(ends_at__gt=F("starts_at")),
                name="phase_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(visibility__in=["public", "invited", "staff"]), name="phase_visibility"
            ),
            models.CheckConstraint(
                condition=Q(hides_ratings=False) | Q(ends_at__isnull=False),
                name="hidden_counts_are_shown_one_day",
            ),
            models.CheckConstraint(
                condition=Q(moderation__in=["guests", "all", "none"]), name="phase_moderation"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def page_scopes(self) -> Iterable[str]:
        return ["site", f"process:{self.process_id}"]

    @property
    def days(self) -> str:
        """From when until when, in words; the last day is the one before `ends_at`."""
        if self.ends_at is None:
            return gettext("from %(day)s") % {"day": day(self.starts_at)}
        return str(FuzzyDate(city_day(self.starts_at), Precision.DAY, last_day(self.ends_at)))


class Opening(models.Model):
    """A phase opens one verb on one kind of item to people from a level on.

    Without districts it is open to people of all of them.
    """

    phase = models.ForeignKey(Phase, on_delete=models.CASCADE, related_name="openings")
    kind = models.CharField(max_length=20)  # a name of items.kinds
    verb = models.CharField(max_length=20)  # one of the kind's verbs
    level = models.PositiveSmallIntegerField(choices=levels)
    minimum_age = models.PositiveSmallIntegerField(choices=minimum_ages, default=0)  # years
    districts = models.ManyToManyField(District, related_name="+")

    pause: Pause | None = None  # of its process or the site, the one that ends last; by `queries`

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["phase", "kind", "verb"], name="one_opening_per_verb"),
            models.CheckConstraint(condition=Q(level__in=[0, 1, 2]), name="opening_level_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.verb}"

    @cached_property
    def district_names(self) -> Mapping[int, str]:
        """`{district_id: name}` of those for whose people it is open; `queries` fill it in."""
        return {district.pk: district.name for district in self.districts.all()}
