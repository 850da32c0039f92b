"""Ideas that were changed, withdrawn and merged, and what the form for new ones offers."""

from datetime import UTC, datetime
from typing import Any

from faden.backbone.audit.guard import arranging
from faden.backbone.people.models import Person
from faden.backbone.places.models import Address, District
from faden.backbone.processes.models import Process
from faden.lib.text import slug_of
from faden.participation.ideas.actions import (
    Draft,
    edit,
    merge,
    note_likeness,
    submit,
    withdraw,
)
from faden.participation.ideas.models import Idea
from faden.surfaces.demo.queries import ACCOUNTS

STREET = "Prüfweg"
TEXT = "Zwischen den beiden Hälften des Platzes fehlt ein Weg, auf dem man rollen kann."


def idea_facts(process: Process, changed: Idea) -> dict[str, Any]:
    """Return where to find one idea of each state; `changed` gets another version."""
    author = Person.objects.get(email=ACCOUNTS["citizen"][0])
    moderator = Person.objects.get(email=ACCOUNTS["administrator"][0])
    now = datetime.now(UTC)
    edit(changed, Draft(changed.title, f"{changed.text} Auch im Winter."), actor=author, now=now)
    withdrawn, merged, alike = (
        submit(process, Draft(title, TEXT), person=author, now=now)
        for title in ("Ein Steg über den Platz", "Ein Pfad über den Platz", "Eine Gasse am Platz")
    )
    withdraw(withdrawn, reason="Der Weg ist besser.", actor=author, now=now)
    merge(merged, changed, reason="Beide wünschen sich einen Weg.", actor=moderator, now=now)
    note_likeness(changed, alike, actor=moderator, now=now)
    _addresses()
    of_others = Idea.objects.filter(process=process, visibility="public").exclude(author=author)
    to_rate = of_others.exclude(ratings__person=author).earliest("pk")
    return {
        "idea_to_rate": _place(to_rate),
        "idea_to_rate_pk": {"pk": to_rate.pk},
        "withdrawn_idea": _place(withdrawn),
        "merged_idea": _place(merged),
        "merged_idea_pk": {"pk": merged.pk},
    }


def _addresses() -> None:
    district = District.objects.first()
    with arranging():
        for number in ("1", "2", "12a"):
            Address.objects.create(
                street=STREET, number=number, district=district, latitude=51.93, longitude=8.88
            )


def _place(idea: Idea) -> dict[str, Any]:
    return {"pk": idea.pk, "slug": idea.slug or slug_of(idea.title)}
