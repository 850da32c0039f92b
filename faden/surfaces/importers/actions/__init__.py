"""Every write of an import: its own course, and the rows."""

from faden.surfaces.importers.actions.discarding import discard_some
from faden.surfaces.importers.actions.rows import publish, write_comments, write_ideas
from faden.surfaces.importers.actions.runs import (
    assign_columns,
    cancelled,
    checked,
    create_run,
    fail,
    remove_old_files,
    start,
)

__all__ = [
    "assign_columns",
    "cancelled",
    "checked",
    "create_run",
    "discard_some",
    "fail",
    "publish",
    "remove_old_files",
    "start",
    "write_comments",
    "write_ideas",
]
