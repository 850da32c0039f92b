"""What is hidden, held back, reported or redacted, and why."""

from faden.shared.moderation.queries.hiding import open_hiding, open_hidings
from faden.shared.moderation.queries.holding import (
    held,
    last_hold,
    must_wait,
    n_held,
    next_to_review,
)
from faden.shared.moderation.queries.redaction import redactions_of, sealed_of
from faden.shared.moderation.queries.reports import (
    n_reported,
    open_reports,
    reported,
    was_reviewed,
)

__all__ = [
    "held",
    "last_hold",
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
    "was_reviewed",
]
