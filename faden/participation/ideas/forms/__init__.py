"""What people type about ideas; forms never save."""

from faden.participation.ideas.forms.cards import (
    MORE_ROWS,
    MOST_ROWS,
    CardRow,
    CardsForm,
    n_rows_of,
)
from faden.participation.ideas.forms.idea import IdeaForm, content_of, initial_of, typed_in
from faden.participation.ideas.forms.merging import MergeForm
from faden.participation.ideas.forms.on_behalf import OnBehalfForm
from faden.participation.ideas.forms.withdraw import WithdrawForm

__all__ = [
    "MORE_ROWS",
    "MOST_ROWS",
    "CardRow",
    "CardsForm",
    "IdeaForm",
    "MergeForm",
    "OnBehalfForm",
    "WithdrawForm",
    "content_of",
    "initial_of",
    "n_rows_of",
    "typed_in",
]
