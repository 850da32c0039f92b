"""The official list of addresses: a table, and a file that replaces it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from faden.backbone.people.http import AccountRequest
from faden.backbone.places.queries import the_place
from faden.backbone.places.words import DISTRICT
from faden.surfaces.city import actions, files, queries
from faden.surfaces.city.address_list import address_plan
from faden.surfaces.city.forms.lists import AddressesForm
from faden.surfaces.city.http import administration_required
from faden.surfaces.city.sections import sections
from faden.web.forms import render_form
from faden.web.pages import see_other
from faden.web.tables import Column, Table, TextFilter

ADDRESSES: Table[Any] = Table(
    name="adressen",
    title=gettext_lazy("List of addresses"),
    row_label=str,
    order=("street", "number"),
    columns=(
        Column(
            "street",
            gettext_lazy("Street"),
            lambda row: row.street,
            sort=("street", "number"),
            is_heading=True,
        ),
        Column("number", gettext_lazy("Number"), lambda row: row.number),
        Column(
            "district",
            gettext_lazy("District"),
            lambda row: row.district.name if row.district else "",
            sort=("district__name", "street"),
        ),
        Column("latitude", gettext_lazy("Latitude"), lambda row: row.latitude, is_shown=False),
        Column("longitude", gettext_lazy("Longitude"), lambda row: row.longitude, is_shown=False),
    ),
    filters=(
        TextFilter(
            "suche", gettext_lazy("Street"), lambda rows, text: rows.filter(street__icontains=text)
        ),
    ),
    empty_title=gettext_lazy("No list yet"),
    empty_text=gettext_lazy("With the list people can give the place of an idea by its address."),
)


@require_safe
@administration_required
def table(request: AccountRequest) -> HttpResponseBase:
    """Show the list."""
    rows = queries.addresses()
    return ADDRESSES.respond(request, rows, now=timezone.now(), template="city/addresses.html")


@require_http_methods(["GET", "HEAD", "POST"])
@administration_required
def upload(request: AccountRequest) -> HttpResponse:
    """Take in a list, to be looked at first."""
    is_sent = request.method == "POST"
    form = AddressesForm(request.POST if is_sent else None, request.FILES if is_sent else None)
    if is_sent and form.is_valid():
        return see_other("city:preview_addresses", form.kept())
    context = {
        "form": form,
        "has_place": the_place().pk is not None,
        "sections": sections(current="addresses"),
    }
    return render_form(request, "city/addresses_upload.html", context=context)


@require_http_methods(["GET", "HEAD", "POST"])
@administration_required
def preview(request: AccountRequest, key: str) -> HttpResponse:
    """Show what the file holds and what is wrong with it; put it in the place of the list."""
    districts = list(queries.all_districts())
    plan = address_plan(files.kept(key), place=the_place(), districts=districts)
    if request.method == "POST" and plan.may_be_applied:
        n = actions.replace_addresses(plan.houses, actor=request.person, now=timezone.now())
        files.remove(key)
        messages.success(request, _("The list has %(n)s addresses now.") % {"n": n})
        return see_other("city:addresses")
    context = {
        "plan": plan,
        "key": key,
        "sample": plan.sample(districts),
        "n_now": queries.addresses().count(),
        "district_label": DISTRICT,
        "sections": sections(current="addresses"),
    }
    return render(request, "city/addresses_preview.html", context)
