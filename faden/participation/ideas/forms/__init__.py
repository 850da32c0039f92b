"""What people type about ideas; forms never save."""

from faden.participation.ideas.forms.cards import CardRow, CardsForm
from faden.participation.ideas.forms.idea import IdeaForm, content_of, initial_of, typed_in
from faden.participation.ideas.forms.merging import MergeForm
from faden.participation.ideas.forms.on_behalf import OnBehalfForm
from faden.participation.ideas.forms.withdraw import WithdrawForm

__all__ = [
    "CardRow",
    "CardsForm",
    "IdeaForm",
    "MergeForm",
    "OnBehalfForm",
    "WithdrawForm",
    "content_of",
    "initial_of",
    "typed_in",
]
