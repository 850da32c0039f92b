"""How far a process is set up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from faden.backbone.processes.models import (
    ActionField,
    Concept,
    Milestone,
    Phase,
    Process,
    RoleGrant,
)
from faden.backbone.processes.queries import action_fields_of, phases_of
from faden.backbone.processes.rules import Role, missing_for_publishing
from faden.surfaces.process_setup.queries.team import team_of
from faden.surfaces.process_setup.rules import contradictions, open_places, section_of

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class SetUp:
    """A process with all its parts, as the pages of the team show it: ten queries."""

    process: Process
    phases: list[Phase]
    milestones: list[Milestone]
    fields: list[ActionField]
    concept: Concept | None
    team: list[RoleGrant]
    n_invited: int
    n_images: int
    n_documents: int
    now: datetime

    @cached_property
    def missing(self) -> list[tuple[str, StrOrPromise]]:
        """`[(section, what is missing in it)]` before the process can be published."""
        found = missing_for_publishing(
            self.process, n_phases=len(self.phases), concept=self.concept
        )
        return [(section_of(part), label) for part, label in found.items()]

    @cached_property
    def open_places(self) -> dict[str, list[str]]:
        """`{section: places}` that a template left to be filled in."""
        return open_places(
            self.process, self.phases, milestones=self.milestones, concept=self.concept
        )

    @cached_property
    def contradictions(self) -> list[tuple[Milestone, Phase]]:
        """Entries of the timetable that give other days than the phase they name."""
        return contradictions(self.phases, self.milestones)

    @property
    def is_moderated(self) -> bool:
        """Whether somebody has the role to moderate it."""
        return any(grant.role == Role.MODERATOR for grant in self.team)


def set_up_of(process: Process, *, now: datetime) -> SetUp:
    """Return the process with its parts."""
    return SetUp(
        process,
        phases_of(process),
        list(process.milestones.all()),
        list(action_fields_of(process.pk)),
        Concept.objects.filter(process=process).first(),
        list(team_of(process, now=now)),
        process.invitations.count(),
        process.images.count(),
        process.documents.count(),
        now,
    )
