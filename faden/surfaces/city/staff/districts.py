"""The districts: the list, and a file with their areas."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from faden.backbone.people.http import AccountRequest
from faden.backbone.places.form_part import point_of
from faden.backbone.places.queries import the_place
from faden.surfaces.city import actions, files, queries
from faden.surfaces.city.areas import district_plan
from faden.surfaces.city.forms.lists import AreasForm, DistrictForm
from faden.surfaces.city.http import administration_required
from faden.surfaces.city.sections import sections
from faden.surfaces.city.staff.kept import BY_NAME, KeptList, a_form, name_column
from faden.web.forms import render_form
from faden.web.pages import see_other
from faden.web.tables import Column, Table


class Districts(KeptList):
    section, entry, table_template = "districts", "district", "city/districts.html"
    new_title, remove_title = _("New district"), _("Remove the district")
    added, saved = _("The district is added."), _("The district is saved.")
    removed = _("The district is removed.")
    in_use = _(
        "Contributions, people, addresses or phases refer to this district, so it cannot be "
        "removed."
    )
    lead = _(
        "The point is where the name stands on a map. The address of the district's page stays "
        "when its name changes."
    )
    table = Table(
        name="ortsteile",
        title=_("Districts"),
        row_label=str,
        order=("name",),
        columns=(
            name_column("district"),
            Column("has_area", _("Area on the map"), lambda row: row.has_area),
            Column("latitude", _("Latitude"), lambda row: row.latitude, is_shown=False),
            Column("longitude", _("Longitude"), lambda row: row.longitude, is_shown=False),
            Column("slug", _("In addresses"), lambda row: row.slug),
        ),
        filters=(BY_NAME,),
        empty_title=_("No districts"),
        empty_text=_("Upload a file with their areas, or enter them one by one."),
    )

    def rows(self) -> QuerySet[Any]:
        return queries.districts_of_table()

    def found(self, pk: int) -> Any:
        return queries.district_by_id(pk)

    def form(self, row: Any, *sent: Any) -> DistrictForm:
        known = {"name": row.name} | point_of(row) if row else {}
        return DistrictForm(*sent, initial=known)

    def keep(self, form: DistrictForm, row: Any, *, request: AccountRequest, now: datetime) -> Any:
        if row is None:
            return actions.add_district(**form.cleaned_data, actor=request.person, now=now)
        return actions.change_district(row, **form.cleaned_data, actor=request.person, now=now)

    def drop(self, row: Any, *, request: AccountRequest, now: datetime) -> None:
        actions.remove_district(row, actor=request.person, now=now)

    def facts(self, row: Any) -> Mapping[str, Any]:
        return {"is_used": queries.is_used(row)}


@a_form
@administration_required
def upload(request: AccountRequest) -> HttpResponse:
    """Take in a file of areas, to be looked at first."""
    is_sent = request.method == "POST"
    form = AreasForm(request.POST if is_sent else None, request.FILES if is_sent else None)
    if is_sent and form.is_valid():
        return see_other("city:preview_districts", form.kept())
    context = {"form": form, "sections": sections(current="districts")}
    return render_form(request, "city/districts_upload.html", context=context)


@a_form
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
        told = gettext("%(n)s districts have their area now, %(new)s of them are new.")
        messages.success(request, told % {"n": len(plan.areas), "new": n_new})
        return see_other("city:districts")
    context = {"plan": plan, "key": key, "sections": sections(current="districts")}
    return render(request, "city/districts_preview.html", context)
