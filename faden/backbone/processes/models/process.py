"""A process, its participation concept, its fields of action."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from faden.backbone.items.models import Item
from faden.backbone.people.models import Person
from faden.lib.text import slug_of

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def participation_levels() -> list[tuple[str, StrOrPromise]]:
    return list(Process.Participation.choices)


def deciders() -> list[tuple[str, StrOrPromise]]:
    return list(Process.Decider.choices)


def progress_bases() -> list[tuple[str, StrOrPromise]]:
    return list(Process.ProgressBasis.choices)


def rating_modes() -> list[tuple[str, StrOrPromise]]:
    return list(Process.RatingMode.choices)


def minimum_ages() -> list[tuple[int, StrOrPromise]]:
    """Return the ages from which people may take part, in years; 0 stands for any age."""
    return [(0, _("For people of any age")), *((age, str(age)) for age in (10, 12, 14, 16, 18))]


class Process(Item):
    """A participation process; its parts are items with `process` set to it."""

    class Participation(models.TextChoices):
        INFORMATION = "information", _("Information")
        CONSULTATION = "consultation", _("Consultation")
        SHAPING = "shaping", _("Shaping together")
        DECIDING = "deciding", _("Deciding together")

    class Decider(models.TextChoices):
        OFFICE = "office", _("An office of the city")
        COMMITTEE = "committee", _("A committee")
        COUNCIL = "council", _("The council")

    class ProgressBasis(models.TextChoices):
        BY_HAND = "by_hand", _("Set by hand")
        MILESTONES = "milestones", _("Computed from the milestones")

    class RatingMode(models.TextChoices):
        UP_DOWN = "up_down", _("In favour and against")
        UP_ONLY = "up_only", _("In favour only")

    item = models.OneToOneField(  # named, because every item has a `process` of its own
        Item,
        on_delete=models.CASCADE,
        parent_link=True,
        primary_key=True,
        related_name="as_process",
    )
    summary = models.CharField(_("one sentence"), max_length=300)
    description = models.TextField(_("what it is about"), blank=True)  # Markdown
    participation = models.CharField(
        _("level of participation"), max_length=20, choices=participation_levels
    )
    can_influence = models.TextField(_("what people can influence"), blank=True)
    is_fixed = models.TextField(_("what is already fixed"), blank=True)
    who_decides = models.TextField(_("who decides"), blank=True)
    answer_by = models.TextField(_("by when there is an answer"), blank=True)
    with_results = models.TextField(_("what happens with the results"), blank=True)
    groups_involved = models.JSONField(_("who takes part"), default=list, blank=True)  # [str]
    progress_basis = models.CharField(
        _("basis of the progress"),
        max_length=12,
        choices=progress_bases,
        default=ProgressBasis.BY_HAND,
    )
    progress_percent = models.PositiveSmallIntegerField(_("progress in percent"), default=0)
    progress_meaning = models.CharField(_("what the progress measures"), max_length=200, blank=True)
    unit = models.ForeignKey(  # an office, not a person; Person.unit says how to reach it
        Person, null=True, on_delete=models.PROTECT, related_name="processes_in_charge"
    )
    decided_by = models.CharField(
        _("who decides"), max_length=10, choices=deciders, default=Decider.COUNCIL
    )
    is_binding = models.BooleanField(_("the result binds"), default=False)  # else it advises
    minimum_age = models.PositiveSmallIntegerField(
        _("minimum age"), choices=minimum_ages, default=0
    )
    rating_mode = models.CharField(
        _("rating"), max_length=10, choices=rating_modes, default=RatingMode.UP_DOWN
    )
    edit_minutes = models.PositiveIntegerField(  # null: until the phase ends; 0: never
        _("minutes in which an idea can be edited"), null=True, default=60
    )
    keeps_from_search_engines = models.BooleanField(
        _("contributions with a name are kept from search engines"), default=False
    )
    requires_concept = models.BooleanField(_("needs a participation concept"), default=False)
    is_released_by_two = models.BooleanField(  # no answer of the city without a second person
        _("a second person releases answers"), default=False
    )
    template = models.CharField(max_length=60, blank=True)  # the template it was made from
    archived_at = models.DateTimeField(null=True)

    kind_name = "process"

    class Meta:
        db_table = "processes_process"
        constraints = [
            models.CheckConstraint(
                condition=Q(progress_percent__lte=100), name="process_progress_up_to_100"
            ),
            models.CheckConstraint(
                condition=Q(progress_basis__in=["by_hand", "milestones"]),
                name="process_progress_basis",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__in=["office", "committee", "council"]),
                name="process_decider",
            ),
            models.CheckConstraint(
                condition=Q(rating_mode__in=["up_down", "up_only"]), name="process_rating_mode"
            ),
        ]


class Concept(models.Model):
    """The participation concept (Beteiligungskonzept) of a process.

    Its public part is `Process.with_results`.
    """

    process = models.OneToOneField(
        Process, on_delete=models.CASCADE, related_name="concept", primary_key=True
    )
    aims = models.TextField(_("subject, aims and frame"), blank=True)
    responsible = models.TextField(_("who is responsible"), blank=True)
    target_groups = models.TextField(_("target groups and ways to reach them"), blank=True)
    course = models.TextField(_("course and moderation"), blank=True)
    evaluation = models.TextField(_("evaluation"), blank=True)
    resources = models.TextField(_("time and budget"), blank=True)

    class Meta:
        db_table = "processes_concept"

    def __str__(self) -> str:
        return f"concept of {self.process_id}"

    def page_scopes(self) -> Iterable[str]:
        return [f"process:{self.process_id}"]


class ActionField(models.Model):
    """A field of action (Handlungsfeld) of one process; to citizens also a topic."""

    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="action_fields")
    name = models.CharField(_("name"), max_length=100)
    slug = models.SlugField(max_length=60)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        db_table = "processes_action_field"
        ordering = ["position", "name"]
        constraints = [
            models.UniqueConstraint(fields=["process", "slug"], name="one_field_per_slug")
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.slug = self.slug or slug_of(self.name)
        super().save(*args, **kwargs)

    def page_scopes(self) -> Iterable[str]:
        return [f"process:{self.process_id}"]
