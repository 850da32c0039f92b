"""Who gives money for processes, with logo and address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from faden.backbone.audit.actions import action, record
from faden.backbone.people.models import Person
from faden.backbone.places.models import Funder
from faden.backbone.places.rules import name_refusal
from faden.shared.media.logos import Logo
from faden.surfaces.city.actions.permission import ensure, ensure_administrator


@dataclass(frozen=True)
class FunderFacts:
    """What is known of a funder; without a new logo the one before stays."""

    name: str
    url: str = ""
    logo: Logo | None = None
    logo_alt: str = ""


@action
def add_funder(facts: FunderFacts, *, actor: Person | None, now: datetime) -> Funder:
    """Return a new funder.

    :raises Refused: if somebody else than the administration asks, or there is such a name
    """
    ensure_administrator(actor, now=now)
    ensure(name_refusal(facts.name, others=list(Funder.objects.values_list("name", flat=True))))
    funder = Funder()
    _set(funder, facts)
    record("places.add_funder", funder, actor=actor)
    return funder


@action
def change_funder(funder: Funder, facts: FunderFacts, *, actor: Person, now: datetime) -> None:
    """Change what is known of a funder.

    :raises Refused: if somebody else than the administration asks, or another has the name
    """
    ensure_administrator(actor, now=now)
    others = Funder.objects.exclude(pk=funder.pk).values_list("name", flat=True)
    ensure(name_refusal(facts.name, others=list(others)))
    _set(funder, facts)
    record("places.change_funder", funder, actor=actor)


@action
def remove_funder(funder: Funder, *, actor: Person, now: datetime) -> None:
    """Take a funder off the list, and off the pages of processes.

    :raises Refused: if somebody else than the administration asks
    """
    ensure_administrator(actor, now=now)
    record("places.remove_funder", funder, actor=actor)
    funder.delete()


def _set(funder: Funder, facts: FunderFacts) -> None:
    funder.name, funder.url, funder.logo_alt = facts.name, facts.url, facts.logo_alt
    if facts.logo is not None:
        funder.logo = facts.logo.content
        funder.logo_width, funder.logo_height = facts.logo.width, facts.logo.height
    funder.save()
