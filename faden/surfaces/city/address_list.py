"""The official list of addresses as a table, row by row with what is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from faden.backbone.places.models import District, Place
from faden.backbone.places.rules import position_of
from faden.lib.geo import Position, position_refusal
from faden.lib.polygons import Locator
from faden.lib.refused import Refusal, Refused
from faden.lib.sheets import Row, header, number, read, text
from faden.surfaces.city.actions.addresses import House

MOST_ROWS = 200_000
MOST_PROBLEMS = 50  # shown
SHOWN_ROWS = 10
STREET_LENGTH, NUMBER_LENGTH = 100, 10

COLUMNS: Mapping[str, tuple[str, ...]] = {  # how the columns may be called, without signs
    "street": ("strasse", "strassenname", "str", "strname", "street"),
    "number": ("hausnummer", "hausnr", "hnr", "nr", "nummer", "number", "housenumber"),
    "addition": ("zusatz", "hausnummernzusatz", "hausnrzusatz", "hnrzusatz", "hnrzus", "adz"),
    "district": ("ortsteil", "ortsteilname", "stadtteil", "ortschaft", "ort", "district"),
    "latitude": ("lat", "latitude", "breite", "breitengrad", "y"),
    "longitude": ("lon", "lng", "long", "longitude", "laenge", "laengengrad", "x"),
}
NEEDED = ("street", "number", "latitude", "longitude")
GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})  # "ß" is "ss" after casefold

NO_STREET = Refusal("city.no_street", _("The street is missing."))
NO_NUMBER = Refusal("city.no_number", _("The house number is missing."))
NO_POSITION = Refusal("city.no_position", _("Latitude and longitude are missing."))
LONG = Refusal("city.long_address", _("The street or the house number is too long."))
TWICE = Refusal("city.address_twice", _("This address stands in the list twice."))


@dataclass(frozen=True)
class AddressProblem:
    """What is wrong with one row."""

    row: int  # as the spreadsheet program shows it
    refusal: Refusal


@dataclass
class AddressPlan:
    """What the file would put in the place of the list."""

    houses: list[House] = field(default_factory=list)
    problems: list[AddressProblem] = field(default_factory=list)
    n_rows: int = 0
    n_without_district: int = 0

    def sample(self, districts: Sequence[District]) -> list[dict[str, Any]]:
        """Return the first addresses as they are shown, with the names of their districts."""
        names = {district.pk: district.name for district in districts}
        return [
            vars(house) | {"district": names.get(house.district_id or 0, "")}
            for house in self.houses[:SHOWN_ROWS]
        ]

    @property
    def shown_problems(self) -> Sequence[AddressProblem]:
        return self.problems[:MOST_PROBLEMS]

    @property
    def may_be_applied(self) -> bool:
        return not self.problems and bool(self.houses)


def address_plan(path: Path, *, place: Place, districts: Sequence[District]) -> AddressPlan:
    """Return what the file would do. A district that is not named follows from the polygons.

    :raises Refused: when the file is no table, lacks a column, or has too many rows
    """
    columns = _columns(header(path).names)
    around = _Surroundings(position_of(place), districts)
    plan, seen = AddressPlan(), set[tuple[str, str]]()
    for row in _rows(path):
        plan.n_rows += 1
        try:
            house = _house(row, columns, around)
        except Refused as refused:
            plan.problems.append(AddressProblem(row.number, refused.refusal))
            continue
        key = (house.street.casefold(), house.number.casefold())
        if key in seen:
            plan.problems.append(AddressProblem(row.number, TWICE))
            continue
        seen.add(key)
        plan.houses.append(house)
        plan.n_without_district += house.district_id is None
    return plan


def _rows(path: Path) -> Iterator[Row]:
    for n_rows, row in enumerate(read(path), start=1):
        if n_rows > MOST_ROWS:
            raise Refused(_too_many())
        yield row


def _too_many() -> Refusal:
    return Refusal(
        "city.too_many_addresses",
        _("The file has more than %(most)s rows. That is more than can be taken in at once."),
        {"most": MOST_ROWS},
    )


def _columns(names: Sequence[str]) -> dict[str, str]:
    """Return `{what it means: name of the column}`.

    :raises Refused: when a column is missing
    """
    plain = {_plain(name): name for name in reversed(names) if name}
    found = {
        meaning: next(plain[one] for one in spellings if one in plain)
        for meaning, spellings in COLUMNS.items()
        if any(one in plain for one in spellings)
    }
    missing = [COLUMNS[meaning][0] for meaning in NEEDED if meaning not in found]
    if missing:
        raise Refused(
            Refusal(
                "city.missing_columns",
                _("These columns are missing: %(names)s. Name them so in the first row."),
                {"names": ", ".join(name.capitalize() for name in missing)},
            )
        )
    return found


def _plain(name: str) -> str:
    return re.sub("[^a-z]", "", name.casefold().translate(GERMAN))


class _Surroundings:
    """What a row is checked against."""

    def __init__(self, town: Position | None, districts: Sequence[District]) -> None:
        self.town = town
        self._by_name = {district.name.casefold(): district for district in districts}
        self._drawn = [district for district in districts if district.boundary]
        self._locator = Locator([district.boundary or {} for district in self._drawn])

    def named(self, name: str) -> District:
        """Return the district of this name.

        :raises Refused: when there is none
        """
        district = self._by_name.get(name.casefold())
        if district is not None:
            return district
        unknown = _("There is no district “%(name)s”.")
        raise Refused(Refusal("city.unknown_district", unknown, {"name": name}))

    def at(self, latitude: float, longitude: float) -> District | None:
        """Return the district whose polygon holds the point."""
        found = self._locator.find(latitude=latitude, longitude=longitude)
        return None if found is None else self._drawn[found]


def _house(row: Row, columns: Mapping[str, str], around: _Surroundings) -> House:
    """Return the address of a row.

    :raises Refused: when something is wrong with it
    """
    cells = {meaning: row.cells.get(name) for meaning, name in columns.items()}
    street = " ".join(text(cells["street"]).split())
    house_number = "".join(f"{text(cells['number'])}{text(cells.get('addition'))}".split())
    refusal = _text_refusal(street, house_number)
    latitude, longitude = number(cells["latitude"]), number(cells["longitude"])
    refusal = refusal or _position_refusal(latitude, longitude, around.town)
    if refusal is not None:
        raise Refused(refusal)
    assert latitude is not None  # noqa: S101 - else refused
    assert longitude is not None  # noqa: S101 - else refused
    name = text(cells.get("district"))
    district = around.named(name) if name else around.at(latitude, longitude)
    return House(street, house_number, latitude, longitude, district.pk if district else None)


def _text_refusal(street: str, house_number: str) -> Refusal | None:
    if not street:
        return NO_STREET
    if not house_number:
        return NO_NUMBER
    is_long = len(street) > STREET_LENGTH or len(house_number) > NUMBER_LENGTH
    return LONG if is_long else None


def _position_refusal(
    latitude: float | None, longitude: float | None, town: Position | None
) -> Refusal | None:
    if latitude is None and longitude is None:
        return NO_POSITION
    return position_refusal(latitude, longitude, town=town)
