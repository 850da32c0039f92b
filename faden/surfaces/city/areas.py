"""A file of areas as the administration sees it before it decides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from faden.backbone.places.models import District, Place
from faden.backbone.places.rules import position_of
from faden.lib.geojson import NO_AREAS, Area, areas_of
from faden.lib.polygons import Geometry, area_km2, polygons_of
from faden.lib.refused import Refusal, Refused
from faden.lib.simplification import n_points
from faden.surfaces.city.actions.districts import NamedArea

NAME_LENGTH = 100  # characters, as of a district
# How geographers call the property that holds the name, the most telling first.
NAME_PROPERTIES = ("name", "ortsteil", "stadtteil", "ortschaft", "bezeichnung", "gen", "bez")

NO_NAME = Refusal("city.area_without_name", _("This area has no name in the chosen property."))
LONG_NAME = Refusal(
    "city.area_with_long_name",
    _("The name has more than %(most)s characters."),
    {"most": NAME_LENGTH},
)
TWICE = Refusal("city.area_twice", _("Two areas have this name."))


@dataclass(frozen=True)
class AreaRow:
    """One area of the file, with what is wrong with it."""

    number: int
    name: str
    km2: float | None
    n_points: int
    is_known: bool  # there is a district of this name
    problem: Refusal | None

    @property
    def is_new(self) -> bool:
        return not self.is_known and self.problem is None


@dataclass(frozen=True)
class DistrictPlan:
    """What a file would do to the districts."""

    rows: Sequence[AreaRow]
    areas: Sequence[NamedArea]  # of the rows without a problem
    properties: Sequence[str]  # that may hold the name
    name_property: str
    absent: Sequence[str]  # districts that are not in the file

    @property
    def n_problems(self) -> int:
        return sum(row.problem is not None for row in self.rows)

    @property
    def n_new(self) -> int:
        return sum(row.is_new for row in self.rows)

    @property
    def may_be_applied(self) -> bool:
        return self.n_problems == 0 and bool(self.areas)


def district_plan(
    path: Path, *, place: Place, districts: Sequence[District], name_property: str = ""
) -> DistrictPlan:
    """Return what the file would do.

    :param name_property: which property holds the name; else it is guessed
    :raises Refused: when the file as a whole cannot be used
    """
    areas = areas_of(path.read_bytes(), town=position_of(place))
    properties = _properties(areas)
    chosen = name_property if name_property in properties else _guessed(properties)
    known = {district.name.casefold() for district in districts}
    names = [_name(area.properties, chosen) for area in areas]
    twice = {name for name, n in Counter(map(str.casefold, names)).items() if n > 1}
    rows = [
        _row(area, name, known=known, twice=twice) for area, name in zip(areas, names, strict=True)
    ]
    in_file = {name.casefold() for name in names}
    return DistrictPlan(
        rows=rows,
        areas=[
            NamedArea(row.name, area.geometry)
            for row, area in zip(rows, areas, strict=True)
            if row.problem is None
        ],
        properties=properties,
        name_property=chosen,
        absent=[one.name for one in districts if one.name.casefold() not in in_file],
    )


def boundary_of(path: Path, *, place: Place) -> Geometry:
    """Return the boundary of the municipality: all areas of the file as one.

    :raises Refused: when the file, or one of its areas, cannot be used
    """
    areas = areas_of(path.read_bytes(), town=position_of(place))
    problem = next((area.problem for area in areas if area.problem), None)
    if problem is not None:
        raise Refused(problem)
    polygons = [polygon for area in areas for polygon in polygons_of(area.geometry)]
    if not polygons:
        raise Refused(NO_AREAS)
    return {"type": "MultiPolygon", "coordinates": polygons}


def _properties(areas: Sequence[Area]) -> list[str]:
    """Return the properties that every area has, with a text in it."""
    first = areas[0].properties
    return [
        name for name in first if all(isinstance(area.properties.get(name), str) for area in areas)
    ]


def _guessed(properties: Sequence[str]) -> str:
    lower = {name.lower(): name for name in properties}
    exact = next((lower[name] for name in NAME_PROPERTIES if name in lower), None)
    if exact is not None:
        return exact
    parts = (lower[one] for word in NAME_PROPERTIES for one in lower if word in one)
    return next(parts, next(iter(properties), ""))


def _name(properties: Mapping[str, object], chosen: str) -> str:
    return " ".join(str(properties.get(chosen) or "").split())


def _row(area: Area, name: str, *, known: set[str], twice: set[str]) -> AreaRow:
    problem = area.problem or _name_problem(name, twice)
    return AreaRow(
        number=area.number,
        name=name,
        km2=area_km2(area.geometry) if area.geometry else None,
        n_points=n_points([area.geometry]) if area.geometry else 0,
        is_known=name.casefold() in known,
        problem=problem,
    )


def _name_problem(name: str, twice: set[str]) -> Refusal | None:
    if not name:
        return NO_NAME
    if len(name) > NAME_LENGTH:
        return LONG_NAME
    return TWICE if name.casefold() in twice else None
