"""What the team has to do, by date and by process; the log of what was done."""

from faden.surfaces.staff.queries.log import entries_of, named, opening_by_id, openings
from faden.surfaces.staff.queries.waiting import Waiting, is_late, mine, waiting_for
from faden.surfaces.staff.queries.work import Work, work_of

__all__ = [
    "Waiting",
    "Work",
    "entries_of",
    "is_late",
    "mine",
    "named",
    "opening_by_id",
    "openings",
    "waiting_for",
    "work_of",
]
