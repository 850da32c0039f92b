"""Whole steps of setting up, made of the actions on a process and its parts."""

from faden.surfaces.process_setup.actions.process import (
    NewProcess,
    arrange_fields,
    arrange_files,
    create_from_plan,
    invite,
    set_concept,
    show_to,
)
from faden.surfaces.process_setup.actions.templates import remove_template, save_as_template

__all__ = [
    "NewProcess",
    "arrange_fields",
    "arrange_files",
    "create_from_plan",
    "invite",
    "remove_template",
    "save_as_template",
    "set_concept",
    "show_to",
]
