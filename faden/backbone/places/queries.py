"""The municipality, its districts, addresses and legal pages, as pages need them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Prefetch, QuerySet

from faden.backbone.places.models import (
    Address,
    District,
    Funder,
    LegalPage,
    Place,
    ReadOnly,
    Stop,
    TextBlock,
    Venue,
)
from faden.lib.polygons import contains
from faden.lib.working_days import Calendar

NUMBER = re.compile(
    r"^(?P<street>.*?\D)\s*(?P<number>\d+\s*[a-zA-Z]?(?:\s*[-/]\s*\d+\s*[a-zA-Z]?)?)$"
)

STREET_ENDING = re.compile(r"str(?:\.|asse\b|\b)")  # "straße".casefold() has "ss"


def the_place() -> Place:
    """Return the municipality without its boundary; before it is set up, one without a name."""
    return Place.objects.defer("boundary").first() or no_place()


def no_place() -> Place:
    """Return what stands for the municipality before it is set up."""
    return Place(name="Faden", official_name="Faden")


def calendar_of_city() -> Calendar:
    """Return the working days of the municipality's offices."""
    place = the_place()
    return Calendar(place.ags[:2], frozenset(place.local_holidays))


def city_boundary() -> Mapping[str, Any] | None:
    """Return the boundary of the municipality as a GeoJSON geometry, None if it is not known."""
    return Place.objects.values_list("boundary", flat=True).first()


def districts() -> QuerySet[District]:
    """Return all districts by name, without their polygons."""
    return District.objects.defer("boundary")


def districts_with_boundary() -> QuerySet[District]:
    """Return the districts whose polygon is known, by name."""
    return District.objects.filter(boundary__isnull=False)


def district_at(latitude: float, longitude: float) -> District | None:
    """Return the district the point lies in; None outside of all polygons that are known."""
    inside = (
        district
        for district in districts_with_boundary()
        if contains(district.boundary or {}, latitude=latitude, longitude=longitude)
    )
    return next(inside, None)


def has_addresses() -> bool:
    """Return whether the official list of addresses is there."""
    return Address.objects.exists()


def addresses_like(text: str, *, most: int = 10) -> list[Address]:
    """Return addresses that begin like what was typed: "lange str 12" finds "Lange Straße 12a"."""
    street, number = _parts(text)
    streets = _streets_like(street)
    if not streets:
        return []
    found = Address.objects.filter(street__in=streets).select_related("district")
    return list(found.filter(number__istartswith=number).order_by("street", "number", "pk")[:most])


def address_named(text: str) -> Address | None:
    """Return the one address that was typed, in whatever spelling of "Straße"."""
    street, number = _parts(text)
    if not number:
        return None
    exact = [name for name in _streets_like(street) if _normal(name) == street]
    found = Address.objects.filter(street__in=exact, number__iexact=number)
    return found.select_related("district").first()


def _parts(text: str) -> tuple[str, str]:
    """Return (street in one spelling, number) of what was typed."""
    found = NUMBER.match(" ".join(text.split()))
    if found is None:
        return _normal(text), ""
    return _normal(found["street"]), "".join(found["number"].split())


def _normal(street: str) -> str:
    """Return the street in one spelling: "Lange Str." becomes "lange strasse"."""
    words = " ".join(street.casefold().replace("-", " ").split())
    return STREET_ENDING.sub("strasse", words)


def _streets_like(street: str) -> list[str]:
    names = Address.objects.order_by("street").values_list("street", flat=True).distinct()
    return [name for name in names if street and _normal(name).startswith(street)]


def legal_page(kind: str, language: str, *, otherwise: str) -> LegalPage | None:
    """Return the page in this language, or else in the other one, or None."""
    pages = LegalPage.objects.filter(kind=kind, language__in=[language, otherwise])
    found = {page.language: page for page in pages}
    return found.get(language) or found.get(otherwise)


def legal_texts() -> dict[tuple[str, str], str]:
    """Return `{(kind, language): text}` of all legal pages."""
    rows = LegalPage.objects.values_list("kind", "language", "text")
    return {(kind, language): text for kind, language, text in rows}


def legal_pages() -> QuerySet[LegalPage]:
    """Return the legal pages without their texts."""
    return LegalPage.objects.defer("text")


def text_blocks(purpose: str = "") -> QuerySet[TextBlock]:
    """Return the city's text blocks for a purpose, or (empty) for all, by title."""
    blocks = TextBlock.objects.all()
    return blocks.filter(purpose=purpose) if purpose else blocks


def text_block_by_id(pk: int) -> TextBlock | None:
    """Return one of the city's text blocks."""
    return TextBlock.objects.filter(pk=pk).first()


def venues() -> QuerySet[Venue]:
    """Return the places where people take part on site, by name."""
    return Venue.objects.all()


def venues_with_stops(*, today: date) -> QuerySet[Venue]:
    """Return the venues, each with the stops from today on in `coming_stops`."""
    coming = Stop.objects.filter(day__gte=today)
    return venues().prefetch_related(Prefetch("stops", queryset=coming, to_attr="coming_stops"))


def funders() -> QuerySet[Funder]:
    """Return who gives money for processes, without the bytes of their logos."""
    return Funder.objects.defer("logo")


def funder_logo(pk: int) -> bytes | None:
    """Return the logo of a funder as PNG; None if there is none."""
    found = Funder.objects.filter(pk=pk).values_list("logo", flat=True).first()
    return bytes(found) if found else None


def read_only() -> ReadOnly | None:
    """Return the switch that keeps the site from being written, if it is on."""
    return ReadOnly.objects.first()


def read_only_notice() -> str | None:
    """Return why nothing can be written now; None: it can.

    Asked at the beginning of every write, hence without the ORM.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT notice FROM places_read_only WHERE refuses_writes")
        row = cursor.fetchone()
    return row[0] if row else None


def jobs_rest() -> bool:
    """Return whether no job may begin now."""
    return ReadOnly.objects.exists()
