from datetime import date
from typing import Any

from faden.backbone.audit.guard import arranging
from faden.backbone.items.models import Item
from faden.backbone.people.models import Person, Unit
from faden.backbone.people.tests.factories import NOON, a_unit
from faden.shared.assignments.models import Absence, Assignment

DUE = date(2026, 5, 20)


def an_office(name: str = "Tiefbau", **facts: Any) -> Person:
    """An office that can be reached by mail."""
    office = a_unit(name)
    with arranging():
        Unit.objects.create(person=office, **({"email": f"{name.lower()}@example.org"} | facts))
    return office


def an_assignment(item: Item, unit: Person | None = None, **facts: Any) -> Assignment:
    """Work that an office has to do."""
    known = {"topic": "answer", "due_on": DUE, "created_at": NOON}
    with arranging():
        return Assignment.objects.create(item=item, unit=unit or an_office(), **(known | facts))


def an_absence(unit: Person, starts_on: date, ends_on: date) -> Absence:
    with arranging():
        return Absence.objects.create(unit=unit, starts_on=starts_on, ends_on=ends_on)
