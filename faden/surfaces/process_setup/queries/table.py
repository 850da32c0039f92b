"""The processes of a team as rows: what runs now, what ends next, what waits."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    TextChoices,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from faden.backbone.items.models import Item, PublicCount
from faden.backbone.people.models import Person
from faden.backbone.processes.models import Phase, Process
from faden.backbone.processes.queries import processes_worked_on
from faden.backbone.processes.rules import Permission
from faden.shared.outcomes.models import Outcome
from faden.shared.outcomes.queries import contribution_kinds


class Stage(TextChoices):
    """How far a process is, for the team."""

    DRAFT = "draft", _("Draft")
    PLANNED = "planned", _("Planned")
    RUNNING = "running", _("Running")
    ENDED = "ended", _("Ended")
    ARCHIVED = "archived", _("Archived")


def processes_of_team(person: Person, *, now: datetime) -> QuerySet[Any]:
    """Return the processes somebody works for, with `stage`, `phase_now`, `next_end`, `n_waiting`.

    All of it comes with the one query of the rows.
    """
    own = Phase.objects.filter(process=OuterRef("pk"))
    running = own.filter(Q(ends_at=None) | Q(ends_at__gt=now), starts_at__lte=now)
    rows = processes_worked_on(person, now=now).select_related("unit")
    return rows.annotate(
        phase_now=Subquery(running.order_by(F("ends_at").asc(nulls_last=True)).values("name")[:1]),
        next_end=Subquery(running.exclude(ends_at=None).order_by("ends_at").values("ends_at")[:1]),
        stage=_stage(
            now, is_running=Exists(running), is_ahead=Exists(own.filter(starts_at__gt=now))
        ),
        n_waiting=_n(_contributions()) - _n(_answers()),
    )


def _stage(now: datetime, *, is_running: Exists, is_ahead: Exists) -> Case:
    return Case(
        When(archived_at__lte=now, then=Value(Stage.ARCHIVED.value)),
        When(visibility=Item.Visibility.STAFF, then=Value(Stage.DRAFT.value)),
        When(is_running, then=Value(Stage.RUNNING.value)),
        When(is_ahead, then=Value(Stage.PLANNED.value)),
        default=Value(Stage.ENDED.value),
        output_field=CharField(),
    )


def _contributions() -> QuerySet[PublicCount, Any]:
    counts = PublicCount.objects.filter(process=OuterRef("pk"), kind__in=contribution_kinds())
    return counts.order_by().values("process").annotate(all=Sum("n")).values("all")


def _answers() -> QuerySet[Outcome, Any]:
    answers = Outcome.objects.answers().filter(
        item__visibility=Item.Visibility.PUBLIC,
        item__kind__in=contribution_kinds(),
        item__process=OuterRef("pk"),
    )
    return answers.order_by().values("item__process").annotate(all=Count("pk")).values("all")


def _n(counts: QuerySet[Any, Any]) -> Coalesce:
    return Coalesce(Subquery(counts, output_field=IntegerField()), 0)


def to_be_set_up_by(person: Person, *, now: datetime) -> set[int]:
    """Return the ids of the processes that somebody may set up."""
    found = processes_worked_on(person, now=now, permission=Permission.CONFIGURE)
    return set(found.values_list("pk", flat=True))


def with_words(rows: QuerySet[Process], text: str) -> QuerySet[Process]:
    """Keep the processes in whose title all of these words stand."""
    for word in text.split():
        rows = rows.filter(title__icontains=word)
    return rows


def waiting(rows: QuerySet[Any], is_waiting: bool) -> QuerySet[Any]:  # noqa: FBT001 - as filters ask
    """Keep the processes in which contributions wait for an answer, or those without."""
    return rows.filter(n_waiting__gt=0) if is_waiting else rows.filter(n_waiting=0)
