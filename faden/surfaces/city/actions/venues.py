"""Where people take part on site, with hours and dated stops."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time

from faden.backbone.audit.actions import action, record
from faden.backbone.people.models import Person
from faden.backbone.places.hours import Week, kept
from faden.backbone.places.models import Stop, Venue
from faden.backbone.places.rules import name_refusal
from faden.lib.text import SLUG_LENGTH, first_free, slug_of
from faden.surfaces.city.actions.permission import ensure, ensure_administrator


@dataclass(frozen=True)
class VenueFacts:
    """What is known of a venue."""

    name: str
    sort: str = Venue.Sort.CONTACT_POINT
    text: str = ""
    address: str = ""
    latitude: float | None = None  # WGS84 degrees, with longitude or not at all
    longitude: float | None = None
    access: str = ""
    hours: Week = field(default_factory=dict)
    hours_note: str = ""


@dataclass(frozen=True)
class StopFacts:
    """A day on which a venue is open, and where."""

    day: date
    opens: time
    closes: time
    address: str = ""
    latitude: float | None = None
    longitude: float | None = None
    note: str = ""


@action
def add_venue(facts: VenueFacts, *, actor: Person | None, now: datetime) -> Venue:
    """Return a new venue.

    :raises Refused: if somebody else than the administration asks, or there is such a name
    """
    ensure_administrator(actor, now=now)
    ensure(name_refusal(facts.name, others=list(Venue.objects.values_list("name", flat=True))))
    venue = Venue.objects.create(slug=_free_slug(facts.name), **_columns(facts))
    record("places.add_venue", venue, actor=actor)
    return venue


@action
def change_venue(venue: Venue, facts: VenueFacts, *, actor: Person, now: datetime) -> None:
    """Change what is known of a venue; its address on the page stays, so that links do.

    :raises Refused: if somebody else than the administration asks, or another has the name
    """
    ensure_administrator(actor, now=now)
    others = Venue.objects.exclude(pk=venue.pk).values_list("name", flat=True)
    ensure(name_refusal(facts.name, others=list(others)))
    for name, value in _columns(facts).items():
        setattr(venue, name, value)
    venue.save()
    record("places.change_venue", venue, actor=actor)


@action
def remove_venue(venue: Venue, *, actor: Person, now: datetime) -> None:
    """Take a venue off the list, and off the pages of processes.

    :raises Refused: if somebody else than the administration asks
    """
    ensure_administrator(actor, now=now)
    record("places.remove_venue", venue, actor=actor)
    venue.delete()


@action
def add_stop(venue: Venue, facts: StopFacts, *, actor: Person | None, now: datetime) -> Stop:
    """Let the venue be open on a day.

    :raises Refused: if somebody else than the administration asks
    """
    ensure_administrator(actor, now=now)
    stop = Stop.objects.create(venue=venue, **vars(facts))
    record("places.add_stop", stop, actor=actor)
    return stop


@action
def remove_stop(stop: Stop, *, actor: Person, now: datetime) -> None:
    """Call a stop off.

    :raises Refused: if somebody else than the administration asks
    """
    ensure_administrator(actor, now=now)
    record("places.remove_stop", stop, actor=actor)
    stop.delete()


def _columns(facts: VenueFacts) -> dict[str, object]:
    return vars(facts) | {"hours": kept(facts.hours)}


def _free_slug(name: str) -> str:
    slug = slug_of(name)[: SLUG_LENGTH - 4] or "ort"
    return first_free(
        slug, set(Venue.objects.filter(slug__startswith=slug).values_list("slug", flat=True))
    )
