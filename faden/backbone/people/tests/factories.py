from datetime import UTC, datetime
from itertools import count
from typing import Any

from django.contrib.auth.hashers import make_password

from faden.backbone.audit.guard import arranging
from faden.backbone.people.models import Person

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
PASSWORD = "blaue Stühle am Fluss"  # noqa: S105 - of people who do not exist
PASSWORD_HASH = make_password(PASSWORD)
_numbers = count(1)


def a_person(**overrides: Any) -> Person:
    """Somebody with a confirmed account, who signs in with PASSWORD."""
    number = next(_numbers)
    facts: dict[str, Any] = {
        "email": f"person{number}@example.org",
        "display_name": f"Person {number}",
        "password": PASSWORD_HASH,
        "created_at": NOON,
        "email_confirmed_at": NOON,
    }
    with arranging():
        return Person.objects.create(**(facts | overrides))


def a_verified_person(**overrides: Any) -> Person:
    """Somebody whose residence is confirmed as well."""
    return a_person(**({"verified_at": NOON} | overrides))


def a_guest(**overrides: Any) -> Person:
    """Somebody without an account."""
    facts = {"email": None, "email_confirmed_at": None, "password": "!", "display_name": ""}
    return a_person(**(facts | overrides))


def a_unit(name: str = "Stadtplanungsamt") -> Person:
    """An office of the city."""
    return a_guest(kind=Person.Kind.UNIT, display_name=name)
