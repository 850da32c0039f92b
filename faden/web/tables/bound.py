"""A table with rows and an address: what the template shows."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic

from django.core.paginator import Page
from django.db.models import QuerySet
from django.http import HttpRequest
from django_stubs_ext import StrOrPromise

from faden.web.pages import address_with, page_of
from faden.web.tables.columns import Column, Row
from faden.web.tables.declaration import Declaration
from faden.web.tables.filters import FilterForm

_KEY = re.compile("[0-9]{1,18}")  # more digits are no number to SQLite


@dataclass(frozen=True)
class Header:
    """The head of a column: by `url` the rows are ordered by it."""

    label: StrOrPromise
    url: str
    direction: str  # ascending, descending or empty, as aria-sort says it
    is_number: bool


@dataclass(frozen=True)
class Cell:
    """What a row says in a column."""

    label: StrOrPromise
    content: StrOrPromise
    url: str
    is_heading: bool
    is_number: bool


class BoundTable(Generic[Row]):
    """The rows an address asks for. It costs two queries, whatever their number."""

    def __init__(self, table: Declaration[Row], rows: QuerySet[Row], request: HttpRequest) -> None:
        self.table = table
        self.request = request
        self.filters = FilterForm(table.filters, request.GET)
        self.matching = self.filters.narrowed(rows)

    @cached_property
    def order(self) -> tuple[Column[Row], bool] | None:
        """The column that the address orders by, and whether downwards."""
        asked = self.request.GET.get("sortierung", "")
        for column in self.table.columns:
            if column.sort and asked.removeprefix("-") == column.name:
                return column, asked.startswith("-")
        return None

    @cached_property
    def rows(self) -> QuerySet[Row]:
        """All rows that match, in order; equal ones in an order that stays."""
        if self.order is None:
            return self.matching.order_by(*self.table.order, "pk")
        column, is_downwards = self.order
        return self.matching.order_by(*column.order(descending=is_downwards), "pk")

    @cached_property
    def page(self) -> Page[Row]:
        return page_of(self.request, self.rows, per_page=self.table.per_page)

    @property
    def count(self) -> int:
        return self.page.paginator.count

    @property
    def headers(self) -> Iterator[Header]:
        for column in self._shown_columns:
            direction, url = "", ""
            if column.sort:
                direction = self._direction(column)
                is_downwards = direction == "ascending" or (column.is_number and not direction)
                sign = "-" if is_downwards else ""
                url = address_with(self.request, "sortierung", value=sign + column.name)
            yield Header(column.label, url, direction, column.is_number)

    def _direction(self, column: Column[Row]) -> str:
        if self.order is None or self.order[0] is not column:
            return ""
        return "descending" if self.order[1] else "ascending"

    @property
    def _shown_columns(self) -> list[Column[Row]]:
        return [column for column in self.table.columns if column.is_shown]

    @property
    def lines(self) -> Iterator[tuple[Any, str, list[Cell]]]:
        """Key, name and cells of each row of the page."""
        for row in self.page:
            cells = [self._cell(column, row) for column in self._shown_columns]
            yield row.pk, self.table.row_label(row), cells

    def _cell(self, column: Column[Row], row: Row) -> Cell:
        url = column.link(row) if column.link else ""
        return Cell(column.label, column.shown(row), url, column.is_heading, column.is_number)

    def chosen(self) -> QuerySet[Row]:
        """Return the rows that were ticked, or all that match; never rows of another list.

        A filter that is wrong narrows nothing; "all" would then be more than anybody meant.
        """
        if self.request.POST.get("all"):
            return self.rows.none() if self.filters.errors else self.rows
        keys = [key for key in self.request.POST.getlist("row") if _KEY.fullmatch(key)]
        return self.rows.filter(pk__in=keys)
