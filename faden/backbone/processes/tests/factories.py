from collections.abc import Sequence
from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from faden.backbone.audit.guard import arranging
from faden.backbone.items.models import Item
from faden.backbone.people.models import Level, Person
from faden.backbone.people.tests.factories import NOON, a_person, a_unit
from faden.backbone.places.models import District
from faden.backbone.processes.models import (
    ActionField,
    Invitation,
    Milestone,
    Opening,
    Phase,
    Process,
    RoleGrant,
)

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
FAR_OFF = datetime(2999, 1, 1, tzinfo=UTC)
GUEST, REGISTERED, VERIFIED = Level.GUEST, Level.REGISTERED, Level.VERIFIED
_numbers = count(1)


def a_process(**overrides: Any) -> Process:
    """A public process without phases."""
    facts: dict[str, Any] = {
        "title": f"Process {next(_numbers)}",
        "summary": "How should we live?",
        "participation": Process.Participation.CONSULTATION,
        "visibility": Item.Visibility.PUBLIC,
        "created_at": NOON,
        "published_at": NOON,
    }
    with arranging():
        return Process.objects.create(**(facts | overrides))


def a_draft_process(**overrides: Any) -> Process:
    facts = {"visibility": Item.Visibility.STAFF, "published_at": None}
    return a_process(**(facts | overrides))


def a_phase(process: Process, opens: dict[str, Level] | None = None, **overrides: Any) -> Phase:
    """A phase that runs since long ago; `opens` is `{"idea.submit": level}`."""
    facts: dict[str, Any] = {
        "process": process,
        "kind": Phase.Kind.DIALOGUE,
        "name": "Dialogue",
        "starts_at": LONG_AGO,
        "ends_at": FAR_OFF,
        "moderation": Phase.Moderation.NONE,  # what waits for release has tests of its own
    }
    with arranging():
        phase = Phase.objects.create(**(facts | overrides))
        for name, level in (opens or {}).items():
            an_opening(phase, name, level)
    return phase


def an_opening(
    phase: Phase,
    name: str,
    level: Level = GUEST,
    *,
    minimum_age: int = 0,
    districts: Sequence[District] = (),
) -> Opening:
    """What a phase opens; `name` is "idea.submit"."""
    kind, verb = name.split(".")
    with arranging():
        opening = Opening.objects.create(
            phase=phase, kind=kind, verb=verb, level=level, minimum_age=minimum_age
        )
        opening.districts.set(districts)
    return opening


def an_open_process(level: Level = GUEST, **overrides: Any) -> Process:
    """A process in which everybody from this level on can do everything with ideas."""
    process = a_process(**overrides)
    a_phase(process, {f"idea.{verb}": level for verb in ("submit", "rate", "comment")})
    return process


def a_complete_draft(**overrides: Any) -> Process:
    """A draft with all that publishing asks for."""
    lines = dict.fromkeys(("can_influence", "is_fixed", "who_decides", "answer_by"), "Text")
    process = a_draft_process(**({"unit": a_unit(), **lines} | overrides))
    a_phase(process, {"idea.submit": GUEST})
    return process


def an_invitation(process: Process, person: Person) -> Invitation:
    """The person, with a confirmed address, is invited to the process."""
    with arranging():
        return Invitation.objects.create(process=process, email=person.email, created_at=NOON)


def an_action_field(process: Process, name: str = "Verkehr", **overrides: Any) -> ActionField:
    with arranging():
        return ActionField.objects.create(process=process, name=name, **overrides)


def a_milestone(process: Process, **overrides: Any) -> Milestone:
    facts: dict[str, Any] = {
        "title": "Kick-off",
        "state": Milestone.State.DONE,
        "starts_on": date(2019, 12, 7),
    }
    with arranging():
        return Milestone.objects.create(process=process, **(facts | overrides))


def a_role(
    role: str, process: Process | None = None, person: Person | None = None, **overrides: Any
) -> Person:
    """Somebody who holds the role, in one process or in all."""
    person = person or a_person()
    with arranging():
        RoleGrant.objects.create(person=person, role=role, process=process, **overrides)
    return person
