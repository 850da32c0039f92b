from itertools import count
from typing import Any

from faden.backbone.audit.guard import arranging
from faden.backbone.places.models import District, Place

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
