"""What people report."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet, Subquery

from faden.backbone.items.models import Item
from faden.backbone.people.models import Person
from faden.backbone.processes.queries import processes_worked_on
from faden.backbone.processes.rules import Permission
from faden.shared.moderation.models import Report


def open_reports(item: Item) -> QuerySet[Report]:
    """Return what is reported of the item and not decided, the oldest first."""
    found = Report.objects.filter(item_id=item.pk, decided_at=None)
    return found.select_related("reporter").order_by("created_at", "pk")


def was_reviewed(item: Item) -> bool:
    """Return whether the team has decided a report of a threat in it before."""
    decided = Report.objects.filter(item_id=item.pk, decided_at__isnull=False)
    return decided.filter(reason=Report.Reason.THREAT).exists()


def reported(person: Person, *, now: datetime) -> QuerySet[Item]:
    """Return the items with open reports that the person moderates, threats first.

    Each with `n_reports`, `reported_at` (of the oldest) and `is_threat`.
    """
    moderated = processes_worked_on(person, now=now, permission=Permission.MODERATE)
    waiting = Report.objects.filter(item=OuterRef("pk"), decided_at=None)
    threats = waiting.filter(reason=Report.Reason.THREAT)
    counted = waiting.order_by().values("item").annotate(n=Count("pk"), since=Min("created_at"))
    items = Item.objects.filter(Exists(waiting), process__in=moderated.values("pk"))
    return items.select_related("process", "author").annotate(
        n_reports=Subquery(counted.values("n")),
        reported_at=Subquery(counted.values("since")),
        is_threat=Exists(threats),
    )


def n_reported(processes: Iterable[Item]) -> dict[int, int]:
    """Return `{process_id: number of contributions with open reports}`, none where there is 0."""
    is_here = Q(item__process__in=[process.pk for process in processes])
    waiting = Report.objects.filter(is_here, decided_at=None).order_by()
    rows = waiting.values("item__process").annotate(n=Count("item", distinct=True))
    return {row["item__process"] or 0: row["n"] for row in rows}
