"""The offices of the city: how to reach them, who stands in, which one answers for the city."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from faden.backbone.audit.actions import action, record, touch
from faden.backbone.people.actions import EveryPage, create_unit
from faden.backbone.people.models import Person, Unit
from faden.backbone.people.rules import name_refusal
from faden.surfaces.city import rules
from faden.surfaces.city.actions.permission import ensure, ensure_administrator


@dataclass(frozen=True)
class Office:
    """How to reach an office."""

    name: str
    function: str = ""
    postal_address: str = ""
    telephone: str = ""
    email: str = ""
    hours: str = ""
    contact_name: str = ""  # of a person who agreed to be named
    deputy: Unit | None = None
    is_city_contact: bool = False


@action
def add_office(facts: Office, *, actor: Person | None, now: datetime) -> Person:
    """Return a new office.

    :raises Refused: if somebody else than the administration asks, or a fact does not do
    """
    ensure_administrator(actor, now=now)
    ensure(name_refusal(facts.name))
    office = create_unit(facts.name.strip(), now=now)
    _reach(office, facts)
    record("people.set_unit", office, actor=actor)
    return office


@action
def change_office(office: Person, facts: Office, *, actor: Person | None, now: datetime) -> None:
    """Change the name of an office and how to reach it.

    :raises Refused: if somebody else than the administration asks, or a fact does not do
    """
    ensure_administrator(actor, now=now)
    ensure(name_refusal(facts.name))
    office = Person.objects.select_for_update(no_key=True).get(pk=office.pk)
    if office.display_name != facts.name.strip():
        office.display_name = facts.name.strip()
        office.save(update_fields=["display_name"])
    _reach(office, facts)
    record("people.set_unit", office, actor=actor)
    touch(EveryPage())  # an office signs answers


def _reach(office: Person, facts: Office) -> None:
    if facts.is_city_contact:
        ensure(rules.contact_refusal(email=facts.email))
        Unit.objects.filter(is_city_contact=True).exclude(pk=office.pk).update(
            is_city_contact=False
        )
    values = {name: value for name, value in vars(facts).items() if name != "name"}
    Unit.objects.update_or_create(person=office, defaults=values)
