"""What files say of ideas to everybody. Never who handed one in."""

from collections.abc import Callable, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from faden.backbone.places.words import DISTRICT
from faden.participation.ideas import queries
from faden.shared.outcomes.templatetags.outcomes import outcome_words
from faden.web.tables import Column, Listing
from faden.web.tables.columns import LINK


def listing(*, has_up: bool, has_down: bool) -> Listing[Any]:
    """Return the list, without counts of ratings that are hidden or that do not exist."""
    shown = {"n_up": has_up, "n_down": has_down}
    columns = [column for column in _COLUMNS if shown.get(column.name, True)]
    return Listing("ideen", _("Ideas"), columns)


def _of_answer(fact: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def value(idea: Any) -> Any:
        outcome = queries.outcome_of(idea)
        return fact(outcome) if outcome else None

    return value


_COLUMNS: Sequence[Column[Any]] = (
    Column("id", _("Number"), lambda idea: idea.pk, width=9),
    Column("title", _("Title"), lambda idea: idea.title, width=45),
    Column("text", _("Text"), lambda idea: idea.text, width=60),
    Column("topic", _("Topic"), lambda idea: idea.action_field, width=24),
    Column("district", DISTRICT, lambda idea: idea.district, width=20),
    Column("address", _("Address"), lambda idea: idea.address, width=28),
    Column("latitude", _("Latitude"), lambda idea: idea.latitude),
    Column("longitude", _("Longitude"), lambda idea: idea.longitude),
    Column("published_at", _("Published"), lambda idea: idea.published_at),
    Column("n_up", _("Ratings in favour"), lambda idea: idea.n_up),
    Column("n_down", _("Ratings against"), lambda idea: idea.n_down),
    Column("n_comments", _("Comments"), lambda idea: idea.n_comments),
    Column(
        "outcome",
        _("Answer"),
        _of_answer(lambda outcome: outcome_words(outcome.code, outcome.until)),
        width=28,
    ),
    Column("reason", _("Reason"), _of_answer(lambda outcome: outcome.reason), width=60),
    Column("unit", _("Answered by"), _of_answer(lambda outcome: outcome.unit), width=30),
    Column("decided_on", _("Answered on"), _of_answer(lambda outcome: outcome.decided_on)),
    LINK,
)
