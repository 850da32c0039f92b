"""Spreadsheet files for tests, good ones and spoilt ones."""

from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import xlsxwriter

ODS_BEGIN = (
    '<?xml version="1.0"?><office:document-content'
    ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">'
    '<office:body><office:spreadsheet><table:table table:name="S">'
)
ODS_END = "</table:table></office:spreadsheet></office:body></office:document-content>"


def an_xlsx(rows: Sequence[Sequence[Any]], *, replace: tuple[str, str] | None = None) -> bytes:
    """Return an Excel file; `replace` changes the XML of its sheet."""
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"strings_to_formulas": False}) as book:
        sheet = book.add_worksheet()
        day = book.add_format({"num_format": "dd.mm.yyyy"})
        moment = book.add_format({"num_format": '[$-407]dddd, d. mmmm yyyy "um" hh:mm'})
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                style = moment if isinstance(cell, datetime) else day
                style = style if isinstance(cell, date) else None
                sheet.write(number, column, cell, style)
    return _changed(buffer.getvalue(), replace) if replace else buffer.getvalue()


def _changed(content: bytes, replace: tuple[str, str]) -> bytes:
    changed = BytesIO()
    with ZipFile(BytesIO(content)) as source, ZipFile(changed, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            xml = source.read(name).decode()
            assert name != "xl/worksheets/sheet1.xml" or replace[0] in xml
            target.writestr(name, xml.replace(*replace) if "sheet1" in name else xml)
    return changed.getvalue()


def an_ods(*rows: str) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", ODS_BEGIN + "".join(rows) + ODS_END)
    return buffer.getvalue()


def row_of(*cells: str, repeats: int = 1) -> str:
    return (
        f"<table:table-row table:number-rows-repeated='{repeats}'>"
        f"{''.join(cells)}</table:table-row>"
    )


def cell_of(value: str, kind: str = "string", attribute: str = "", *, repeats: int = 1) -> str:
    fact = f"office:{attribute}='{value}'" if attribute else ""
    return (
        f"<table:table-cell office:value-type='{kind}' {fact}"
        f" table:number-columns-repeated='{repeats}'><text:p>{value}</text:p></table:table-cell>"
    )
