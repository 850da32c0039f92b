"""Reading ideas: the list with its filters and orders, the map, one idea, the team's table."""

from faden.participation.ideas.queries.detail import (
    idea_in_these_words,
    idea_seen_by,
    process_of,
)
from faden.participation.ideas.queries.feed import newest
from faden.participation.ideas.queries.lists import Card, Found, all_of, idea_page
from faden.participation.ideas.queries.orders import ORDERS, Order, offered_orders
from faden.participation.ideas.queries.places import Point, points
from faden.participation.ideas.queries.selection import (
    FILTERS,
    NEWEST,
    Filter,
    Option,
    Selection,
    filter_options,
)
from faden.participation.ideas.queries.statuses import Status, register_status, status, statuses
from faden.participation.ideas.queries.team import (
    answered,
    assigned_to,
    hidden,
    ideas_of_team,
    outcome_of,
    with_words,
    withdrawn,
)

__all__ = [
    "FILTERS",
    "NEWEST",
    "ORDERS",
    "Card",
    "Filter",
    "Found",
    "Option",
    "Order",
    "Point",
    "Selection",
    "Status",
    "all_of",
    "answered",
    "assigned_to",
    "filter_options",
    "hidden",
    "idea_in_these_words",
    "idea_page",
    "idea_seen_by",
    "ideas_of_team",
    "newest",
    "offered_orders",
    "outcome_of",
    "points",
    "process_of",
    "register_status",
    "status",
    "statuses",
    "with_words",
    "withdrawn",
]
