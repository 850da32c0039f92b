"""A process, what is open in it when and to whom, its timetable, its fields, its team."""

from faden.backbone.processes.models.access import Invitation, PreviewLink, RoleGrant, roles
from faden.backbone.processes.models.pauses import Pause
from faden.backbone.processes.models.phases import Opening, Phase, levels, moderations, phase_kinds
from faden.backbone.processes.models.process import (
    ActionField,
    Concept,
    Process,
    deciders,
    minimum_ages,
    participation_levels,
    progress_bases,
    rating_modes,
)
from faden.backbone.processes.models.templates import OwnTemplate
from faden.backbone.processes.models.timetable import Milestone, milestone_states, precisions

__all__ = [
    "ActionField",
    "Concept",
    "Invitation",
    "Milestone",
    "Opening",
    "OwnTemplate",
    "Pause",
    "Phase",
    "PreviewLink",
    "Process",
    "RoleGrant",
    "deciders",
    "levels",
    "milestone_states",
    "minimum_ages",
    "moderations",
    "participation_levels",
    "phase_kinds",
    "precisions",
    "progress_bases",
    "rating_modes",
    "roles",
]
