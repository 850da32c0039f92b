"""Name, colours, boundary and logo of the municipality."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import Any

from faden.backbone.audit.actions import action, record
from faden.backbone.people.models import Person
from faden.backbone.places.models import Place
from faden.backbone.places.rules import RATIOS, color_refusal, shades_of
from faden.lib.colors import color_of
from faden.lib.simplification import simplified
from faden.shared.media import actions as media
from faden.shared.media.logos import Logo
from faden.surfaces.city.actions.permission import ensure, ensure_administrator

BOUNDARY_POINTS = 1_000  # some 20 kB in a page


@dataclass(frozen=True)
class Municipality:
    """What the administration says about the municipality."""

    name: str
    official_name: str
    district_term: str
    ags: str = ""
    population: int | None = None
    latitude: float | None = None
    longitude: float | None = None
    primary_color: str = ""
    accent_color: str = ""
    defect_url: str = ""
    moderation_hours: str = ""
    sealed_days: int = 180
    local_holidays: list[str] = field(default_factory=list)


@action
def save_municipality(
    facts: Municipality, *, adjusts_colors: bool = False, actor: Person | None, now: datetime
) -> Place:
    """Return the municipality with these facts; the first time it comes into being.

    :param adjusts_colors: take the nearest shade of a colour whose contrast is too low
    :raises Refused: if somebody else than the administration asks, or a colour cannot be used
    """
    ensure_administrator(actor, now=now)
    facts = _with_colors(facts, adjusts=adjusts_colors)
    place = Place.objects.select_for_update().filter(pk=1).first()
    if place is None:
        place = Place.objects.create(pk=1, **asdict(facts))
        record("places.create", place, actor=actor)
        return place
    changed = [name for name, value in asdict(facts).items() if getattr(place, name) != value]
    for name in changed:
        setattr(place, name, getattr(facts, name))
    if changed:
        place.save(update_fields=changed)
        record("places.change", place, actor=actor, fields=changed)
    return place


def _with_colors(facts: Municipality, *, adjusts: bool) -> Municipality:
    colors: dict[str, Any] = {
        name: _color(color, ratio=ratio, adjusts=adjusts)
        for name, ratio in RATIOS.items()
        if (color := getattr(facts, name))
    }
    return replace(facts, **colors)


def _color(color: str, *, ratio: float, adjusts: bool) -> str:
    known = color_of(color)
    if known is not None and adjusts:
        return shades_of(known, ratio=ratio).light
    ensure(color_refusal(color, ratio=ratio))
    return known or ""


@action
def set_boundary(
    geometry: Mapping[str, Any] | None, *, actor: Person | None, now: datetime
) -> None:
    """Draw the municipality with this boundary, simplified; None: it is not known any more.

    :raises Refused: if somebody else than the administration asks
    """
    ensure_administrator(actor, now=now)
    place = Place.objects.select_for_update().get(pk=1)
    thin = simplified([geometry], most_points=BOUNDARY_POINTS)[0] if geometry else None
    place.boundary = thin
    place.save(update_fields=["boundary"])
    record("places.set_boundary", place, actor=actor, is_known=thin is not None)


@action
def set_logo(logo: Logo, *, alt_text: str, actor: Person, now: datetime) -> None:
    """Show this logo in the head of every page.

    :raises Refused: if somebody else than the administration asks
    """
    ensure_administrator(actor, now=now)
    media.set_logo(Place.objects.get(pk=1), logo, alt_text=alt_text, actor=actor, now=now)


@action
def remove_logo(*, actor: Person, now: datetime) -> None:
    """Show the thread instead of a logo again.

    :raises Refused: if somebody else than the administration asks
    """
    ensure_administrator(actor, now=now)
    media.remove_logo(Place.objects.get(pk=1), actor=actor)
