"""A list that can be taken along: its columns, and the file of all its rows."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import Any, Generic

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, StreamingHttpResponse
from django_stubs_ext import StrOrPromise

from faden.lib import sheets
from faden.lib.dates import city_day
from faden.web.tables.columns import Column, Row, plain

ROWS_AT_ONCE = 500
FORMAT_LABELS: Mapping[sheets.Format, str] = {
    "csv": "CSV",
    "xlsx": "Excel (XLSX)",
    "ods": "OpenDocument (ODS)",
    "json": "JSON",
}


@dataclass(frozen=True)
class Listing(Generic[Row]):
    """`name` is the file's, and in the address tells the lists of one page apart.

    A page that shows its rows in its own way offers the files by the tag `downloads`; its view
    answers first with `file`, if there is one. Who may see the rows is asked before.
    """

    name: str
    title: StrOrPromise
    columns: Sequence[Column[Row]]

    def file(
        self, request: HttpRequest, rows: Iterable[Any], *, now: datetime
    ) -> StreamingHttpResponse | None:
        """Return the rows as a file if the address asks for this list; else None."""
        asked = request.GET.get("export")
        if asked is None or request.GET.get("liste", self.name) != self.name:
            return None
        known = next((one for one in sheets.FORMATS if one == asked), None)
        if known is None:
            raise Http404
        pieces = self.written(known, rows)
        first = next(pieces, b"")  # a file that cannot be written says so before it begins
        response = StreamingHttpResponse(chain([first], pieces), content_type=sheets.FORMATS[known])
        name = f"{self.name}-{city_day(now).isoformat()}.{known}"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        response["Cache-Control"] = "private, no-store"
        response["X-Robots-Tag"] = "noindex"
        return response

    def written(self, file_format: sheets.Format, rows: Iterable[Any]) -> Iterator[bytes]:
        """Yield the rows as a file, in constant memory."""
        if isinstance(rows, QuerySet):
            rows = rows.iterator(chunk_size=ROWS_AT_ONCE)
        values = ([plain(column.value(row)) for column in self.columns] for row in rows)
        headers = {column.name: str(column.label) for column in self.columns}
        widths = {column.name: column.width for column in self.columns if column.width}
        sheet = sheets.Sheet(str(self.title), widths)
        return sheets.write(file_format, headers, rows=values, sheet=sheet)


def file_addresses(request: HttpRequest, name: str = "") -> list[tuple[str, str]]:
    """Return label and address of the files of a list on this page, narrowed as the page is."""
    query = request.GET.copy()
    query.pop("seite", None)
    if name:
        query["liste"] = name
    addresses = []
    for file_format, label in FORMAT_LABELS.items():
        query["export"] = file_format
        addresses.append((label, f"{request.path}?{query.urlencode()}"))
    return addresses
