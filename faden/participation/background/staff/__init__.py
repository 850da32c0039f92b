"""The team's pages on the background of a process."""

from faden.participation.background.staff.page import (
    add_term,
    frame,
    manage,
    remove_term,
    term,
    text,
)
from faden.participation.background.staff.questions import (
    add_frequent,
    answer,
    frequent,
    make_frequent,
    move,
    promise,
    remove_frequent,
    table,
)

__all__ = [
    "add_frequent",
    "add_term",
    "answer",
    "frame",
    "frequent",
    "make_frequent",
    "manage",
    "move",
    "promise",
    "remove_frequent",
    "remove_term",
    "table",
    "term",
    "text",
]
