"""Making a process, changing what it says, showing it, closing it."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db.models import Model

from faden.backbone.audit.actions import action, record
from faden.backbone.items import actions as items
from faden.backbone.people.models import Person
from faden.backbone.processes import queries
from faden.backbone.processes.actions.versions import (
    begin,
    ensure,
    keep_version,
    require_set_up,
)
from faden.backbone.processes.models import Concept, Process, RoleGrant
from faden.backbone.processes.rules import (
    CONCEPT_PARTS,
    Permission,
    Role,
    publish_refusal,
    unit_refusal,
)

Visibility = Process.Visibility
CHANGEABLE = frozenset(
    {
        "title",
        "language",
        "summary",
        "description",
        "participation",
        "can_influence",
        "is_fixed",
        "who_decides",
        "decided_by",
        "is_binding",
        "answer_by",
        "with_results",
        "groups_involved",
        "progress_basis",
        "progress_percent",
        "progress_meaning",
        "unit",
        "minimum_age",
        "rating_mode",
        "edit_minutes",
        "keeps_from_search_engines",
        "requires_concept",
        "is_released_by_two",
    }
)


@action
def create_process(
    *, title: str, actor: Person | None, template: str = "", now: datetime, **facts: Any
) -> Process:
    """Create a process as a draft; `facts` are the fields of Process.

    Whoever sets it up manages it: they get the role, unless one for all processes brings it.

    :raises Refused: without the permission to set up processes
    """
    require_set_up(actor, None, now=now)
    check_names(facts, CHANGEABLE)
    ensure(unit_refusal(facts.get("unit")))
    slug = queries.free_slug(title)
    process = Process.objects.create(
        title=title, slug=slug, template=template, created_at=now, **facts
    )
    if actor is not None and not _may_set_up(actor, process, now):
        RoleGrant.objects.create(person=actor, role=Role.PROCESS_MANAGER, process=process)
    record("processes.create", process, actor=actor)
    keep_version(process, actor=actor, now=now)
    return process


@action
def change_process(
    process: Process, *, actor: Person | None, now: datetime, **facts: Any
) -> list[str]:
    """Change what the process says of itself; return the names of the fields that are new.

    :raises Refused: without the permission to set it up, or if its office is none
    """
    begin(process, actor=actor, now=now)
    check_names(facts, CHANGEABLE)
    ensure(unit_refusal(facts.get("unit")))
    changed = set_fields(process, facts)
    if changed:
        process.save(update_fields=changed)
        record("processes.change", process, actor=actor, fields=changed)
        if "rating_mode" in changed:
            items.store_anew(process)
        keep_version(process, actor=actor, now=now)
    return changed


@action
def set_concept(
    process: Process, *, actor: Person | None, now: datetime, **parts: str
) -> list[str]:
    """Write the participation concept; return the names of the parts that are new.

    :raises Refused: without the permission to set the process up
    """
    begin(process, actor=actor, now=now)
    check_names(parts, frozenset(CONCEPT_PARTS))
    concept, _is_new = Concept.objects.get_or_create(process=process)
    changed = set_fields(concept, parts)
    if changed:
        concept.save(update_fields=changed)
        record("processes.set_concept", concept, actor=actor, fields=changed)
        keep_version(process, actor=actor, now=now)
    return changed


@action
def publish(
    process: Process,
    *,
    actor: Person | None,
    visibility: Process.Visibility = Visibility.PUBLIC,
    now: datetime,
) -> None:
    """Show the process to everybody, or to invited people only.

    :raises Refused: without the permission to set it up, or while something is missing
    """
    set_visibility(process, visibility, actor=actor, now=now)


@action
def set_visibility(
    process: Process, visibility: Process.Visibility, *, actor: Person | None, now: datetime
) -> None:
    """Show the process to everybody, to invited people or to its team only.

    :raises Refused: without the permission to set it up, or if it is shown while parts are missing
    """
    begin(process, actor=actor, now=now)
    if process.visibility == Visibility.STAFF != visibility:
        ensure(publish_refusal(queries.what_is_missing(process)))
        process.published_at = process.published_at or now
        process.save(update_fields=["published_at"])
    items.set_visibility(process, visibility, actor=actor)
    keep_version(process, actor=actor, now=now)


@action
def archive(process: Process, *, actor: Person | None, now: datetime) -> None:
    """Close the process for good: it stays to be read, and nothing is open in it any more.

    :raises Refused: without the permission to set it up
    """
    begin(process, actor=actor, now=now)
    _set_archived(process, process.archived_at or now)
    record("processes.archive", process, actor=actor)
    keep_version(process, actor=actor, now=now)


@action
def reopen(process: Process, *, actor: Person | None, now: datetime) -> None:
    """Take the process out of the archive: its phases count again.

    :raises Refused: without the permission to set it up
    """
    begin(process, actor=actor, now=now)
    _set_archived(process, None)
    record("processes.reopen", process, actor=actor)
    keep_version(process, actor=actor, now=now)


def _may_set_up(person: Person, process: Process, now: datetime) -> bool:
    return queries.may(person, Permission.CONFIGURE, process_id=process.pk, now=now)


def _set_archived(process: Process, moment: datetime | None) -> None:
    process.archived_at = moment
    process.save(update_fields=["archived_at"])


def check_names(facts: Iterable[str], known: frozenset[str]) -> None:
    """Let no other field be written: a wrong name is a mistake in the code."""
    if unknown := set(facts) - known:
        raise TypeError(f"not to be set here: {', '.join(sorted(unknown))}")


def set_fields(row: Model, facts: Mapping[str, Any]) -> list[str]:
    """Set the fields that differ, without storing them, and return their names in order."""
    changed = [name for name, value in facts.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, facts[name])
    return changed
