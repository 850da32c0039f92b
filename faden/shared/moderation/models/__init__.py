"""What the team decided about contributions: hidden, held back, reported, redacted."""

from faden.shared.moderation.models.hiding import Hiding
from faden.shared.moderation.models.holding import Hold, hold_decisions
from faden.shared.moderation.models.redaction import (
    Redaction,
    Sealed,
    SealOpening,
    redaction_subjects,
)
from faden.shared.moderation.models.reports import Report, report_decisions, report_reasons

__all__ = [
    "Hiding",
    "Hold",
    "Redaction",
    "Report",
    "SealOpening",
    "Sealed",
    "hold_decisions",
    "redaction_subjects",
    "report_decisions",
    "report_reasons",
]
