"""Lists, declared once: columns and files; for staff also filters and bulk actions."""

from faden.web.tables.bulk import BulkAction
from faden.web.tables.columns import Column
from faden.web.tables.filters import ChoiceFilter, TextFilter, YesNoFilter
from faden.web.tables.listing import Listing
from faden.web.tables.table import Table

__all__ = [
    "BulkAction",
    "ChoiceFilter",
    "Column",
    "Listing",
    "Table",
    "TextFilter",
    "YesNoFilter",
]
