"""What the lists of the city have in common: a table, a page for a new row and for each row."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_stubs_ext import StrOrPromise

from faden.backbone.people.http import AccountRequest
from faden.surfaces.city.http import administration_required
from faden.surfaces.city.sections import sections
from faden.web.forms import Form, render_form
from faden.web.pages import see_other
from faden.web.refusals import refusal_as_message, refusal_in
from faden.web.tables import Column, Table, TextFilter

a_form = require_http_methods(["GET", "HEAD", "POST"])
BY_NAME = TextFilter("suche", _("Search"), lambda rows, text: rows.filter(name__icontains=text))


def name_column(entry: str, *, name: str = "name", label: StrOrPromise = "") -> Column[Any]:
    """Return the column that leads to the page of a row."""
    return Column(
        name,
        label or _("Name"),
        lambda row: getattr(row, name),
        sort=name,
        link=lambda row: reverse(f"city:{entry}", args=[row.pk]),
        is_heading=True,
    )


class KeptList(ABC):
    """A list that the administration keeps; a subclass says what its rows are.

    `section` is the URL name of the table and its place among the sections, `entry` that of a row.
    """

    section: ClassVar[str]
    entry: ClassVar[str]
    table: ClassVar[Table[Any]]
    new_title: ClassVar[StrOrPromise]
    added: ClassVar[StrOrPromise]
    saved: ClassVar[StrOrPromise] = _("Saved.")
    removed: ClassVar[StrOrPromise]
    remove_title: ClassVar[StrOrPromise]
    removal: ClassVar[StrOrPromise] = ""  # what removing means
    in_use: ClassVar[StrOrPromise] = ""  # why a row that is used cannot be removed
    lead: ClassVar[StrOrPromise] = ""
    template: ClassVar[str] = "city/kept.html"
    table_template: ClassVar[str] = "city/kept_table.html"

    @abstractmethod
    def rows(self) -> QuerySet[Any]:
        """Return all rows, as the table shows them."""

    def found(self, pk: int) -> Any:
        """Return the row, None if there is none."""
        return self.rows().filter(pk=pk).first()

    @abstractmethod
    def form(self, row: Any, *sent: Any) -> Form:
        """Return the form of a row (None: of a new one), with what was sent."""

    @abstractmethod
    def keep(self, form: Any, row: Any, *, request: AccountRequest, now: datetime) -> Any:
        """Add the row or change it; return what was added."""

    @abstractmethod
    def drop(self, row: Any, *, request: AccountRequest, now: datetime) -> None:
        """Remove the row."""

    def facts(self, row: Any) -> Mapping[str, Any]:  # noqa: ARG002 - for those that show more
        """Return what else the page of a row shows."""
        return {}

    def after_adding(self, row: Any) -> HttpResponse:  # noqa: ARG002 - for those that go on with it
        """Return where it goes on."""
        return see_other(f"city:{self.section}")

    def urls(self, segment: str) -> list[URLPattern]:
        """Return the addresses below `segment`."""
        return [
            path(f"{segment}/", self._open(self._table, require_safe), name=self.section),
            path(f"{segment}/neu/", self._open(self._new, a_form), name=f"new_{self.entry}"),
            path(f"{segment}/<int:pk>/", self._open(self._change, a_form), name=self.entry),
            path(
                f"{segment}/<int:pk>/entfernen/",
                self._open(self._remove, require_POST),
                name=f"remove_{self.entry}",
            ),
        ]

    def _open(self, view: Any, methods: Any) -> Any:
        return methods(administration_required(view))

    def _table(self, request: AccountRequest) -> HttpResponseBase:
        context = {"new_title": self.new_title, "new_url": reverse(f"city:new_{self.entry}")}
        return self.table.respond(
            request,
            self.rows(),
            now=timezone.now(),
            template=self.table_template,
            context=context,
        )

    def _new(self, request: AccountRequest) -> HttpResponse:
        form = self.form(None, *_sent(request))
        if form.is_bound and form.is_valid():
            with refusal_in(form):
                made = self.keep(form, None, request=request, now=timezone.now())
                messages.success(request, self.added)
                return self.after_adding(made)
        return self.page(request, None, form=form)

    def _change(self, request: AccountRequest, pk: int) -> HttpResponse:
        row = self.row_or_404(pk)
        form = self.form(row, *_sent(request))
        if form.is_bound and form.is_valid():
            with refusal_in(form):
                self.keep(form, row, request=request, now=timezone.now())
                messages.success(request, self.saved)
                return see_other(f"city:{self.section}")
        return self.page(request, row, form=form)

    def _remove(self, request: AccountRequest, pk: int) -> HttpResponse:
        row = self.row_or_404(pk)
        with refusal_as_message(request):
            self.drop(row, request=request, now=timezone.now())
            messages.success(request, self.removed)
        return see_other(f"city:{self.section}")

    def row_or_404(self, pk: int) -> Any:
        """Return the row of the address."""
        row = self.found(pk)
        if row is None:
            raise Http404
        return row

    def page(
        self, request: AccountRequest, row: Any, *, form: Form, wrong: str = "form", **more: Any
    ) -> HttpResponse:
        """Show the page of a row, or of a new one; `wrong` names the form that has errors."""
        context = {
            "list": self,
            "list_url": reverse(f"city:{self.section}"),
            "remove_url": reverse(f"city:remove_{self.entry}", args=[row.pk]) if row else "",
            "form": form,
            "row": row,
            "title": str(row) if row else self.new_title,
            "sections": sections(current=self.section),
            **(self.facts(row) if row else {}),
            **more,
        }
        return render_form(request, self.template, context=context, form_name=wrong)


def _sent(request: AccountRequest) -> tuple[Any, ...]:
    return (request.POST, request.FILES) if request.method == "POST" else ()
