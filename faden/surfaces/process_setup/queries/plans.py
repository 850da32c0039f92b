"""Templates: those that ship with Faden, and the city's own."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from django.db.models import Q

from faden.backbone.audit.models import LogEntry
from faden.backbone.people.models import Person, Unit
from faden.backbone.processes.models import OwnTemplate, Process, RoleGrant
from faden.surfaces.process_setup.plans import Plan, plan_of

SHIPPED = Path(__file__).parent.parent / "shipped"
SHORTEST_NAME = 4  # characters; shorter ones are words of every text


@cache
def shipped_plans() -> tuple[Plan, ...]:
    """Return the templates that come with Faden, in the order in which they are offered."""
    files = {path.stem: tomllib.loads(path.read_text("utf-8")) for path in SHIPPED.glob("*.toml")}
    ordered = sorted(files.items(), key=lambda found: found[1]["position"])
    return tuple(plan_of(slug, content) for slug, content in ordered)


def own_plans() -> list[Plan]:
    """Return the templates that the city made from its own processes, by name."""
    return [plan_of(own.slug, own.content) for own in OwnTemplate.objects.all()]


def own_template(slug: str) -> OwnTemplate | None:
    """Return the city's own template with this address."""
    return OwnTemplate.objects.filter(slug=slug).first()


def saved_by(person: Person) -> set[str]:
    """Return the addresses of the city's templates that this person saved, as the log says."""
    saved = LogEntry.objects.filter(action="process_setup.save_template", actor_id=person.pk)
    found = OwnTemplate.objects.filter(pk__in=saved.values("subject_id"))
    return set(found.values_list("slug", flat=True))


def plan_by_slug(slug: str) -> Plan | None:
    """Return the template with this address, shipped or the city's own."""
    shipped = next((plan for plan in shipped_plans() if plan.slug == slug), None)
    if shipped is not None:
        return shipped
    own = own_template(slug)
    return plan_of(own.slug, own.content) if own else None


def proposed_visibility(process: Process) -> str:
    """Return who sees the process, or of a draft, who shall see it as its template proposes."""
    if process.visibility != Process.Visibility.STAFF:
        return process.visibility
    plan = plan_by_slug(process.template)
    return plan.visibility if plan else Process.Visibility.PUBLIC.value


def slugs_in_use() -> set[str]:
    """Return the addresses of all templates."""
    own = OwnTemplate.objects.values_list("slug", flat=True)
    return {*own, *(plan.slug for plan in shipped_plans())}


def names_to_leave_out(process: Process) -> list[str]:
    """Return how the city's offices and the people who work for the process are called.

    Names of people have two words: one alone ("Moderation") may be a word of any text.
    """
    offices = Unit.objects.values_list("person__display_name", "email", "telephone")
    named = Person.objects.filter(kind=Person.Kind.UNIT).values_list("display_name", flat=True)
    of_offices = {name for row in offices for name in row} | set(named)
    grants = RoleGrant.objects.filter(Q(process=process) | Q(process=None))
    people = {
        *grants.values_list("person__display_name", flat=True),
        *Unit.objects.values_list("contact_name", flat=True),
    }
    found = {name for name in of_offices if len(name) >= SHORTEST_NAME}
    return sorted(found | {name for name in people if " " in name.strip()})
