"""A process as a template: without people, offices, dates and what came in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial
from typing import Any

from faden.backbone.people.models import Level
from faden.backbone.processes.models import Concept, Milestone, Opening, Phase, Process
from faden.backbone.processes.rules import CONCEPT_PARTS
from faden.lib.dates import city_day, last_day
from faden.surfaces.process_setup.plans import (
    Plan,
    PlannedConcept,
    PlannedMilestone,
    PlannedOpening,
    PlannedPhase,
)
from faden.surfaces.process_setup.queries import SetUp

SAME = (
    "title",
    "language",
    "participation",
    "decided_by",
    "is_binding",
    "rating_mode",
    "progress_basis",
    "requires_concept",
    "minimum_age",
    "edit_minutes",
)
TEXTS = (
    "summary",
    "description",
    "progress_meaning",
    "can_influence",
    "is_fixed",
    "who_decides",
    "answer_by",
    "with_results",
)
LEFT_OUT = "[…]"  # where a name stood: publishing asks for it again


def plan_from(
    set_up: SetUp, *, slug: str, name: str, purpose: str, before: Plan | None, names: Sequence[str]
) -> Plan:
    """Return the process as a template.

    :param before: the template it was made from, if that is still there
    :param names: of offices and people, which are left out of its texts
    """
    process, plain = set_up.process, partial(_without, names=names)
    beginning = city_day(set_up.phases[0].starts_at)
    kept = [entry for entry in set_up.milestones if entry.state != Milestone.State.CANCELLED]
    same = {column: getattr(process, column) for column in SAME}
    texts = {column: plain(getattr(process, column)) for column in TEXTS}
    return Plan(
        slug=slug,
        name=name,
        purpose=purpose,
        visibility=_visibility(process, before),
        groups_involved=tuple(plain(group) for group in process.groups_involved),
        concept=_concept(set_up.concept, before, names),
        action_fields=tuple(plain(field.name) for field in set_up.fields),
        phases=tuple(_phase(phase, beginning, names) for phase in set_up.phases),
        milestones=tuple(_milestone(entry, beginning, names) for entry in kept),
        **same | texts,
    )


def _without(text: str, *, names: Iterable[str]) -> str:
    """Return the text with a place to fill in wherever one of the names stood."""
    for name in sorted(names, key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", LEFT_OUT, text)
    return text.strip()


def _visibility(process: Process, before: Plan | None) -> str:
    if process.visibility != Process.Visibility.STAFF:
        return process.visibility
    return before.visibility if before else Process.Visibility.PUBLIC.value


def _concept(concept: Concept | None, before: Plan | None, names: Sequence[str]) -> PlannedConcept:
    asked = before.concept if before else PlannedConcept()
    written = concept or Concept()
    return PlannedConcept(
        **{
            part: _without(getattr(written, part), names=names) or getattr(asked, part)
            for part in CONCEPT_PARTS
        }
    )


def _phase(phase: Phase, beginning: date, names: Sequence[str]) -> PlannedPhase:
    first = city_day(phase.starts_at)
    return PlannedPhase(
        kind=phase.kind,
        name=_without(phase.name, names=names),
        description=_without(phase.description, names=names),
        starts_after=(first - beginning).days,
        days=(last_day(phase.ends_at) - first).days + 1 if phase.ends_at else None,
        visibility=phase.visibility,
        moderation=phase.moderation,
        hides_ratings=phase.hides_ratings,
        openings=tuple(_opening(opening) for opening in phase.openings.all()),
    )


def _opening(opening: Opening) -> PlannedOpening:
    """Return the opening without its districts: another process is about other places."""
    level = Level(opening.level).name.lower()
    return PlannedOpening(opening.kind, opening.verb, level, opening.minimum_age)


def _milestone(entry: Milestone, beginning: date, names: Sequence[str]) -> PlannedMilestone:
    event: dict[str, Any] = {}
    if entry.event_starts_on:
        event["event_starts_after"] = (entry.event_starts_on - beginning).days
        event["event_days"] = _n_days(entry.event_starts_on, entry.event_ends_on)
    return PlannedMilestone(
        title=_without(entry.title, names=names),
        text=_without(entry.text, names=names),
        place=_without(entry.place, names=names),
        starts_after=(entry.starts_on - beginning).days,
        days=_n_days(entry.starts_on, entry.ends_on),
        precision=entry.precision,
        links=tuple(entry.links),
        visibility=entry.visibility,
        **event,
    )


def _n_days(first: date, last: date | None) -> int:
    return ((last or first) - first).days + 1
