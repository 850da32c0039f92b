"""The districts of the municipality and their polygons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from faden.backbone.audit.actions import action, record
from faden.backbone.people.models import Person
from faden.backbone.places.models import District
from faden.backbone.places.rules import in_use_refusal, name_refusal
from faden.lib.polygons import contains, label_point
from faden.lib.simplification import simplified
from faden.lib.text import SLUG_LENGTH, first_free, slug_of
from faden.surfaces.city import queries
from faden.surfaces.city.actions.permission import ensure, ensure_administrator

DISTRICTS_POINTS = 6_000  # of all districts, some 120 kB in a page


@dataclass(frozen=True)
class NamedArea:
    """The polygon of a district."""

    name: str
    geometry: Mapping[str, Any]


@action
def add_district(
    name: str,
    *,
    latitude: float | None = None,
    longitude: float | None = None,
    actor: Person | None,
    now: datetime,
) -> District:
    """Return a new district, with the point where its name stands on a map.

    :raises Refused: if somebody else than the administration asks, or there is such a name
    """
    ensure_administrator(actor, now=now)
    others = list(District.objects.values_list("name", flat=True))
    ensure(name_refusal(name, others=others))
    district = District(name=name, latitude=latitude, longitude=longitude)
    return _created(district, actor=actor)


def _created(district: District, *, actor: Person | None) -> District:
    district.slug = _free_slug(district.name)
    district.save(force_insert=True)
    record("places.add_district", district, actor=actor)
    return district


def _free_slug(name: str) -> str:
    slug = slug_of(name)[: SLUG_LENGTH - 4] or "ortsteil"
    return first_free(
        slug, set(District.objects.filter(slug__startswith=slug).values_list("slug", flat=True))
    )


@action
def change_district(
    district: District,
    *,
    name: str,
    latitude: float | None,
    longitude: float | None,
    actor: Person | None,
    now: datetime,
) -> None:
    """Give the district another name or point; its address stays, so that links do.

    :raises Refused: if somebody else than the administration asks, or another has the name
    """
    ensure_administrator(actor, now=now)
    others = District.objects.exclude(pk=district.pk).values_list("name", flat=True)
    ensure(name_refusal(name, others=list(others)))
    district.name, district.latitude, district.longitude = name, latitude, longitude
    district.save(update_fields=["name", "latitude", "longitude"])
    record("places.change_district", district, actor=actor)


@action
def remove_district(district: District, *, actor: Person | None, now: datetime) -> None:
    """Take a district off the list that nothing refers to.

    :raises Refused: if somebody else than the administration asks, or something refers to it
    """
    ensure_administrator(actor, now=now)
    district = District.objects.select_for_update().get(pk=district.pk)
    ensure(in_use_refusal(is_used=queries.is_used(district)))
    record("places.remove_district", district, actor=actor)
    district.delete()


@action
def apply_areas(areas: Sequence[NamedArea], *, actor: Person | None, now: datetime) -> int:
    """Give the districts of these names their polygons and add those that are new.

    What two districts share as a border they share afterwards, with fewer points. Districts that
    are not among the areas stay as they are. Returns how many districts were added.

    :raises Refused: if somebody else than the administration asks
    """
    ensure_administrator(actor, now=now)
    thin = simplified([area.geometry for area in areas], most_points=DISTRICTS_POINTS)
    known = {
        district.name.casefold(): district
        for district in District.objects.select_for_update().order_by("pk")
    }
    added = [
        _placed(known.get(area.name.casefold()), area.name, geometry=geometry, actor=actor)
        for area, geometry in zip(areas, thin, strict=True)
    ]
    return sum(added)


def _placed(
    district: District | None, name: str, *, geometry: Mapping[str, Any], actor: Person | None
) -> bool:
    """Store the polygon; return whether the district is new."""
    is_new = district is None
    district = district or _created(District(name=name), actor=actor)
    district.boundary = geometry
    if not _has_point_inside(district):
        district.longitude, district.latitude = label_point(geometry)
    district.save(update_fields=["boundary", "latitude", "longitude"])
    record("places.set_district_boundary", district, actor=actor)
    return is_new


def _has_point_inside(district: District) -> bool:
    if district.latitude is None or district.longitude is None or not district.boundary:
        return False
    return contains(district.boundary, latitude=district.latitude, longitude=district.longitude)
