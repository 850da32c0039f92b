"""Name, colours, logo and boundary of the municipality."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from faden.backbone.people.http import AccountRequest
from faden.backbone.places.queries import city_boundary, the_place
from faden.lib.polygons import area_km2
from faden.lib.simplification import n_points
from faden.shared.media.queries import logo as the_logo
from faden.surfaces.city import actions, files
from faden.surfaces.city.areas import boundary_of
from faden.surfaces.city.forms.lists import AreasForm
from faden.surfaces.city.forms.municipality import (
    LogoForm,
    MunicipalityForm,
    municipality_as_typed,
)
from faden.surfaces.city.http import administration_required
from faden.surfaces.city.sections import sections
from faden.surfaces.city.stylesheet import swatches
from faden.web.forms import render_form
from faden.web.pages import see_other
from faden.web.refusals import refusal_as_message, refusal_in


@require_http_methods(["GET", "HEAD", "POST"])
@administration_required
def municipality(request: AccountRequest) -> HttpResponse:
    """Take in name and colours, and show how the colours look."""
    place = the_place()
    form = MunicipalityForm(
        request.POST if request.method == "POST" else None, initial=municipality_as_typed(place)
    )
    if form.is_bound and form.is_valid():
        adjusts = form.cleaned_data["adjusts_colors"]
        with refusal_in(form):
            actions.save_municipality(
                form.facts(), adjusts_colors=adjusts, actor=request.person, now=timezone.now()
            )
            messages.success(request, _("The municipality is saved."))
            return see_other("city:municipality")
    context = {
        "form": form,
        "swatches": swatches(place),
        "sections": sections(current="municipality"),
    }
    return render_form(request, "city/municipality.html", context=context)


@require_http_methods(["GET", "HEAD", "POST"])
@administration_required
def logo(request: AccountRequest) -> HttpResponse:
    """Show the logo and take in another one."""
    is_sent = request.method == "POST"
    form = LogoForm(request.POST if is_sent else None, request.FILES if is_sent else None)
    if is_sent and form.is_valid():
        values = form.cleaned_data
        with refusal_in(form):
            actions.set_logo(
                values["logo"],
                alt_text=values["alt_text"],
                actor=request.person,
                now=timezone.now(),
            )
            messages.success(request, _("The logo stands in the head of every page now."))
            return see_other("city:logo")
    context = {
        "form": form,
        "logo": the_logo(),
        "has_place": the_place().pk is not None,
        "sections": sections(current="logo"),
    }
    return render_form(request, "city/logo.html", context=context)


@require_POST
@administration_required
def remove_logo(request: AccountRequest) -> HttpResponse:
    """Do without a logo."""
    with refusal_as_message(request):
        actions.remove_logo(actor=request.person, now=timezone.now())
        messages.success(request, _("The logo is removed."))
    return see_other("city:logo")


@require_http_methods(["GET", "HEAD", "POST"])
@administration_required
def boundary(request: AccountRequest) -> HttpResponse:
    """Show what is known of the boundary and take in a file of it."""
    is_sent = request.method == "POST"
    form = AreasForm(request.POST if is_sent else None, request.FILES if is_sent else None)
    if is_sent and form.is_valid():
        return see_other("city:boundary_preview", form.kept())
    known = city_boundary()
    context = {
        "form": form,
        "km2": area_km2(known) if known else None,
        "has_place": the_place().pk is not None,
        "sections": sections(current="boundary"),
    }
    return render_form(request, "city/boundary.html", context=context)


@require_http_methods(["GET", "HEAD", "POST"])
@administration_required
def boundary_preview(request: AccountRequest, key: str) -> HttpResponse:
    """Show what the file would change, and change it."""
    place = the_place()
    geometry = boundary_of(files.kept(key), place=place)
    if request.method == "POST":
        actions.set_boundary(geometry, actor=request.person, now=timezone.now())
        files.remove(key)
        messages.success(request, _("The boundary is saved."))
        return see_other("city:boundary")
    context = {
        "key": key,
        "km2": area_km2(geometry),
        "n_points": n_points([geometry]),
        "n_parts": len(geometry["coordinates"]),
        "sections": sections(current="boundary"),
    }
    return render(request, "city/boundary_preview.html", context)
