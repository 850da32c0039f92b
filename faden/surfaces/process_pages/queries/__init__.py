"""What the list of processes and the page of one bring together."""

from faden.surfaces.process_pages.queries.cards import Groups, ProcessCard, cards, groups_of
from faden.surfaces.process_pages.queries.numbers import Numbers, numbers_of
from faden.surfaces.process_pages.queries.page import ProcessPage, page_of, preview_of

__all__ = [
    "Groups",
    "Numbers",
    "ProcessCard",
    "ProcessPage",
    "cards",
    "groups_of",
    "numbers_of",
    "page_of",
    "preview_of",
]
