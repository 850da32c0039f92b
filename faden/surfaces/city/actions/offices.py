"""The offices of the city: how to reach them, who stands in, which one answers for the city."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from faden.backbone.audit.actions import action, record, touch
from faden.backbone.people.actions import EveryPage, create_unit
from faden.backbone.people.models import Person, Unit
from faden.backbone.people.rules import name_refusal
from faden.surfaces.city import queries, rules
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


@action
def remove_office(office: Person, *, actor: Person | None, now: datetime) -> bool:
    """Delete an office that nothing names; else nobody can choose it any more.

    Nobody's deputy is it afterwards. Returns whether it is gone.

    :raises Refused: if somebody else than the administration asks, or it answers for the city
    """
    ensure_administrator(actor, now=now)
    office = Person.objects.select_for_update().get(pk=office.pk, kind=Person.Kind.UNIT)
    ensure(rules.removal_refusal(Unit.objects.filter(person=office).first()))
    Unit.objects.filter(deputy=office.pk).update(deputy=None)
    touch(EveryPage())
    if is_gone := not queries.is_named(office):
        record("people.remove_unit", office, actor=actor)
        office.delete()
    else:
        _offer(office, "people.retire_unit", is_active=False, actor=actor)
    return is_gone


@action
def restore_office(office: Person, *, actor: Person | None, now: datetime) -> None:
    """Let an office be chosen again.

    :raises Refused: if somebody else than the administration asks
    """
    ensure_administrator(actor, now=now)
    _offer(office, "people.restore_unit", is_active=True, actor=actor)


def _offer(office: Person, name: str, *, is_active: bool, actor: Person | None) -> None:
    office.is_active = is_active
    office.save(update_fields=["is_active"])
    record(name, office, actor=actor)


def _reach(office: Person, facts: Office) -> None:
    if facts.is_city_contact:
        ensure(rules.contact_refusal(email=facts.email))
        Unit.objects.filter(is_city_contact=True).exclude(pk=office.pk).update(
            is_city_contact=False
        )
    values = {name: value for name, value in vars(facts).items() if name != "name"}
    Unit.objects.update_or_create(person=office, defaults=values)
