"""Who gives money for processes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from faden.backbone.people.http import AccountRequest
from faden.backbone.places.queries import funders
from faden.surfaces.city.actions.funders import add_funder, change_funder, remove_funder
from faden.surfaces.city.forms.venues import FunderForm
from faden.surfaces.city.staff.kept import BY_NAME, KeptList, name_column
from faden.web.tables import Column, Table


class Funders(KeptList):
    section, entry, template = "funders", "funder", "city/funder.html"
    new_title, remove_title = _("New funder"), _("Remove the funder")
    added, removed = _("The funder is added."), _("The funder is removed.")
    removal = _("It vanishes from the pages and documents of all processes.")
    lead = _(
        "Which processes name this funder is chosen for each process, on the page on its places "
        "and funding."
    )
    table = Table(
        name="foerderung",
        title=_("Funding"),
        row_label=str,
        order=("name",),
        columns=(
            name_column("funder"),
            Column("url", _("Website"), lambda row: row.url),
            Column("has_logo", _("Logo"), lambda row: bool(row.logo_width)),
        ),
        filters=(BY_NAME,),
        empty_title=_("No funder yet"),
        empty_text=_("Processes and their documents name who gives money for them."),
    )

    def rows(self) -> QuerySet[Any]:
        return funders()

    def form(self, row: Any, *sent: Any) -> FunderForm:
        return FunderForm(*sent, funder=row)

    def keep(self, form: FunderForm, row: Any, *, request: AccountRequest, now: datetime) -> Any:
        if row is None:
            return add_funder(form.facts(), actor=request.person, now=now)
        return change_funder(row, form.facts(), actor=request.person, now=now)

    def drop(self, row: Any, *, request: AccountRequest, now: datetime) -> None:
        remove_funder(row, actor=request.person, now=now)
