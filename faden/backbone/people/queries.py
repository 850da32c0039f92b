"""Who there is, and what is known about one person."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from faden.backbone.audit.models import LogEntry
from faden.backbone.people.models import Person, normal_email
from faden.backbone.people.personal import registered


def account_by_email(email: str) -> Person | None:
    """Return the account with this address, whether or not it may sign in."""
    return Person.objects.filter(email=normal_email(email)).first()


def guest_by_id(guest_id: object) -> Person | None:
    """Return the guest a session remembers; None for whoever has got an account or was erased."""
    if not isinstance(guest_id, int):
        return None
    return Person.objects.filter(
        pk=guest_id, email=None, erased_at=None, is_active=True, kind=Person.Kind.PERSON
    ).first()


def export(person: Person) -> dict[str, list[Mapping[str, Any]]]:
    """Return all that is kept about the person: `{"ideas.idea": [row, ...]}`, no empty lists."""
    found = {
        data.label: list(data.export(person)) for data in registered() if data.export is not None
    }
    return {label: found_rows for label, found_rows in found.items() if found_rows}


def account_facts(person: Person) -> list[Mapping[str, Any]]:
    """Return what the account itself says, for its export."""
    names = ("display_name", "email", "language", "created_at", "email_confirmed_at", "verified_at")
    checked = {"district": person.district and person.district.name, "born_on": person.born_on}
    facts = {name: getattr(person, name) for name in names}
    return [facts | checked | {"declared_age": person.declared_age}]


def recorded_acts(person: Person) -> list[Mapping[str, Any]]:
    """Return what the log says the person did, for the export."""
    columns = ("action", "subject_type", "subject_id", "recorded_at")
    return list(LogEntry.objects.filter(actor_id=person.pk).order_by("pk").values(*columns))
