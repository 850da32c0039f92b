"""What files say of the state of the answers."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from faden.surfaces.coverage.queries import Coverage
from faden.web.tables import Column, Listing

COLUMNS: Sequence[Column[Any]] = (
    Column("part", _("Part"), lambda row: row[0], width=30),
    Column("label", _("Of this"), lambda row: row[1].label, width=30),
    Column("n_all", _("Contributions"), lambda row: row[1].n_all),
    Column("n_answered", _("Answered"), lambda row: row[1].n_answered),
    Column("n_interim", _("Interim notices"), lambda row: row[1].n_interim),
    Column("percent", _("Share in percent"), lambda row: row[1].percent),
)
COVERAGE: Listing[Any] = Listing("stand-der-antworten", _("State of the answers"), COLUMNS)


def rows_of(coverage: Coverage) -> Iterator[tuple[Any, Any]]:
    """Yield the heading and the share of each row of the page; the whole comes first."""
    yield "", coverage.total
    for _anchor, heading, shares in coverage.parts:
        for share in shares:
            yield heading, share
