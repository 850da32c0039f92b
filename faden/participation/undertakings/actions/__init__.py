"""Writing entries of the list; people who want to take part in one, and what the city says."""

from faden.participation.undertakings.actions.entries import (
    COLUMNS,
    Facts,
    change,
    create,
    publish,
    take_back,
)
from faden.participation.undertakings.actions.suggestions import reply, suggest

__all__ = [
    "COLUMNS",
    "Facts",
    "change",
    "create",
    "publish",
    "reply",
    "suggest",
    "take_back",
]
