"""The one view behind all staff lists."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from faden.lib.refused import Refused
from faden.web.forms import Form, form_status
from faden.web.pages import see_other
from faden.web.tables import later
from faden.web.tables.bound import BoundTable
from faden.web.tables.bulk import MOST_ROWS, BulkAction
from faden.web.tables.columns import Row
from faden.web.tables.declaration import Declaration

SHOWN_BEFORE_BULK = 20


@dataclass(frozen=True)
class Table(Declaration[Row]):
    """A list for staff: a declaration that answers.

    A view is one line, `return IDEAS.respond(request, queries.all_ideas(process), now=now)`; who
    may see the list is asked before. A template of one's own extends `web/tables/page.html`.
    """

    def respond(
        self,
        request: HttpRequest,
        rows: QuerySet[Row],
        *,
        now: datetime,
        template: str = "web/tables/page.html",
        context: dict[str, Any] | None = None,
    ) -> HttpResponseBase:
        """Answer with the page, a file of all rows that match, or a step of a bulk action."""
        bound = BoundTable(self, rows, request)
        context = {**(context or {}), "table": bound}
        if request.method == "POST":
            return self._bulk(bound, context)
        if "export" in request.GET:
            n_rows = bound.count
            if offered := later.offered(request, self.title, n_rows=n_rows):
                return offered
            if file := self.file(request, later.told(request, bound.rows, n_rows=n_rows), now=now):
                return file
        return render(request, template, context)

    def _bulk(self, bound: BoundTable[Row], context: dict[str, Any]) -> HttpResponseBase:
        request = bound.request
        action = next((one for one in self.bulk if one.name == request.POST.get("bulk")), None)
        if action is None:
            raise Http404
        rows = list(bound.chosen()[: MOST_ROWS + 1])
        if not rows or len(rows) > MOST_ROWS:
            text = _("Please choose at least one row, and at most %(most)s.") % {"most": MOST_ROWS}
            messages.warning(request, text)
            return see_other(request.get_full_path())
        if action.page is not None:
            return see_other(action.page(request, rows))
        is_confirmed = "confirmed" in request.POST
        form = action.form_class(request.POST) if is_confirmed else action.form_class()
        if is_confirmed and form.is_valid() and _is_done(action, request, rows, form):
            return see_other(request.get_full_path())
        asked = {
            "action": action,
            "form": form,
            "rows": [(row.pk, self.row_label(row)) for row in rows],
            "n_more": max(0, len(rows) - SHOWN_BEFORE_BULK),
        }
        return render(request, "web/tables/confirm.html", context | asked, status=form_status(form))


def _is_done(action: BulkAction, request: HttpRequest, rows: Sequence[Any], form: Form) -> bool:
    assert action.run is not None  # noqa: S101 - else it has a page of its own
    try:
        messages.success(request, action.run(request, rows, form.cleaned_data))
    except Refused as refused:
        form.add_refusal(refused.refusal)
        return False
    return True
