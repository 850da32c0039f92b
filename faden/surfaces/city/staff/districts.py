"""The districts: a table, single ones, and a file with their areas."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from faden.backbone.people.http import AccountRequest
from faden.backbone.places.queries import the_place
from faden.surfaces.city import actions, files, queries
from faden.surfaces.city.areas import district_plan
from faden.surfaces.city.forms.lists import AreasForm, DistrictForm
from faden.surfaces.city.forms.municipality import point_of
from faden.surfaces.city.http import administration_required
from faden.surfaces.city.sections import sections
from faden.web.forms import render_form
from faden.web.pages import see_other
from faden.web.refusals import refusal_as_message, refusal_in
from faden.web.tables import Column, Table, TextFilter

DISTRICTS: Table[Any] = Table(
    name="ortsteile",
    title=gettext_lazy("Districts"),
    row_label=str,
    order=("name",),
    columns=(
        Column(
            "name",
            gettext_lazy("Name"),
            lambda row: row.name,
            sort="name",
            link=lambda row: reverse("city:district", args=[row.pk]),
            is_heading=True,
        ),
        Column("has_area", gettext_lazy("Area on the map"), lambda row: row.has_area),
        Column("latitude", gettext_lazy("Latitude"), lambda row: row.latitude, is_shown=False),
        Column("longitude", gettext_lazy("Longitude"), lambda row: row.longitude, is_shown=False),
        Column("slug", gettext_lazy("In addresses"), lambda row: row.slug),
    ),
    filters=(
        TextFilter(
            "suche", gettext_lazy("Search"), lambda rows, text: rows.filter(name__icontains=text)
        ),
    ),
    empty_title=gettext_lazy("No districts"),
    empty_text=gettext_lazy("Upload a file with their areas, or enter them one by one."),
)


@require_safe
@administration_required
def table(request: AccountRequest) -> HttpResponseBase:
    """Show all districts."""
    rows = queries.districts_of_table()
    return DISTRICTS.respond(request, rows, now=timezone.now(), template="city/districts.html")


@require_http_methods(["GET", "HEAD", "POST"])
@administration_required
def new(request: AccountRequest) -> HttpResponse:
    """Take in a district."""
    form = DistrictForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        with refusal_in(form):
            actions.add_district(**form.cleaned_data, actor=request.person, now=timezone.now())
            messages.success(request, _("The district is added."))
            return see_other("city:districts")
    return _district_page(request, {"form": form, "title": _("New district")})


@require_http_methods(["GET", "HEAD", "POST"])
@administration_required
def change(request: AccountRequest, pk: int) -> HttpResponse:
    """Change name and point of a district."""
    district = queries.district_by_id(pk)
    if district is None:
        raise Http404
    form = DistrictForm(
        request.POST if request.method == "POST" else None,
        initial={"name": district.name} | point_of(district),
    )
    if form.is_bound and form.is_valid():
        now = timezone.now()
        with refusal_in(form):
            actions.change_district(district, **form.cleaned_data, actor=request.person, now=now)
            messages.success(request, _("The district is saved."))
            return see_other("city:districts")
    context = {
        "form": form,
        "title": district.name,
        "district": district,
        "is_used": queries.is_used(district),
    }
    return _district_page(request, context)


def _district_page(request: AccountRequest, context: Mapping[str, Any]) -> HttpResponse:
    shown = {**context, "sections": sections(current="districts")}
    return render_form(request, "city/district.html", context=shown)


@require_POST
@administration_required
def remove(request: AccountRequest, pk: int) -> HttpResponse:
    """Take a district off the list that nothing refers to."""
    district = queries.district_by_id(pk)
    if district is None:
        raise Http404
    with refusal_as_message(request):
        actions.remove_district(district, actor=request.person, now=timezone.now())
        messages.success(request, _("The district is removed."))
    return see_other("city:districts")


@require_http_methods(["GET", "HEAD", "POST"])
@administration_required
def upload(request: AccountRequest) -> HttpResponse:
    """Take in a file of areas, to be looked at first."""
    is_sent = request.method == "POST"
    form = AreasForm(request.POST if is_sent else None, request.FILES if is_sent else None)
    if is_sent and form.is_valid():
        return see_other("city:preview_districts", form.kept())
    context = {"form": form, "sections": sections(current="districts")}
    return render_form(request, "city/districts_upload.html", context=context)


@require_http_methods(["GET", "HEAD", "POST"])
@administration_required
def preview(request: AccountRequest, key: str) -> HttpResponse:
    """Show what the file would do to the districts, and do it."""
    plan = district_plan(
        files.kept(key),
        place=the_place(),
        districts=list(queries.all_districts()),
        name_property=request.POST.get("name") or request.GET.get("name", ""),
    )
    if request.method == "POST" and plan.may_be_applied:
        n_new = actions.apply_areas(plan.areas, actor=request.person, now=timezone.now())
        files.remove(key)
        told = _("%(n)s districts have their area now, %(new)s of them are new.")
        messages.success(request, told % {"n": len(plan.areas), "new": n_new})
        return see_other("city:districts")
    context = {"plan": plan, "key": key, "sections": sections(current="districts")}
    return render(request, "city/districts_preview.html", context)
