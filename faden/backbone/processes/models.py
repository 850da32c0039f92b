"""A process, what is open in it when and to whom, its timetable, its fields, its team."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from faden.backbone.items.models import Item
from faden.backbone.people.models import Level, Person
from faden.lib.dates import city_day, day, last_day
from faden.lib.fuzzy_date import FuzzyDate, Precision
from faden.lib.text import slug_of

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def participation_levels() -> list[tuple[str, StrOrPromise]]:
    return list(Process.Participation.choices)


def phase_kinds() -> list[tuple[str, StrOrPromise]]:
    return list(Phase.Kind.choices)


def levels() -> list[tuple[int, StrOrPromise]]:
    return list(Level.choices)


def precisions() -> list[tuple[str, StrOrPromise]]:
    return list(Precision.choices)


def milestone_states() -> list[tuple[str, StrOrPromise]]:
    return list(Milestone.State.choices)


def roles() -> list[tuple[str, StrOrPromise]]:
    return list(RoleGrant.Role.choices)


class Process(Item):
    """A participation process; its parts are items with `process` set to it."""

    class Participation(models.TextChoices):
        INFORMATION = "information", _("Information")
        CONSULTATION = "consultation", _("Consultation")
        SHAPING = "shaping", _("Shaping together")
        DECIDING = "deciding", _("Deciding together")

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
    progress_percent = models.PositiveSmallIntegerField(_("progress in percent"), default=0)
    progress_meaning = models.CharField(_("what the progress measures"), max_length=200, blank=True)
    contact = models.TextField(_("contact"), blank=True)  # an office, not a person

    kind_name = "process"

    class Meta:
        db_table = "processes_process"
        constraints = [
            models.CheckConstraint(
                condition=Q(progress_percent__lte=100), name="process_progress_up_to_100"
            )
        ]


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

    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="phases")
    kind = models.CharField(_("kind"), max_length=20, choices=phase_kinds)
    name = models.CharField(_("name"), max_length=120)
    description = models.TextField(_("what happens in it"), blank=True)
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"), null=True)  # the first moment after; null: open end

    class Meta:
        ordering = ["starts_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(ends_at__gt=F("starts_at")),
                name="phase_ends_after_it_starts",
            )
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
    """A phase opens one verb on one kind of item to people from a level on."""

    phase = models.ForeignKey(Phase, on_delete=models.CASCADE, related_name="openings")
    kind = models.CharField(max_length=20)  # a name of items.kinds
    verb = models.CharField(max_length=20)  # one of the kind's verbs
    level = models.PositiveSmallIntegerField(choices=levels)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["phase", "kind", "verb"], name="one_opening_per_verb")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.verb}"


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


class RoleGrant(models.Model):
    """A person holds a role, in one process or in all, until it expires."""

    class Role(models.TextChoices):
        ADMINISTRATOR = "administrator", _("Administration")
        PROCESS_MANAGER = "process_manager", _("Process management")
        MODERATOR = "moderator", _("Moderation")
        EVALUATOR = "evaluator", _("Specialist unit")
        ON_SITE_TEAM = "on_site_team", _("On-site team")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="role_grants")
    role = models.CharField(max_length=20, choices=roles)
    process = models.ForeignKey(
        Process, null=True, on_delete=models.CASCADE, related_name="role_grants"
    )
    expires_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        db_table = "processes_role_grant"
        constraints = [
            models.UniqueConstraint(
                fields=["person", "role", "process"], name="one_grant_per_role_and_process"
            ),
            models.UniqueConstraint(  # SQLite takes two empty processes for different ones
                fields=["person", "role"], condition=Q(process=None), name="one_grant_for_all"
            ),
            models.CheckConstraint(
                condition=~Q(role="administrator") | Q(process=None),
                name="administrators_are_for_all_processes",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.person_id}"
