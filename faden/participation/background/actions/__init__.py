"""Asking, answering, and what the team writes on the background of a process."""

from faden.participation.background.actions.asking import (
    Answer,
    Asked,
    answer,
    ask,
    promise,
)
from faden.participation.background.actions.common import put_words
from faden.participation.background.actions.frequent import (
    add_frequent,
    change_frequent,
    make_frequent,
    move,
    remove_frequent,
)
from faden.participation.background.actions.own import rewrite, withdraw
from faden.participation.background.actions.page import (
    Explanation,
    Frame,
    add_term,
    change_term,
    remove_term,
    set_background,
    set_frame,
)

__all__ = [
    "Answer",
    "Asked",
    "Explanation",
    "Frame",
    "add_frequent",
    "add_term",
    "answer",
    "ask",
    "change_frequent",
    "change_term",
    "make_frequent",
    "move",
    "promise",
    "put_words",
    "remove_frequent",
    "remove_term",
    "rewrite",
    "set_background",
    "set_frame",
    "withdraw",
]
