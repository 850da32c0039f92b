from typing import Any

from faden.backbone.audit.guard import arranging
from faden.backbone.items.models import Tag
from faden.backbone.people.models import Person, Unit
from faden.backbone.people.tests.factories import a_unit
from faden.backbone.processes.rules import Role
from faden.backbone.processes.tests.factories import a_role


def an_office(name: str = "Bürgerbüro", **overrides: Any) -> Unit:
    """An office that can be written to."""
    facts: dict[str, Any] = {"email": "buergerbuero@example.org", "telephone": "05231 000-0"}
    person = a_unit(name)
    with arranging():
        return Unit.objects.create(person=person, **(facts | overrides))


def a_contact(**overrides: Any) -> Unit:
    """The office that answers for the city."""
    return an_office(**({"is_city_contact": True} | overrides))


def an_administrator() -> Person:
    return a_role(Role.ADMINISTRATOR)


def a_tag(name: str = "Fahrrad") -> Tag:
    with arranging():
        return Tag.objects.create(name=name)
