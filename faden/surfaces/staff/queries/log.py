"""The part of the log that was opened for a cause, and who opened which part."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from faden.backbone.audit.models import LogEntry
from faden.backbone.people.models import Person
from faden.surfaces.staff.models import LogOpening


def openings() -> QuerySet[LogOpening]:
    """Return when the log was opened, for which cause, the newest first."""
    return LogOpening.objects.select_related("opened_by").order_by("-opened_at", "-pk")


def opening_by_id(pk: int) -> LogOpening | None:
    return LogOpening.objects.filter(pk=pk).first()


def entries_of(opening: LogOpening) -> QuerySet[LogEntry]:
    """Return what was done in these days, to the one item if that was asked, newest first."""
    days = (opening.starts_on, opening.ends_on)
    found = LogEntry.objects.filter(recorded_at__date__range=days, actor_id__isnull=False)
    if opening.item_id_asked is not None:
        asked = opening.item_id_asked
        found = found.filter(Q(facts__item=asked) | Q(subject_id=asked, subject_type__in=_ITEMS))
    return found.order_by("-pk")


_ITEMS = ("items.item", "ideas.idea", "comments.comment", "processes.process", "results.result")


def named(entries: Iterable[LogEntry]) -> list[tuple[LogEntry, str]]:
    """Return the entries, each with the name of whoever acted: one query."""
    shown = list(entries)
    actors = Person.objects.in_bulk({entry.actor_id for entry in shown if entry.actor_id})
    names = {pk: person.public_name for pk, person in actors.items()}
    return [(entry, names.get(entry.actor_id or 0, "")) for entry in shown]
