"""What can go into another process, and which processes take it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Exists, OuterRef

from faden.backbone.items.kinds import kinds
from faden.backbone.items.models import Item
from faden.backbone.people.models import Person
from faden.backbone.processes.models import Opening, Process
from faden.backbone.processes.queries import processes_worked_on
from faden.backbone.processes.rules import Permission
from faden.shared.thread.models import Link
from faden.shared.thread.queries import links_at

MOVED_FROM = Link.Relation.MOVED_FROM


def movable(process: Item, ids: Iterable[int]) -> list[Item]:
    """Return those of the items that are parts of the process and of a kind that moves."""
    names = [kind.name for kind in kinds() if kind.moving is not None]
    found = Item.objects.filter(process_id=process.pk, pk__in=list(ids), kind__in=names)
    return list(found.select_related("process", "author").order_by("pk"))


def collected_in(process: Item) -> set[str]:
    """Return the kinds of contributions that phases of the process take."""
    openings = Opening.objects.filter(phase__process_id=process.pk)
    return set(openings.values_list("kind", flat=True))


def targets_for(process: Item, kind_name: str, *, person: Person, now: datetime) -> list[Process]:
    """Return the other processes into which this person moves what is of that kind."""
    moderated = processes_worked_on(person, now=now, permission=Permission.MODERATE)
    takes = Exists(Opening.objects.filter(phase__process=OuterRef("pk"), kind=kind_name))
    public = moderated.filter(takes, visibility=Item.Visibility.PUBLIC).exclude(pk=process.pk)
    found = public.order_by("title", "pk")
    return [one for one in found if one.archived_at is None or one.archived_at > now]


def moves_of(item: Item) -> list[Link]:
    """Return from which processes that everybody sees it was moved, the last one first."""
    return [link for link in reversed(links_at(item, [MOVED_FROM])) if link.source_id == item.pk]
