from datetime import UTC, datetime
from itertools import count
from typing import Any

from faden.backbone.audit.guard import arranging
from faden.backbone.places.models import Address, District, LegalPage, Place

EARLIER = datetime(2026, 5, 4, 12, tzinfo=UTC)
_numbers = count(1)


def a_place(**overrides: Any) -> Place:
    """The municipality of the database."""
    facts: dict[str, Any] = {"id": 1, "name": "Musterstadt", "official_name": "Stadt Musterstadt"}
    with arranging():
        return Place.objects.create(**(facts | overrides))


def a_district(**overrides: Any) -> District:
    number = next(_numbers)
    facts: dict[str, Any] = {"name": f"Ortsteil {number}", "slug": f"ortsteil-{number}"}
    with arranging():
        return District.objects.create(**(facts | overrides))


def an_address(street: str = "Lange Straße", number: str = "12a", **overrides: Any) -> Address:
    """A house of the official list."""
    facts: dict[str, Any] = {"latitude": 51.93, "longitude": 8.88}
    with arranging():
        return Address.objects.create(street=street, number=number, **(facts | overrides))


def a_legal_page(kind: str = "imprint", **overrides: Any) -> LegalPage:
    """A legal page that is filled in."""
    facts: dict[str, Any] = {"text": "## Wer\n\nDie Stadt.", "updated_at": EARLIER}
    with arranging():
        return LegalPage.objects.create(kind=kind, **(facts | overrides))
