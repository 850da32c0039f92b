"""Who gives money for processes."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from faden.backbone.people.http import AccountRequest
from faden.backbone.places.queries import funders
from faden.surfaces.city.actions.funders import add_funder, change_funder, remove_funder
from faden.surfaces.city.forms.venues import FunderForm
from faden.surfaces.city.http import administration_required
from faden.surfaces.city.sections import sections
from faden.web.forms import render_form
from faden.web.pages import see_other
from faden.web.refusals import refusal_in
from faden.web.tables import Column, Table, TextFilter

a_form = require_http_methods(["GET", "HEAD", "POST"])

FUNDERS: Table[Any] = Table(
    name="foerderung",
    title=gettext_lazy("Funding"),
    row_label=str,
    order=("name",),
    columns=(
        Column(
            "name",
            gettext_lazy("Name"),
            lambda row: row.name,
            sort="name",
            link=lambda row: reverse("city:funder", args=[row.pk]),
            is_heading=True,
        ),
        Column("url", gettext_lazy("Website"), lambda row: row.url),
        Column("has_logo", gettext_lazy("Logo"), lambda row: bool(row.logo_width)),
    ),
    filters=(
        TextFilter(
            "suche", gettext_lazy("Search"), lambda rows, text: rows.filter(name__icontains=text)
        ),
    ),
    empty_title=gettext_lazy("No funder yet"),
    empty_text=gettext_lazy("Processes and their documents name who gives money for them."),
)


@require_safe
@administration_required
def table(request: AccountRequest) -> HttpResponseBase:
    """Show all funders."""
    template = "city/funders.html"
    return FUNDERS.respond(request, funders(), now=timezone.now(), template=template)


@a_form
@administration_required
def new(request: AccountRequest) -> HttpResponse:
    """Take in a funder."""
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = FunderForm(*sent)
    if form.is_bound and form.is_valid():
        with refusal_in(form):
            add_funder(form.facts(), actor=request.person, now=timezone.now())
            messages.success(request, _("The funder is added."))
            return see_other("city:funders")
    return _page(request, form=form, title=_("New funder"))


@a_form
@administration_required
def change(request: AccountRequest, pk: int) -> HttpResponse:
    """Change what is known of a funder."""
    funder = _funder_or_404(pk)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = FunderForm(*sent, funder=funder)
    if form.is_bound and form.is_valid():
        with refusal_in(form):
            change_funder(funder, form.facts(), actor=request.person, now=timezone.now())
            messages.success(request, _("Saved."))
            return see_other("city:funders")
    return _page(request, form=form, title=funder.name, funder=funder)


@require_POST
@administration_required
def remove(request: AccountRequest, pk: int) -> HttpResponse:
    """Take a funder off the list."""
    remove_funder(_funder_or_404(pk), actor=request.person, now=timezone.now())
    messages.success(request, _("The funder is removed."))
    return see_other("city:funders")


def _funder_or_404(pk: int) -> Any:
    funder = funders().filter(pk=pk).first()
    if funder is None:
        raise Http404
    return funder


def _page(
    request: AccountRequest, *, form: FunderForm, title: str, funder: Any = None
) -> HttpResponse:
    context = {
        "form": form,
        "title": title,
        "funder": funder,
        "sections": sections(current="funders"),
    }
    return render_form(request, "city/funder.html", context=context)
