"""A process as a template: plain values, with days counted from the first day of the process.

The same format stands in the files that ship with Faden and in `OwnTemplate.content`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from typing import Any

from faden.lib.fuzzy_date import FuzzyDate, Precision


@dataclass(frozen=True)
class PlannedOpening:
    """What a phase opens: a verb on a kind of item, from a level on."""

    kind: str
    verb: str
    level: str  # guest, registered or verified
    minimum_age: int = 0  # years


@dataclass(frozen=True)
class PlannedPhase:
    """A phase; without a number of days it has no end."""

    kind: str
    name: str
    starts_after: int  # days after the first day of the process
    days: int | None = None
    description: str = ""
    visibility: str = "public"
    moderation: str = "guests"
    hides_ratings: bool = False
    openings: tuple[PlannedOpening, ...] = ()

    def dated(self, beginning: date) -> DatedPhase:
        """Return the phase of a process that begins on this day."""
        first = beginning + timedelta(days=self.starts_after)
        last = None if self.days is None else first + timedelta(days=self.days - 1)
        return DatedPhase(self, first, last)


@dataclass(frozen=True)
class PlannedMilestone:
    """An entry of the timetable; its event may have other days than the entry."""

    title: str
    starts_after: int  # days after the first day of the process
    days: int = 1
    precision: str = Precision.DAY.value
    text: str = ""  # Markdown
    place: str = ""
    event_starts_after: int | None = None
    event_days: int = 1
    links: tuple[Mapping[str, str], ...] = ()  # {"label": str, "url": str}
    visibility: str = "public"

    @property
    def name(self) -> str:
        """What the entry is called, as a phase has it."""
        return self.title

    def dated(self, beginning: date) -> DatedMilestone:
        """Return the entry in a process that begins on this day."""
        starts_on = beginning + timedelta(days=self.starts_after)
        event = None
        if self.event_starts_after is not None:
            event = beginning + timedelta(days=self.event_starts_after)
        return DatedMilestone(
            self,
            starts_on,
            _last_of(starts_on, days=self.days),
            event,
            event and _last_of(event, days=self.event_days),
        )


def _last_of(first: date, *, days: int) -> date | None:
    """Return the last of several days, None where there is only one."""
    return first + timedelta(days=days - 1) if days > 1 else None


@dataclass(frozen=True)
class DatedPhase:
    """A phase of a template on certain days."""

    plan: PlannedPhase
    first_day: date
    last_day: date | None  # None: without an end


@dataclass(frozen=True)
class DatedMilestone:
    """An entry of a template on certain days."""

    plan: PlannedMilestone
    starts_on: date
    ends_on: date | None
    event_starts_on: date | None
    event_ends_on: date | None

    @property
    def when(self) -> FuzzyDate:
        """The entry's date as the public page says it."""
        return FuzzyDate(self.starts_on, Precision(self.plan.precision), self.ends_on)


@dataclass(frozen=True)
class PlannedConcept:
    """What the parts of the participation concept ask, or say already."""

    aims: str = ""
    responsible: str = ""
    target_groups: str = ""
    course: str = ""
    evaluation: str = ""
    resources: str = ""


@dataclass(frozen=True)
class Plan:
    """A template: everything of a process but people, offices, dates and what came in."""

    slug: str
    name: str
    purpose: str  # what it is for
    title: str
    participation: str
    decided_by: str
    is_binding: bool
    rating_mode: str
    progress_basis: str
    requires_concept: bool
    language: str = "de"
    visibility: str = "public"  # who sees the process once it is published
    summary: str = ""
    description: str = ""  # Markdown
    groups_involved: tuple[str, ...] = ()
    minimum_age: int = 0  # years
    edit_minutes: int | None = None  # None: until the phase ends; 0: never
    progress_meaning: str = ""
    can_influence: str = ""
    is_fixed: str = ""
    who_decides: str = ""
    answer_by: str = ""
    with_results: str = ""
    concept: PlannedConcept = field(default_factory=PlannedConcept)
    action_fields: tuple[str, ...] = ()
    phases: tuple[PlannedPhase, ...] = ()
    milestones: tuple[PlannedMilestone, ...] = ()

    @property
    def days(self) -> int:
        """Days from the first day to the last one that is planned."""
        phases = [phase.starts_after + (phase.days or 1) for phase in self.phases]
        entries = [entry.starts_after + entry.days for entry in self.milestones]
        return max([0, *phases, *entries])


def plan_of(slug: str, content: Mapping[str, Any]) -> Plan:
    """Return the template that the content of a file or row describes.

    :raises TypeError: for a name that the format does not have, or one that is missing
    """
    phases = [_phase_of(phase) for phase in content.get("phases", ())]
    milestones = [_milestone_of(entry) for entry in content.get("milestones", ())]
    own = {name: value for name, value in content.items() if name != "position"}
    texts = {name: _text(value) for name, value in own.items()}
    return Plan(
        **texts
        | {
            "slug": slug,
            "groups_involved": tuple(content.get("groups_involved", ())),
            "concept": PlannedConcept(**content.get("concept", {})),
            "action_fields": tuple(content.get("action_fields", ())),
            "phases": tuple(phases),
            "milestones": tuple(milestones),
        }
    )


def content_of(plan: Plan) -> dict[str, Any]:
    """Return what `plan_of` reads, as JSON can hold it."""
    content = asdict(plan)
    del content["slug"]
    return content


def _phase_of(content: Mapping[str, Any]) -> PlannedPhase:
    openings = tuple(PlannedOpening(**opening) for opening in content.get("openings", ()))
    return PlannedPhase(**{**content, "openings": openings})


def _milestone_of(content: Mapping[str, Any]) -> PlannedMilestone:
    texts = {name: _text(value) for name, value in content.items()}
    return PlannedMilestone(**{**texts, "links": tuple(content.get("links", ()))})


def _text(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else value
