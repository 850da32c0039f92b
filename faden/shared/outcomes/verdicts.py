"""What the red thread says of an item that the city answered."""

from collections.abc import Collection

from faden.shared.outcomes.models import Outcome
from faden.shared.outcomes.templatetags.outcomes import outcome_badge, outcome_words
from faden.shared.thread.verdicts import Verdict


def verdicts(item_ids: Collection[int]) -> dict[int, Verdict]:
    """Return the answers and interim notices that hold, by the ids of their items; one query."""
    found = Outcome.objects.filter(item_id__in=item_ids, is_current=True).select_related("unit")
    return {outcome.item_id: _verdict(outcome) for outcome in found}


def _verdict(outcome: Outcome) -> Verdict:
    return Verdict(
        outcome_badge(outcome.code, outcome.until),
        outcome_words(outcome.code, outcome.until),
        outcome.decided_on,
        outcome.unit.public_name,
    )
