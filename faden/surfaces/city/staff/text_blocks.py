"""The city's text blocks."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from faden.backbone.people.http import AccountRequest
from faden.backbone.places.queries import text_blocks
from faden.surfaces.city import actions
from faden.surfaces.city.forms.text_blocks import TextBlockForm, purposes
from faden.surfaces.city.staff.kept import KeptList, name_column
from faden.web.tables import ChoiceFilter, Column, Table, TextFilter


class TextBlocks(KeptList):
    section, entry = "text_blocks", "text_block"
    new_title, remove_title = _("New text block"), _("Remove the text block")
    added, saved = _("The text block is added."), _("The text block is saved.")
    removed = _("The text block is removed.")
    removal = _("It is no longer offered. What was written with it stays.")
    table = Table(
        name="textbausteine",
        title=_("Text blocks"),
        row_label=str,
        order=("purpose", "title"),
        columns=(
            name_column("text_block", name="title", label=_("Title")),
            Column("purpose", _("Used in"), lambda row: row.get_purpose_display(), sort="purpose"),
            Column("text", _("Text"), lambda row: row.text),
        ),
        filters=(
            ChoiceFilter(
                "zweck", _("Used in"), purposes, lambda rows, one: rows.filter(purpose=one)
            ),
            TextFilter("suche", _("Search"), lambda rows, text: rows.filter(text__icontains=text)),
        ),
        empty_title=_("No text block yet"),
        empty_text=_("With text blocks the team answers and gives reasons in fewer steps."),
    )

    def rows(self) -> QuerySet[Any]:
        return text_blocks()

    def form(self, row: Any, *sent: Any) -> TextBlockForm:
        names = ("purpose", "title", "text")
        return TextBlockForm(*sent, initial={name: getattr(row, name, "") for name in names})

    def keep(self, form: TextBlockForm, row: Any, *, request: AccountRequest, now: datetime) -> Any:
        if row is None:
            return actions.add_text_block(form.facts(), actor=request.person, now=now)
        return actions.change_text_block(row, form.facts(), actor=request.person, now=now)

    def drop(self, row: Any, *, request: AccountRequest, now: datetime) -> None:
        actions.remove_text_block(row, actor=request.person, now=now)
