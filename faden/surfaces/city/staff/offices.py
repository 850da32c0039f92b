"""The offices of the city."""

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
from faden.surfaces.city import actions, queries, rules
from faden.surfaces.city.forms.offices import OfficeForm, office_as_typed
from faden.surfaces.city.http import administration_required
from faden.surfaces.city.sections import sections
from faden.web import icons
from faden.web.forms import render_form
from faden.web.pages import see_other
from faden.web.refusals import refusal_as_message, refusal_in
from faden.web.tables import Column, Table, TextFilter
from faden.web.tables.columns import NOTHING


def _of_unit(name: str) -> Any:
    """Return what reads a column of how to reach an office, where that is known."""
    return lambda row: getattr(getattr(row, "unit", None), name, "")


def _mark(row: Any) -> Any:
    if not row.is_active:
        return icons.badge("info", _("No longer offered"), icon_name="info")
    if _of_unit("is_city_contact")(row):
        return icons.badge("success", _("Answers for the city"), icon_name="check")
    return NOTHING


OFFICES: Table[Any] = Table(
    name="stellen",
    title=gettext_lazy("Offices"),
    row_label=str,
    order=("display_name",),
    columns=(
        Column(
            "name",
            gettext_lazy("Name"),
            lambda row: row.display_name,
            sort="display_name",
            link=lambda row: reverse("city:office", args=[row.pk]),
            is_heading=True,
        ),
        Column("telephone", gettext_lazy("Telephone"), _of_unit("telephone")),
        Column("email", gettext_lazy("E-mail address"), _of_unit("email")),
        Column("is_city_contact", gettext_lazy("Role"), _of_unit("is_city_contact"), cell=_mark),
    ),
    filters=(
        TextFilter(
            "suche",
            gettext_lazy("Search"),
            lambda rows, text: rows.filter(display_name__icontains=text),
        ),
    ),
    empty_title=gettext_lazy("No office yet"),
    empty_text=gettext_lazy("Offices answer contributions and messages. Begin with one."),
)


@require_safe
@administration_required
def table(request: AccountRequest) -> HttpResponseBase:
    """Show all offices."""
    rows = queries.offices()
    return OFFICES.respond(request, rows, now=timezone.now(), template="city/offices.html")


@require_http_methods(["GET", "HEAD", "POST"])
@administration_required
def new(request: AccountRequest) -> HttpResponse:
    """Take in an office."""
    form = OfficeForm(
        request.POST if request.method == "POST" else None, others=queries.other_offices(None)
    )
    if form.is_bound and form.is_valid():
        with refusal_in(form):
            actions.add_office(form.facts(), actor=request.person, now=timezone.now())
            messages.success(request, _("The office is added."))
            return see_other("city:offices")
    context = {"form": form, "title": _("New office"), "sections": sections(current="offices")}
    return render_form(request, "city/office.html", context=context)


@require_http_methods(["GET", "HEAD", "POST"])
@administration_required
def change(request: AccountRequest, pk: int) -> HttpResponse:
    """Change how an office is reached."""
    office = _office_or_404(pk)
    form = OfficeForm(
        request.POST if request.method == "POST" else None,
        others=queries.other_offices(office),
        initial=office_as_typed(office),
    )
    if form.is_bound and form.is_valid():
        with refusal_in(form):
            actions.change_office(office, form.facts(), actor=request.person, now=timezone.now())
            messages.success(request, _("The office is saved."))
            return see_other("city:offices")
    context = {
        "form": form,
        "title": office.display_name,
        "office": office,
        "is_named": queries.is_named(office),
        "refusal": rules.removal_refusal(getattr(office, "unit", None)),
        "sections": sections(current="offices"),
    }
    return render_form(request, "city/office.html", context=context)


@require_POST
@administration_required
def remove(request: AccountRequest, pk: int) -> HttpResponse:
    """Delete an office that nothing names, or let nobody choose it any more."""
    office = _office_or_404(pk)
    with refusal_as_message(request):
        is_gone = actions.remove_office(office, actor=request.person, now=timezone.now())
        told = _("The office is removed.") if is_gone else _("The office is no longer offered.")
        messages.success(request, told)
    return see_other("city:offices")


@require_POST
@administration_required
def restore(request: AccountRequest, pk: int) -> HttpResponse:
    """Let an office be chosen again."""
    actions.restore_office(_office_or_404(pk), actor=request.person, now=timezone.now())
    messages.success(request, _("The office is offered again."))
    return see_other("city:offices")


def _office_or_404(pk: int) -> Any:
    office = queries.office_named(pk)
    if office is None:
        raise Http404
    return office
