"""Why a file or a cell cannot be read, in words that tell what to do."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from faden.lib.refused import Refusal, Refused

REASONS: dict[str, StrOrPromise] = {
    # The file as a whole
    "sheets.empty": _("The file is empty."),
    "sheets.no_header": _("The first row must hold the names of the columns, but it is empty."),
    "sheets.too_big": _("The file has %(size_mb)s MB. At most %(limit_mb)s MB can be read."),
    "sheets.not_a_table": _(
        "This is not a table but %(found)s. Save the table as CSV, XLSX or ODS."
    ),
    "sheets.old_excel": _(
        "This is an Excel file in the format before 2007, or it has a password. "
        "Save it as XLSX without a password."
    ),
    "sheets.disguised": _(
        "The name says %(claimed)s, but the content is %(found)s. "
        "Save the table again, or correct the end of the file name."
    ),
    "sheets.damaged": _(
        "The file is damaged or has a password. Open it in your spreadsheet program and "
        "save it again without a password."
    ),
    "sheets.zip_bomb": _(
        "The file would grow to %(size_mb)s MB when opened. At most %(limit_mb)s MB, and not "
        "more than %(ratio)s times its size, can be read."
    ),
    "sheets.no_sheet": _("The file holds no visible sheet."),
    "sheets.repeated_header": _("Two columns have the name “%(column)s”. Rename one of them."),
    "sheets.too_many_columns": _(
        "Row %(row)s has more than %(limit)s columns. Delete the superfluous ones."
    ),
    # The text of a CSV file
    "sheets.encoding": _(
        "Row %(row)s has a character that is neither UTF-8 nor Windows-1252. "
        "Save the file as “CSV UTF-8”."
    ),
    "sheets.mixed_encoding": _(
        "Row %(row)s has another character encoding than the rest of the file. "
        "Save the file as “CSV UTF-8”."
    ),
    "sheets.nul": _("Row %(row)s has a NUL character. Save the file as “CSV UTF-8”."),
    "sheets.quotes": _(
        "In row %(row)s a quotation mark is not closed, or text follows after it. "
        "Inside a quoted cell every quotation mark must be doubled."
    ),
    "sheets.long_cell": _(
        "A cell in row %(row)s has more than %(limit)s characters. "
        "Perhaps a quotation mark is not closed."
    ),
    # One cell
    "sheets.cell_error": _("Row %(row)s, column %(letters)s: the formula has no valid result."),
    "sheets.cell_not_calculated": _(
        "Row %(row)s, column %(letters)s: the formula was never calculated. Open the file in "
        "your spreadsheet program and save it again."
    ),
    "sheets.not_a_number": _("“%(value)s” is not a number. Write it like 51.93 or 51,93."),
    "sheets.not_whole": _("“%(value)s” is not a whole number. Write it like 1200, without dots."),
    "sheets.not_a_date": _(
        "“%(value)s” is not a date. Write it like 2017-09-13 or 13.09.2017, with or without "
        "a time like 19:07."
    ),
    "sheets.short_year": _("“%(value)s”: write the year with four digits."),
    "sheets.american_date": _(
        "“%(value)s” may be day/month or month/day. Write the date like 2017-09-13 or 13.09.2017."
    ),
    "sheets.no_such_date": _("There is no such day or time: “%(value)s”."),
    "sheets.control": _("The text has a control character (code %(character)s)."),
    # Writing
    "sheets.xlsx_cell": _(
        "Row %(row)s has a text of more than %(limit)s characters, which XLSX cannot hold. "
        "Choose ODS or CSV."
    ),
    "sheets.xlsx_rows": _("XLSX holds at most %(limit)s rows. Choose CSV."),
}


def refused(code: str, **facts: Any) -> Refused:
    """Return the error of this code, to be raised."""
    return Refused(Refusal(code, REASONS[code], facts))
