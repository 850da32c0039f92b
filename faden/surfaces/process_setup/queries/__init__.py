"""Templates, how far a process is set up, the team's table of processes."""

from faden.surfaces.process_setup.queries.files import files_of
from faden.surfaces.process_setup.queries.history import steps_of
from faden.surfaces.process_setup.queries.plans import (
    names_to_leave_out,
    own_plans,
    own_template,
    plan_by_slug,
    proposed_visibility,
    saved_by,
    shipped_plans,
    slugs_in_use,
)
from faden.surfaces.process_setup.queries.set_up import SetUp, set_up_of
from faden.surfaces.process_setup.queries.table import (
    Stage,
    processes_of_team,
    to_be_set_up_by,
    waiting,
    with_words,
)

__all__ = [
    "SetUp",
    "Stage",
    "files_of",
    "names_to_leave_out",
    "own_plans",
    "own_template",
    "plan_by_slug",
    "processes_of_team",
    "proposed_visibility",
    "saved_by",
    "set_up_of",
    "shipped_plans",
    "slugs_in_use",
    "steps_of",
    "to_be_set_up_by",
    "waiting",
    "with_words",
]
