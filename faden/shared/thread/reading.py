"""A row of a file of links, as `exchange` writes them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC
from typing import Any
from uuid import UUID

from faden.lib import sheets
from faden.lib.refused import Refused
from faden.shared.thread import rules
from faden.shared.thread.models import NOTE_LENGTH, Link

PASSAGE_PARTS = ("exact", "prefix", "suffix")


@dataclass(frozen=True)
class Said:
    """What a row says."""

    row: int  # its number in the file
    source: UUID
    target: UUID
    relation: Link.Relation
    facts: Mapping[str, Any]  # columns of the link


def read_row(row: sheets.Row) -> Said:
    """Return what the row says.

    :raises Refused: if it is no link
    """
    cells = row.cells

    def text(name: str) -> str:
        return sheets.text(cells.get(name))

    try:
        created_at = sheets.moment(cells.get("created_at"), UTC)
        if created_at is None or len(text("note")) > NOTE_LENGTH:
            raise Refused(rules.row_refusal(row.number))
        return Said(
            row.number,
            UUID(text("source")),
            UUID(text("target")),
            Link.Relation(text("relation")),
            {
                "note": text("note"),
                "created_at": created_at,
                "source_passage": _passage(row, "source"),
                "target_passage": _passage(row, "target"),
            },
        )
    except ValueError:
        raise Refused(rules.row_refusal(row.number)) from None


def _passage(row: sheets.Row, end: str) -> dict[str, str] | None:
    parts = {part: row.cells.get(f"{end}_{part}") for part in PASSAGE_PARTS}
    if not parts["exact"]:
        return None
    return {part: str(value or "") for part, value in parts.items()}
