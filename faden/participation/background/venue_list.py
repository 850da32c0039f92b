"""Venues as the public sees them: open when, where, for which processes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from faden.backbone.items.models import Item
from faden.backbone.places.hours import in_words, lines_of, week_of
from faden.backbone.places.models import Stop, Venue
from faden.backbone.places.queries import venues_with_stops
from faden.lib.dates import city_day
from faden.participation.background.frame import processes_at


@dataclass(frozen=True)
class VenueOnPage:
    """A venue with its hours in words."""

    venue: Venue
    lines: list[tuple[str, str]]  # (days, hours)
    today: str  # hours of today, nothing if it is closed
    stops: Sequence[Stop]  # those ahead
    processes: Sequence[Item]

    @property
    def has_point(self) -> bool:
        """Whether it, or a stop ahead, is on the map."""
        stops = any(stop.latitude is not None for stop in self.stops)
        return self.venue.latitude is not None or stops


def venues_on_page(*, now: datetime) -> list[VenueOnPage]:
    """Return all venues with what is ahead: three queries."""
    today = city_day(now)
    found = list(venues_with_stops(today=today))
    processes = processes_at(found)
    return [
        VenueOnPage(
            venue,
            lines_of(week_of(venue.hours)),
            _hours_of(venue, today.weekday()),
            getattr(venue, "coming_stops", []),
            processes.get(venue.pk, []),
        )
        for venue in found
    ]


def _hours_of(venue: Venue, weekday: int) -> str:
    spans = week_of(venue.hours).get(weekday, [])
    return ", ".join(in_words(*span) for span in spans)


def features(*, now: datetime) -> Iterator[dict[str, Any]]:
    """Yield the points of venues and of the stops ahead, as GeoJSON."""
    address = reverse("background:venues")
    for venue in venues_with_stops(today=city_day(now)):
        properties = {"title": venue.name, "url": f"{address}#ort-{venue.slug}"}
        yield from _point(venue, properties)
        for stop in getattr(venue, "coming_stops", []):
            yield from _point(stop, properties | {"title": f"{venue.name}: {stop.address}"})


def _point(row: Venue | Stop, properties: dict[str, str]) -> Iterator[dict[str, Any]]:
    if row.latitude is not None and row.longitude is not None:
        place = {"type": "Point", "coordinates": [row.longitude, row.latitude]}
        yield {"type": "Feature", "geometry": place, "properties": properties}
