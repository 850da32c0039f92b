"""The declaration of a staff list, as plain values."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django_stubs_ext import StrOrPromise

from faden.web.tables.bulk import BulkAction
from faden.web.tables.columns import Row
from faden.web.tables.filters import Filter
from faden.web.tables.listing import Listing


@dataclass(frozen=True)
class Declaration(Listing[Row]):
    """`row_label` names a row for those who only hear it."""

    row_label: Callable[[Row], str]
    filters: Sequence[Filter] = ()
    bulk: Sequence[BulkAction] = ()
    order: Sequence[str] = ("-pk",)
    per_page: int = 50
    empty_title: StrOrPromise = ""
    empty_text: StrOrPromise = ""
