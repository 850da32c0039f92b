"""The XML of an OpenDocument sheet (ODF 1.3), written by hand: 10,000 rows in half a second."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, datetime
from xml.sax.saxutils import escape, quoteattr

from faden.lib.sheets.values import Cell
from faden.lib.text import xml_text

MANIFEST = """<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" \
manifest:version="1.3"><manifest:file-entry manifest:full-path="/" manifest:version="1.3" \
manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/><manifest:file-entry \
manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>
"""
_BEGINNING = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" \
xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" \
xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" \
xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" \
xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0" \
office:version="1.3"><office:automatic-styles>\
<number:date-style style:name="N1"><number:day number:style="long"/><number:text>.</number:text>\
<number:month number:style="long"/><number:text>.</number:text><number:year number:style="long"/>\
</number:date-style>\
<number:date-style style:name="N2"><number:day number:style="long"/><number:text>.</number:text>\
<number:month number:style="long"/><number:text>.</number:text><number:year number:style="long"/>\
<number:text> </number:text><number:hours number:style="long"/><number:text>:</number:text>\
<number:minutes number:style="long"/><number:text>:</number:text>\
<number:seconds number:style="long"/></number:date-style>\
<style:style style:name="date" style:family="table-cell" style:data-style-name="N1"/>\
<style:style style:name="moment" style:family="table-cell" style:data-style-name="N2"/>"""
_TABLE = "</office:automatic-styles><office:body><office:spreadsheet><table:table table:name={}>"
_CM_A_CHARACTER = 0.21  # of the usual type, 10 points
_END = "</table:table></office:spreadsheet></office:body></office:document-content>\n"
_SPACES = re.compile("^ |(?<= ) +")
_EMPTY = "<table:table-cell/>"


def sheet(
    header: Collection[str], rows: Iterable[Sequence[Cell]], *, name: str, widths: Sequence[int]
) -> Iterator[str]:
    """Yield the content of a document with one sheet.

    :param widths: of the columns, in characters
    """
    yield _BEGINNING
    yield from (_column_style(width) for width in sorted(set(widths)))
    yield _TABLE.format(quoteattr(xml_text(name)))
    yield from (f'<table:table-column table:style-name="w{width}"/>' for width in widths)
    yield _row(header)
    yield from map(_row, rows)
    yield _END


def _column_style(width: int) -> str:
    return (
        f'<style:style style:name="w{width}" style:family="table-column">'
        f'<style:table-column-properties style:column-width="{width * _CM_A_CHARACTER:.2f}cm"/>'
        "</style:style>"
    )


def _row(cells: Iterable[Cell]) -> str:
    return f"<table:table-row>{''.join(map(_cell, cells))}</table:table-row>"


def _cell(cell: Cell) -> str:
    match cell:
        case None | "":
            return _EMPTY
        case bool():
            value = "true" if cell else "false"
            return _typed("boolean", f'office:boolean-value="{value}"', value)
        case int() | float():
            return _typed("float", f'office:value="{cell!r}"', repr(cell).replace(".", ","))
        case date():
            style = "moment" if isinstance(cell, datetime) else "date"
            facts = f'office:date-value="{cell.isoformat()}" table:style-name="{style}"'
            shown = "%d.%m.%Y %H:%M:%S" if isinstance(cell, datetime) else "%d.%m.%Y"
            return _typed("date", facts, cell.strftime(shown))
    return _typed("string", "", str(cell))


def _typed(kind: str, facts: str, written: str) -> str:
    lines = re.split("\r\n|[\r\n]", written)
    paragraphs = "".join(f"<text:p>{_marked_up(line)}</text:p>" for line in lines)
    return f'<table:table-cell office:value-type="{kind}" {facts}>{paragraphs}</table:table-cell>'


def _marked_up(line: str) -> str:
    """ODF folds white space, so that spaces and tabs in a row are elements."""
    plain = escape(xml_text(line))
    spaced = _SPACES.sub(lambda found: f'<text:s text:c="{len(found[0])}"/>', plain)
    return spaced.replace("\t", "<text:tab/>")
