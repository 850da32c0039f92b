"""Tables as people keep them: reads CSV, XLSX and ODS row by row, writes them and JSON."""

from faden.lib.sheets.reading import HeaderRow, Row, header, read
from faden.lib.sheets.values import Cell, moment, number, text, whole_number
from faden.lib.sheets.writing import FORMATS, Format, Sheet, write

__all__ = [
    "FORMATS",
    "Cell",
    "Format",
    "HeaderRow",
    "Row",
    "Sheet",
    "header",
    "moment",
    "number",
    "read",
    "text",
    "whole_number",
    "write",
]
