"""Venues, their hours and their stops."""

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
from faden.backbone.places.queries import venues, venues_with_stops
from faden.lib.dates import city_day
from faden.surfaces.city.actions.venues import (
    add_stop,
    add_venue,
    change_venue,
    remove_stop,
    remove_venue,
)
from faden.surfaces.city.forms.venues import StopForm, VenueForm, venue_as_typed
from faden.surfaces.city.http import administration_required
from faden.surfaces.city.sections import sections
from faden.web.forms import render_form
from faden.web.pages import see_other
from faden.web.refusals import refusal_in
from faden.web.tables import Column, Table, TextFilter

a_form = require_http_methods(["GET", "HEAD", "POST"])

VENUES: Table[Any] = Table(
    name="orte",
    title=gettext_lazy("Venues"),
    row_label=str,
    order=("name",),
    columns=(
        Column(
            "name",
            gettext_lazy("Name"),
            lambda row: row.name,
            sort="name",
            link=lambda row: reverse("city:venue", args=[row.pk]),
            is_heading=True,
        ),
        Column("sort", gettext_lazy("What it is"), lambda row: row.get_sort_display(), sort="sort"),
        Column("address", gettext_lazy("Address"), lambda row: row.address),
    ),
    filters=(
        TextFilter(
            "suche", gettext_lazy("Search"), lambda rows, text: rows.filter(name__icontains=text)
        ),
    ),
    empty_title=gettext_lazy("No venue yet"),
    empty_text=gettext_lazy("A library, an idea wall, the stops of the mobile office."),
)


@require_safe
@administration_required
def table(request: AccountRequest) -> HttpResponseBase:
    """Show all venues."""
    return VENUES.respond(request, venues(), now=timezone.now(), template="city/venues_table.html")


@a_form
@administration_required
def new(request: AccountRequest) -> HttpResponse:
    """Take in a venue."""
    form = VenueForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        with refusal_in(form):
            venue = add_venue(form.facts(), actor=request.person, now=timezone.now())
            messages.success(request, _("The venue is added."))
            return see_other("city:venue", venue.pk)
    return _page(request, form=form, title=_("New venue"))


@a_form
@administration_required
def change(request: AccountRequest, pk: int) -> HttpResponse:
    """Change what is known of a venue."""
    venue = _venue_or_404(pk)
    sent = request.POST if request.method == "POST" else None
    form = VenueForm(sent, initial=venue_as_typed(venue))
    if form.is_bound and form.is_valid():
        with refusal_in(form):
            change_venue(venue, form.facts(), actor=request.person, now=timezone.now())
            messages.success(request, _("Saved."))
            return see_other("city:venues_table")
    return _page(request, form=form, title=venue.name, venue=venue)


@require_POST
@administration_required
def remove(request: AccountRequest, pk: int) -> HttpResponse:
    """Take a venue off the list."""
    remove_venue(_venue_or_404(pk), actor=request.person, now=timezone.now())
    messages.success(request, _("The venue is removed."))
    return see_other("city:venues_table")


@a_form
@administration_required
def new_stop(request: AccountRequest, pk: int) -> HttpResponse:
    """Let a venue be open on a day."""
    venue = _venue_or_404(pk)
    form = StopForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        with refusal_in(form):
            add_stop(venue, form.facts(), actor=request.person, now=timezone.now())
            messages.success(request, _("The date is added."))
            return see_other(f"{reverse('city:venue', args=[pk])}#termine")
    context = {"form": form, "venue": venue, "sections": sections(current="venues_table")}
    return render_form(request, "city/stop.html", context=context)


@require_POST
@administration_required
def drop_stop(request: AccountRequest, pk: int, *, stop: int) -> HttpResponse:
    """Call a stop off."""
    found = _venue_or_404(pk).stops.filter(pk=stop).first()
    if found is None:
        raise Http404
    remove_stop(found, actor=request.person, now=timezone.now())
    messages.success(request, _("The date is removed."))
    return see_other(f"{reverse('city:venue', args=[pk])}#termine")


def _venue_or_404(pk: int) -> Any:
    venue = venues_with_stops(today=city_day(timezone.now())).filter(pk=pk).first()
    if venue is None:
        raise Http404
    return venue


def _page(
    request: AccountRequest, *, form: VenueForm, title: str, venue: Any = None
) -> HttpResponse:
    context = {
        "form": form,
        "title": title,
        "venue": venue,
        "sections": sections(current="venues_table"),
    }
    return render_form(request, "city/venue.html", context=context)
