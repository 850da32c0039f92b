"""Every write of moderation; whoever is concerned is told."""

from faden.shared.moderation.actions.hiding import (
    conceal,
    hide,
    hide_all,
    hide_threat,
    show_again,
)
from faden.shared.moderation.actions.holding import (
    hold,
    hold_again,
    let_go,
    refuse,
    refuse_all,
    release,
    release_all,
)
from faden.shared.moderation.actions.moving import Destination, move, move_all
from faden.shared.moderation.actions.pictures import redact_picture, remove_picture
from faden.shared.moderation.actions.redaction import (
    open_sealed,
    redact,
    sweep_sealed,
)
from faden.shared.moderation.actions.reports import Complaint, decide, report

__all__ = [
    "Complaint",
    "Destination",
    "conceal",
    "decide",
    "hide",
    "hide_all",
    "hide_threat",
    "hold",
    "hold_again",
    "let_go",
    "move",
    "move_all",
    "open_sealed",
    "redact",
    "redact_picture",
    "refuse",
    "refuse_all",
    "release",
    "release_all",
    "remove_picture",
    "report",
    "show_again",
    "sweep_sealed",
]
