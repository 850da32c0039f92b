"""The official list of addresses."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from faden.backbone.audit.actions import action, record
from faden.backbone.people.models import Person
from faden.backbone.places.models import Address, Place
from faden.surfaces.city.actions.permission import ensure_administrator

BATCH = 1_000  # rows a statement


@dataclass(frozen=True)
class House:
    """One row of the list."""

    street: str
    number: str
    latitude: float
    longitude: float
    district_id: int | None = None


@action
def replace_addresses(houses: Iterable[House], *, actor: Person | None, now: datetime) -> int:
    """Put this list in the place of the one before; return how many addresses it has.

    Contributions keep their address as it was written.

    :raises Refused: if somebody else than the administration asks
    """
    ensure_administrator(actor, now=now)
    place = Place.objects.select_for_update().defer("boundary").get(pk=1)
    Address.objects.all().delete()
    rows = [
        Address(
            street=house.street,
            number=house.number,
            latitude=house.latitude,
            longitude=house.longitude,
            district_id=house.district_id,
        )
        for house in houses
    ]
    Address.objects.bulk_create(rows, batch_size=BATCH)
    record("places.replace_addresses", place, actor=actor, n=len(rows))
    return len(rows)
