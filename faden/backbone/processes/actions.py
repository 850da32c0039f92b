"""Setting a process up, and saying who works for it."""

from datetime import datetime
from typing import Any

from faden.backbone.audit.actions import action, record
from faden.backbone.items.models import Item
from faden.backbone.people.models import Level, Person
from faden.backbone.processes import queries
from faden.backbone.processes.models import (
    ActionField,
    Invitation,
    Milestone,
    Opening,
    Phase,
    Process,
    RoleGrant,
)
from faden.backbone.processes.rules import Role


@action
def create_process(*, title: str, actor: Person | None, now: datetime, **texts: Any) -> Process:
    """Create a process as a draft; `texts` are the fields of Process."""
    slug = queries.free_slug(title)
    process = Process.objects.create(title=title, slug=slug, created_at=now, **texts)
    record("processes.create", process, actor=actor)
    return process


@action
def publish(process: Process, *, actor: Person | None, now: datetime) -> None:
    """Show the process to everybody."""
    process.visibility = Item.Visibility.PUBLIC
    process.published_at = process.published_at or now
    process.save(update_fields=["visibility", "published_at"])
    record("processes.publish", process, actor=actor)


@action
def add_action_field(process: Process, *, name: str, actor: Person | None) -> ActionField:
    """Add an action field behind the others."""
    field = ActionField.objects.create(
        process=process, name=name, position=process.action_fields.count()
    )
    record("processes.add_action_field", field, actor=actor)
    return field


@action
def add_phase(
    process: Process,
    *,
    opens: list[tuple[str, str, Level]],
    actor: Person | None,
    **facts: Any,
) -> Phase:
    """Add a phase; `opens` lists (kind, verb, level), `facts` are the fields of Phase."""
    phase = Phase.objects.create(process=process, **facts)
    Opening.objects.bulk_create(
        Opening(phase=phase, kind=kind, verb=verb, level=level) for kind, verb, level in opens
    )
    record("processes.add_phase", phase, actor=actor, opens=[f"{k}.{v}" for k, v, _ in opens])
    return phase


@action
def add_milestone(process: Process, *, actor: Person | None, **facts: Any) -> Milestone:
    """Add an entry to the timetable; `facts` are the fields of Milestone."""
    milestone = Milestone.objects.create(process=process, **facts)
    record("processes.add_milestone", milestone, actor=actor)
    return milestone


@action
def grant_role(
    person: Person, role: Role, *, process: Process | None, reason: str, actor: Person | None
) -> RoleGrant:
    """Give the person a role, in one process or (None) in all."""
    grant, is_new = RoleGrant.objects.get_or_create(
        person=person, role=role, process=process, defaults={"reason": reason}
    )
    if is_new:
        record("processes.grant_role", grant, actor=actor, role=role)
    return grant


@action
def withdraw_invitations(person: Person, now: datetime) -> None:  # noqa: ARG001 - as erasures
    """Delete the invitations of an address whose account is erased."""
    Invitation.objects.filter(email=person.email or "").delete()
