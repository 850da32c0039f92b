"""The declaration of a staff list, as plain values."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic

from django_stubs_ext import StrOrPromise

from faden.web.tables.bulk import BulkAction
from faden.web.tables.columns import Column, Row
from faden.web.tables.filters import Filter


@dataclass(frozen=True)
class Declaration(Generic[Row]):
    """`name` is the file's; `row_label` names a row for those who only hear it."""

    name: str
    title: StrOrPromise
    columns: Sequence[Column[Row]]
    row_label: Callable[[Row], str]
    filters: Sequence[Filter] = ()
    bulk: Sequence[BulkAction] = ()
    order: Sequence[str] = ("-pk",)
    per_page: int = 50
    empty_title: StrOrPromise = ""
    empty_text: StrOrPromise = ""
