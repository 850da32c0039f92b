"""What an answer of the city must say."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from faden.lib.refused import Refusal
from faden.shared.outcomes.models import Outcome

NOT_A_CONTRIBUTION = Refusal("outcomes.not_a_contribution", _("Only contributions get an answer."))
NEEDS_BODY = frozenset({Outcome.Code.CONTINUED, Outcome.Code.FORWARDED})
NEEDS_NO_REASON = frozenset({Outcome.Code.IMPLEMENTED})


def date_refusal(decided_on: date, *, now: datetime) -> Refusal | None:
    """Return why an answer cannot have this date, or None if it can."""
    if decided_on > timezone.localdate(now):
        return Refusal("outcomes.decided_on", _("The date of an answer cannot be in the future."))
    return None


def outcome_refusal(*, code: str, reason: str, body: str, is_unit: bool = True) -> Refusal | None:
    """Return what is missing in the answer, or None if it is complete."""
    if not is_unit:
        return Refusal("outcomes.unit", _("Only an office of the city can answer."))
    if code not in NEEDS_NO_REASON and not reason.strip():
        return Refusal("outcomes.reason", _("Please give a reason for this answer."))
    if code in NEEDS_BODY and not body.strip():
        return Refusal("outcomes.body", _("Please say where it goes on, or to whom it went."))
    return None
