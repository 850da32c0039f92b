"""What is wrong with a file or a row. Stored as code and facts, so that everybody reads it in
their own language."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from faden.lib import geo
from faden.lib.refused import Refusal, Refused
from faden.lib.sheets.reasons import REASONS as SHEET_REASONS
from faden.surfaces.importers.models import tables

MOST_PROBLEMS = 100  # then checking stops
_PLACE_REFUSALS = (geo.OUTSIDE, geo.METRES, geo.SWAPPED, geo.NULL_ISLAND, geo.INCOMPLETE)

REASONS: Mapping[str, StrOrPromise] = {
    **SHEET_REASONS,
    **{refusal.code: refusal.text for refusal in _PLACE_REFUSALS},
    # The mapping
    "importers.mapping_file": _("The mapping file %(path)s cannot be read: %(error)s"),
    "importers.unknown_setting": _("The mapping has “%(name)s”, which is not known: %(known)s."),
    "importers.wrong_setting": _("The mapping's “%(name)s” must be of the type %(expected)s."),
    "importers.unassigned": _("No column is assigned to “%(what)s”."),
    "importers.missing_column": _("The file has no column “%(header)s”. It has: %(headers)s."),
    # The import as a whole
    "importers.no_source": _("The import needs a name for the platform the rows come from."),
    "importers.other_process": _(
        "Contributions of “%(source)s” are in another participation process already. "
        "Choose another name for the source."
    ),
    "importers.running": _("Another import from “%(source)s” is running. Please wait for its end."),
    "importers.cancelled": _("The import was cancelled."),
    "importers.not_ready": _("This import cannot be started now."),
    "importers.changed_file": _("The stored file is not the one that was checked."),
    "importers.file_gone": _("The stored file was removed. Please upload it again."),
    "importers.no_rows": _("The file has only a header and no rows."),
    "importers.stopped": _("The import stopped because of a fault. It can be started again."),
    # One row
    "importers.required": _("This must not be empty."),
    "importers.too_long": _("This has %(length)s characters. At most %(limit)s are possible."),
    "importers.surplus_cells": _(
        "The row has %(count)s more cells than there are column names. "
        "Perhaps a separator stands in a text without quotation marks."
    ),
    "importers.garbled": _(
        "The text was saved in the wrong encoding: “%(value)s”. "
        "Export the file again from where it comes."
    ),
    "importers.unknown_field": _(
        "There is no action field “%(value)s” in this process. "
        "Create it, or let the import create missing fields."
    ),
    "importers.unknown_district": _("There is no district “%(value)s”."),
    "importers.future": _("“%(value)s” lies in the future."),
    "importers.negative": _("The number of votes must not be negative."),
    "importers.address": _("“%(value)s” is not a web address. It begins with https://."),
    "importers.repeated_id": _("The key “%(value)s” stands in row %(first)s already."),
    "importers.unknown_idea": _("There is no contribution with the key “%(value)s”."),
    "importers.unknown_parent": _(
        "There is no comment with the key “%(value)s” above this row. "
        "A comment must stand before its answers."
    ),
    "importers.other_thread": _("The comment “%(value)s” belongs to another contribution."),
}


def refused(code: str, **facts: Any) -> Refused:
    """Return the error of this code, to be raised."""
    return Refused(Refusal(code, REASONS[code], facts))


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong. A problem without a row is about the file."""

    code: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    table: str = ""  # "ideas" or "comments"
    row: int | None = None  # as the spreadsheet program shows it
    column: str = ""  # header

    @property
    def table_label(self) -> str:
        """The name of the table, "" for a problem of the whole import."""
        return str(dict(tables()).get(self.table, ""))

    @property
    def refusal(self) -> Refusal:
        """Why the file or row is not taken."""
        return Refusal(self.code, REASONS[self.code], self.facts)

    @property
    def text(self) -> str:
        """What is wrong and what to do, in the reader's language."""
        return str(self.refusal)

    def as_json(self) -> dict[str, Any]:
        """Return the problem so that JSON can hold it."""
        facts = {name: value if isinstance(value, int) else str(value)
                 for name, value in self.facts.items()}  # fmt: skip
        return asdict(self) | {"facts": facts}


def problem_of(
    refusal: Refusal, *, table: str = "", row: int | None = None, column: str = ""
) -> Problem:
    """Return the problem for what a reader of cells refused."""
    row = row if row is not None else refusal.facts.get("row")
    return Problem(refusal.code, refusal.facts, table, row, column)
