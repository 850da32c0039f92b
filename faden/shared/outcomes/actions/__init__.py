"""Giving the answer of the city, drafting it, promising it by a day."""

from faden.shared.outcomes.actions.answering import Answer, answer, answer_all, take_back, tell
from faden.shared.outcomes.actions.defects import forward_defect
from faden.shared.outcomes.actions.drafts import (
    Asked,
    ask,
    begin_draft,
    change_draft,
    drop,
    forget_links,
    hand_in,
    hand_in_by_link,
    release,
    save_by_link,
    send_link,
)
from faden.shared.outcomes.actions.promises import promise, tell_broken_promises

__all__ = [
    "Answer",
    "Asked",
    "answer",
    "answer_all",
    "ask",
    "begin_draft",
    "change_draft",
    "drop",
    "forget_links",
    "forward_defect",
    "hand_in",
    "hand_in_by_link",
    "promise",
    "release",
    "save_by_link",
    "send_link",
    "take_back",
    "tell",
    "tell_broken_promises",
]
