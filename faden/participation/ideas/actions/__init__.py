"""Every write about ideas."""

from faden.participation.ideas.actions.cards import Card, enter_cards, enter_on_behalf, take_back
from faden.participation.ideas.actions.drafts import (
    NEEDS_ACCOUNT,
    discard_draft,
    keep_draft,
    sweep_drafts,
)
from faden.participation.ideas.actions.editing import edit, hand_in_again, withdraw
from faden.participation.ideas.actions.merging import (
    forget_likeness,
    merge,
    note_likeness,
    split,
)
from faden.participation.ideas.actions.rewriting import tell_new_title_to
from faden.participation.ideas.actions.submitting import ONLINE, Draft, HandedIn, submit

__all__ = [
    "NEEDS_ACCOUNT",
    "ONLINE",
    "Card",
    "Draft",
    "HandedIn",
    "discard_draft",
    "edit",
    "enter_cards",
    "enter_on_behalf",
    "forget_likeness",
    "hand_in_again",
    "keep_draft",
    "merge",
    "note_likeness",
    "split",
    "submit",
    "sweep_drafts",
    "take_back",
    "tell_new_title_to",
    "withdraw",
]
