"""What files say of walls, printed cards, ideas on a wall, and pairs that sound alike."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from faden.lib.dates import city_day
from faden.participation.paper.codes import code_of
from faden.shared.outcomes.templatetags.outcomes import outcome_words
from faden.web.tables import Column, Listing
from faden.web.tables.columns import LINK

WALL_COLUMNS: Sequence[Column[Any]] = (
    Column("title", _("Place"), lambda row: row[0].title, width=45),
    Column("channel", _("Origin"), lambda row: row[0].get_channel_display(), width=24),
    Column("n_ideas", _("Ideas"), lambda row: row[1]),
)
WALLS: Listing[Any] = Listing("sammelorte", _("Places where cards are collected"), WALL_COLUMNS)
SERIES_COLUMNS: Sequence[Column[Any]] = (
    Column("first", _("First number"), lambda series: code_of(series.first_number)),
    Column("last", _("Last number"), lambda series: code_of(series.last_number)),
    Column("size", _("What"), lambda series: series.get_size_display(), width=30),
    Column("wall", _("For"), lambda series: series.wall and series.wall.title, width=30),
    Column("n_cards", _("Cards"), lambda series: series.n_cards),
    Column("n_back", _("Came back"), lambda series: series.n_back or 0),
    Column("made_on", _("Made"), lambda series: city_day(series.made_at)),
)
SERIES: Listing[Any] = Listing("kartenserien", _("Printed cards"), SERIES_COLUMNS)


def _answer(row: Any) -> str:
    _idea, outcome = row
    return outcome_words(outcome.code, outcome.until) if outcome else ""


IDEA_COLUMNS: Sequence[Column[Any]] = (
    Column("card", _("Card"), lambda row: row[0].origin.card_number),
    Column("title", _("Idea"), lambda row: row[0].title, width=45),
    Column("text", _("Text"), lambda row: row[0].text, width=60),
    Column("answer", _("Answer of the city"), _answer, width=28),
    Column("reason", _("Reason"), lambda row: row[1] and row[1].reason, width=60),
    Column("answered_on", _("Answered on"), lambda row: row[1] and row[1].decided_on),
    Column("link", LINK.label, lambda row: LINK.value(row[0]), width=50),
)
IDEAS: Listing[Any] = Listing("ideenwand", _("Ideas from here"), IDEA_COLUMNS)
PAIR_COLUMNS: Sequence[Column[Any]] = (
    Column("title", _("Idea"), lambda pair: pair.idea.title, width=45),
    Column("card", _("Card"), lambda pair: pair.idea.origin.card_number),
    Column("place", _("Place"), lambda pair: pair.idea.origin.place, width=30),
    Column("other", _("Sounds like"), lambda pair: pair.other.title, width=45),
    Column("link", LINK.label, lambda pair: LINK.value(pair.idea), width=50),
    Column("other_link", _("Link to the other"), lambda pair: LINK.value(pair.other), width=50),
)
PAIRS: Listing[Any] = Listing("dubletten", _("Possible duplicates"), PAIR_COLUMNS)
