"""Staff lists, declared once: columns, filters, bulk actions and exports of one kind of row."""

from faden.web.tables.bulk import BulkAction
from faden.web.tables.columns import Column
from faden.web.tables.filters import ChoiceFilter, TextFilter, YesNoFilter
from faden.web.tables.table import Table

__all__ = [
    "BulkAction",
    "ChoiceFilter",
    "Column",
    "Table",
    "TextFilter",
    "YesNoFilter",
]
