"""The phases of a process, and what they open."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from faden.backbone.audit.actions import action, record
from faden.backbone.items.kinds import kind
from faden.backbone.people.models import Level, Person
from faden.backbone.processes.actions.process import check_names, set_fields
from faden.backbone.processes.actions.versions import begin, ensure, keep_version
from faden.backbone.processes.models import Opening, Phase, Process
from faden.backbone.processes.rules import (
    Opens,
    phase_change_refusal,
    phase_refusal,
    phase_removal_refusal,
)

CHANGEABLE = frozenset(
    {
        "name",
        "kind",
        "description",
        "starts_at",
        "ends_at",
        "visibility",
        "moderation",
        "hides_ratings",
    }
)


@action
def add_phase(
    process: Process, *, opens: Iterable[Opens], actor: Person | None, now: datetime, **facts: Any
) -> Phase:
    """Add a phase with what it opens; `facts` are the fields of Phase.

    :raises Refused: without the permission to set the process up, or if its dates cannot be
    """
    begin(process, actor=actor, now=now)
    check_names(facts, CHANGEABLE)
    phase, opens = Phase(process=process, **facts), list(opens)
    ensure(phase_refusal(phase, opens))
    phase.save()
    _open(phase, opens)
    record("processes.add_phase", phase, actor=actor, opens=_verbs(opens))
    keep_version(process, actor=actor, now=now)
    return phase


@action
def change_phase(
    phase: Phase,
    *,
    opens: Iterable[Opens] | None = None,
    actor: Person | None,
    now: datetime,
    **facts: Any,
) -> list[str]:
    """Change the phase, and what it opens unless that is None; return the names of what is new.

    :raises Refused: without the permission to set the process up, or if it has begun and
        something would change that was promised or has happened
    """
    process = phase.process
    begin(process, actor=actor, now=now)
    check_names(facts, CHANGEABLE)
    phase.refresh_from_db()
    before = _openings(phase)
    after = before if opens is None else list(opens)
    is_published = process.published_at is not None
    ensure(phase_change_refusal(phase, facts, is_published=is_published, now=now))
    changed = set_fields(phase, facts)
    ensure(phase_refusal(phase, after))
    if changed:
        phase.save(update_fields=changed)
    if _terms(after) != _terms(before):
        phase.openings.all().delete()
        _open(phase, after)
        changed.append("openings")
    if changed:
        record("processes.change_phase", phase, actor=actor, fields=changed, opens=_verbs(after))
        keep_version(process, actor=actor, now=now)
    return changed


@action
def remove_phase(phase: Phase, *, actor: Person | None, now: datetime) -> None:
    """Remove a phase that has not begun, or any phase of a process that was never published.

    :raises Refused: without the permission to set the process up, or if the phase has begun
    """
    process = phase.process
    begin(process, actor=actor, now=now)
    phase.refresh_from_db()
    is_published = process.published_at is not None
    ensure(phase_removal_refusal(phase, is_published=is_published, now=now))
    record("processes.remove_phase", phase, actor=actor)
    phase.delete()
    keep_version(process, actor=actor, now=now)


def _open(phase: Phase, opens: Iterable[Opens]) -> None:
    for opened in opens:
        _check_verb(opened)
        opening = Opening.objects.create(
            phase=phase,
            kind=opened.kind,
            verb=opened.verb,
            level=opened.level,
            minimum_age=opened.minimum_age,
        )
        if opened.districts:
            opening.districts.set(opened.districts)


def _check_verb(opened: Opens) -> None:
    """Let no phase open what no room knows: a wrong name is a mistake in the code."""
    if opened.verb not in {verb.name for verb in kind(opened.kind).verbs}:
        raise ValueError(f"{opened.kind} has no verb {opened.verb}")


def _openings(phase: Phase) -> list[Opens]:
    return [
        Opens(
            opening.kind,
            opening.verb,
            Level(opening.level),
            opening.minimum_age,
            list(opening.districts.all()),
        )
        for opening in phase.openings.prefetch_related("districts")
    ]


def _terms(opens: Iterable[Opens]) -> set[tuple[str, str, int, int, frozenset[int]]]:
    return {
        (
            opened.kind,
            opened.verb,
            int(opened.level),
            opened.minimum_age,
            frozenset(district.pk for district in opened.districts),
        )
        for opened in opens
    }


def _verbs(opens: Iterable[Opens]) -> list[str]:
    return [f"{opened.kind}.{opened.verb}" for opened in opens]
