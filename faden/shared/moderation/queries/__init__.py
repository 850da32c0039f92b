"""What is hidden, held back, reported or redacted, and why."""

from faden.shared.moderation.queries.hiding import open_hiding, open_hidings
from faden.shared.moderation.queries.holding import (
    held,
    last_decisions,
    last_hold,
    mark_of_words,
    must_wait,
    n_held,
    next_to_review,
)
from faden.shared.moderation.queries.moving import collected_in, movable, moves_of, targets_for
from faden.shared.moderation.queries.redaction import redactions_of, sealed_of
from faden.shared.moderation.queries.reports import (
    n_reported,
    open_reports,
    reported,
    was_reviewed,
)

__all__ = [
    "collected_in",
    "held",
    "last_decisions",
    "last_hold",
    "mark_of_words",
    "movable",
    "moves_of",
    "must_wait",
    "n_held",
    "n_reported",
    "next_to_review",
    "open_hiding",
    "open_hidings",
    "open_reports",
    "redactions_of",
    "reported",
    "sealed_of",
    "targets_for",
    "was_reviewed",
]
