"""Undertakings in lists and feeds, one of them, and how it changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count, Prefetch, Q, QuerySet

from faden.backbone.items.models import Item, Revision
from faden.backbone.people.models import Person
from faden.backbone.places.models import District
from faden.backbone.places.queries import districts
from faden.backbone.processes.models import Process
from faden.backbone.processes.queries import (
    processes_seen_by,
    processes_worked_on,
    running_pause,
    standing,
)
from faden.backbone.processes.rules import Permission, pause_refusal
from faden.lib.refused import Refusal
from faden.participation.undertakings.models import Reply, Suggestion, Undertaking
from faden.participation.undertakings.rules import suggestion_refusal
from faden.participation.undertakings.snapshot import (
    PUBLIC,
    TOLD,
    Difference,
    Snapshot,
    differences,
    read,
)
from faden.shared.search.queries import matching_ids

MOST_ENTRIES = 50  # of a feed
PER_PAGE = 20
SHOWN_CHANGES = 20
WHOLE_CITY = "-"


@dataclass(frozen=True)
class Point:
    """Where an undertaking is, in WGS84 degrees; with a district it stands for the whole of it."""

    undertaking: Undertaking
    latitude: float
    longitude: float
    district: str = ""


@dataclass(frozen=True)
class Change:
    """What the team changed at a moment; `is_first`: it made or published the entry."""

    at: datetime
    told: list[Difference] = field(default_factory=list)  # with the old and the new value
    named: list[Difference] = field(default_factory=list)
    is_first: bool = False


def public_undertakings() -> QuerySet[Undertaking]:
    """Return the list as everybody sees it, what changed last first."""
    return _with_facts(Undertaking.objects.public()).order_by("-changed_at", "-pk")


def undertakings_in(district: District) -> QuerySet[Undertaking]:
    """Return what is planned or done in the district, what changed last first."""
    return public_undertakings().filter(districts=district)


def undertakings_of_team() -> QuerySet[Undertaking]:
    """Return all entries, drafts too."""
    return _with_facts(Undertaking.objects.all())


def _with_facts(found: QuerySet[Undertaking]) -> QuerySet[Undertaking]:
    related = found.select_related("unit", "participation_in")
    return related.prefetch_related(Prefetch("districts", districts())).defer("text")


def may_write(person: Person | None, *, now: datetime) -> bool:
    """Return whether the person looks after the list: who sets up some process does."""
    return standing(person, None, now=now).may(Permission.CONFIGURE)


def undertaking_seen_by(person: Person | None, pk: int, *, now: datetime) -> Undertaking | None:
    """Return the entry with all it shows, if this person may see it."""
    found = Undertaking.objects.select_related("unit__unit", "participation_in")
    entry = found.prefetch_related("districts").filter(id=pk).first()
    if entry is None or entry.is_public or may_write(person, now=now):
        return entry
    return None


def fresh(undertaking: Undertaking) -> Undertaking:
    """Return the row as it is stored now."""
    return Undertaking.objects.select_related("unit", "participation_in").get(pk=undertaking.pk)


def shown_process(undertaking: Undertaking, person: Person | None) -> Process | None:
    """Return the process in which people take part, if it is for whoever asks."""
    process = undertaking.participation_in
    if process is None or process.is_public:
        return process
    return processes_seen_by(person).filter(pk=process.pk).first()


def processes_to_choose(person: Person, *, now: datetime) -> QuerySet[Process]:
    """Return the processes an entry can lead to: those that are public, and the person's own."""
    own = processes_worked_on(person, now=now).order_by().values("pk")
    public = Q(visibility=Item.Visibility.PUBLIC)
    return Process.objects.filter(public | Q(pk__in=own)).order_by("title")


def history(undertaking: Undertaking) -> list[Change]:
    """Return all that the team changed, with old and new values, the newest first; one query."""
    return [
        Change(at, told=differences(before, after) if before else [], is_first=not before)
        for at, before, after in _steps(undertaking)
    ]


def public_history(undertaking: Undertaking) -> list[Change]:
    """Return what everybody may know of the changes since it was published; one query."""
    changes = (_public_change(*step) for step in _steps(undertaking))
    return [change for change in changes if change is not None]


def _public_change(at: datetime, before: Snapshot, after: Snapshot) -> Change | None:
    if after["visibility"] != Item.Visibility.PUBLIC:
        return None
    if before.get("visibility") != Item.Visibility.PUBLIC:
        return Change(at, is_first=True)
    found = [one for one in differences(before, after) if one.key in PUBLIC]
    told = [one for one in found if one.key in TOLD]
    named = [one for one in found if one.key not in TOLD]
    return Change(at, told, named) if found else None


def _steps(undertaking: Undertaking) -> Iterator[tuple[datetime, Snapshot, Snapshot]]:
    """Yield when something changed, how it was before, and how it was after."""
    revisions = Revision.objects.filter(item=undertaking.pk).order_by("-number")
    found = [(row.created_at, read(row.text)) for row in revisions[: SHOWN_CHANGES + 1]]
    befores = [after for _at, after in found[1:]]
    if len(found) <= SHOWN_CHANGES:
        befores.append({})
    for (at, after), before in zip(found, befores, strict=False):
        yield at, before, after


def with_words(rows: QuerySet[Undertaking], text: str) -> QuerySet[Undertaking]:
    """Narrow to what holds the words."""
    among = Item.objects.filter(kind=Undertaking.kind_name)
    return rows.filter(pk__in=matching_ids(text, language="de", among=among))


def in_district(rows: QuerySet[Undertaking], slug: str) -> QuerySet[Undertaking]:
    """Narrow to what is in the district; "-" stands for what concerns the whole city."""
    if slug == WHOLE_CITY:
        return rows.filter(districts=None)
    return rows.filter(districts__slug=slug)


def units_in_use() -> QuerySet[Person]:
    """Return the offices that are responsible for some public entry, by name."""
    public = Undertaking.objects.public().order_by().values("unit")
    return Person.objects.filter(pk__in=public).order_by("display_name")


def points(rows: QuerySet[Undertaking]) -> Iterator[Point]:
    """Yield where each of these is: its own point, or else those of its districts."""
    for one in rows:
        if one.latitude is not None and one.longitude is not None:
            yield Point(one, one.latitude, one.longitude)
        else:
            yield from _points_of_districts(one)


def _points_of_districts(undertaking: Undertaking) -> Iterator[Point]:
    for one in undertaking.districts.all():
        if one.latitude is not None and one.longitude is not None:
            yield Point(undertaking, one.latitude, one.longitude, one.name)


def suggestion_refusal_on(undertaking: Undertaking, *, now: datetime) -> Refusal | None:
    """Return why nobody can suggest now that people take part in it, or None."""
    refusal = suggestion_refusal(undertaking)
    return refusal or pause_refusal(running_pause(None, now=now), now=now)


def open_suggestions(undertaking: Undertaking) -> QuerySet[Suggestion]:
    """Return what waits for an answer, the oldest first."""
    return Suggestion.objects.filter(undertaking=undertaking.pk, reply=None)


def replies_to(undertaking: Undertaking) -> QuerySet[Reply]:
    """Return what the city said to suggestions, with how many it answered, the newest first."""
    found = Reply.objects.filter(undertaking=undertaking.pk).select_related("unit")
    return found.annotate(n_suggestions=Count("suggestions")).order_by("-created_at", "-pk")


def n_suggestions(undertaking: Undertaking) -> tuple[int, int]:
    """Return how many suggestions there are, and how many of them wait: one query."""
    found = Suggestion.objects.filter(undertaking=undertaking.pk)
    counts = found.aggregate(n=Count("pk"), n_open=Count("pk", filter=Q(reply=None)))
    return counts["n"], counts["n_open"]


def said_in(undertaking: Undertaking) -> str:
    """Return the words of the entry without its title."""
    return "\n\n".join(filter(None, [undertaking.summary, undertaking.area, undertaking.text]))
