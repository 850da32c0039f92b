"""Reading the answers of the city, drafts of them, and what was promised."""

from faden.shared.outcomes.queries.answers import (
    answering_by_id,
    answerings_of,
    contribution_kinds,
    contributions_by_ids,
    current_outcomes,
    latest_outcomes,
    n_answered,
    n_contributions,
    outcomes_of,
    tables_of,
    texts_of,
    units,
)
from faden.shared.outcomes.queries.drafts import (
    draft_by_id,
    draft_by_key,
    drafts_to_release,
    open_drafts,
)
from faden.shared.outcomes.queries.promises import (
    promise_of,
    promised_in,
    promised_to,
    promises,
    who_answers,
)

__all__ = [
    "answering_by_id",
    "answerings_of",
    "contribution_kinds",
    "contributions_by_ids",
    "current_outcomes",
    "draft_by_id",
    "draft_by_key",
    "drafts_to_release",
    "latest_outcomes",
    "n_answered",
    "n_contributions",
    "open_drafts",
    "outcomes_of",
    "promise_of",
    "promised_in",
    "promised_to",
    "promises",
    "tables_of",
    "texts_of",
    "units",
    "who_answers",
]
