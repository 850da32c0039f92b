"""What waits for a look of the team."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime

from django.db.models import Count, QuerySet

from faden.backbone.items.models import Item
from faden.backbone.items.queries import text_of
from faden.backbone.people.models import Person
from faden.backbone.processes.queries import openings_of, processes_worked_on, standing
from faden.backbone.processes.rules import Permission
from faden.shared.moderation import rules
from faden.shared.moderation.models import Hold

MARK_LENGTH = 16  # characters


def must_wait(
    process: Item, kind_name: str, *, verb: str, person: Person | None, now: datetime
) -> bool:
    """Return whether what the person hands in now waits for a look of the team."""
    asking = standing(person, process.pk, now=now)
    return rules.must_wait(openings_of(process), kind_name=kind_name, verb=verb, standing=asking)


def last_hold(item: Item) -> Hold | None:
    """Return why the item waits or waited, or None if it never did."""
    return Hold.objects.filter(item_id=item.pk).order_by("-pk").first()


def last_decisions(items: Iterable[Item]) -> dict[int, str]:
    """Return `{item_id: decision}` of the last time that each waited, empty while it does."""
    holds = Hold.objects.filter(item__in=[item.pk for item in items]).order_by("pk")
    return dict(holds.values_list("item_id", "decision"))


def mark_of_words(item: Item) -> str:
    """Return a mark that changes with what the item says."""
    said = f"{item.title}\n{text_of(item)}"
    return hashlib.sha256(said.encode()).hexdigest()[:MARK_LENGTH]


def held(person: Person, *, now: datetime) -> QuerySet[Hold]:
    """Return what waits in the processes that the person moderates, the oldest first."""
    moderated = processes_worked_on(person, now=now, permission=Permission.MODERATE)
    waiting = Hold.objects.filter(decided_at=None, item__process__in=moderated.values("pk"))
    return waiting.select_related("item__process", "item__author").order_by("held_at", "pk")


def n_held(processes: Iterable[Item]) -> dict[int, int]:
    """Return `{process_id: number of contributions that wait}`, without those where none does."""
    waiting = Hold.objects.filter(decided_at=None, item__process__in=[p.pk for p in processes])
    rows = waiting.order_by().values("item__process").annotate(n=Count("pk"))
    return {row["item__process"] or 0: row["n"] for row in rows}


def next_to_review(person: Person, *, now: datetime) -> Item | None:
    """Return what has waited longest for release, or None if nothing does."""
    hold = held(person, now=now).first()
    return hold.item if hold else None
