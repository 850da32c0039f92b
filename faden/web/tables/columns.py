"""A column: what a row says in it, on the page and in files."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from django.conf import settings
from django.db.models import Model
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrOrPromise

from faden.lib import dates

Row = TypeVar("Row", bound=Model)
NOTHING = "\N{EN DASH}"


@dataclass(frozen=True)
class Column(Generic[Row]):
    """`value` gives the plain value that files get; the page shows it in words.

    `cell` gives what the page shows instead (safe HTML, for example a badge), `link` the address
    behind it. `sort` names the fields to order by, `name` is the column's name in addresses and
    JSON. A heading names its row. What is not shown is in the files only.
    """

    name: str
    label: StrOrPromise
    value: Callable[[Row], Any]
    sort: str | tuple[str, ...] = ""
    cell: Callable[[Row], StrOrPromise] | None = None
    link: Callable[[Row], str] | None = None
    is_heading: bool = False
    is_number: bool = False
    is_shown: bool = True
    width: int = 0  # characters in spreadsheets; 0: the usual width

    def shown(self, row: Row) -> StrOrPromise:
        return self.cell(row) if self.cell else in_words(self.value(row))

    def order(self, *, descending: bool) -> list[str]:
        """Return the fields to order by."""
        fields = (self.sort,) if isinstance(self.sort, str) else self.sort
        return [f"-{field}" if descending else field for field in fields]


LINK: Column[Any] = Column(
    "link",
    gettext_lazy("Link"),
    lambda row: settings.FADEN_BASE_URL + row.get_absolute_url(),
    is_shown=False,
    width=50,
)


def in_words(value: Any) -> str:
    """Return a plain value as the page's language writes it."""
    if value is None or value == "":
        return NOTHING
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, int | float):
        return number_format(value, use_l10n=True, force_grouping=True)
    if isinstance(value, datetime):
        return dates.day_time(value)
    return dates.day(value) if isinstance(value, date) else str(value)


def plain(value: Any) -> Any:
    """Return a value as files take it: numbers, dates and nothing stay, all else is text."""
    return value if value is None or isinstance(value, int | float | date) else str(value)
