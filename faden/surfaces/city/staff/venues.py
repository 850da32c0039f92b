"""Venues, their hours and their stops."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

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
from faden.surfaces.city.staff.kept import BY_NAME, KeptList, a_form, name_column
from faden.web.forms import render_form
from faden.web.pages import see_other
from faden.web.refusals import refusal_in
from faden.web.tables import Column, Table


class Venues(KeptList):
    section, entry, template = "venues_table", "venue", "city/venue.html"
    new_title, remove_title = _("New venue"), _("Remove the venue")
    added, removed = _("The venue is added."), _("The venue is removed.")
    removal = _("It vanishes from the list and from the pages of all processes.")
    lead = _(
        "Everybody can read this on the page of the venues. For which processes it stands is "
        "chosen for each process."
    )
    table = Table(
        name="orte",
        title=_("Venues"),
        row_label=str,
        order=("name",),
        columns=(
            name_column("venue"),
            Column("sort", _("What it is"), lambda row: row.get_sort_display(), sort="sort"),
            Column("address", _("Address"), lambda row: row.address),
        ),
        filters=(BY_NAME,),
        empty_title=_("No venue yet"),
        empty_text=_("A library, an idea wall, the stops of the mobile office."),
    )

    def rows(self) -> QuerySet[Any]:
        return venues()

    def found(self, pk: int) -> Any:
        return venues_with_stops(today=city_day(timezone.now())).filter(pk=pk).first()

    def form(self, row: Any, *sent: Any) -> VenueForm:
        return VenueForm(*sent[:1], initial=venue_as_typed(row) if row else None)

    def keep(self, form: VenueForm, row: Any, *, request: AccountRequest, now: datetime) -> Any:
        if row is None:
            return add_venue(form.facts(), actor=request.person, now=now)
        return change_venue(row, form.facts(), actor=request.person, now=now)

    def drop(self, row: Any, *, request: AccountRequest, now: datetime) -> None:
        remove_venue(row, actor=request.person, now=now)

    def after_adding(self, row: Any) -> HttpResponse:
        return see_other("city:venue", row.pk)


VENUES = Venues()


@a_form
@administration_required
def new_stop(request: AccountRequest, pk: int) -> HttpResponse:
    """Let a venue be open on a day."""
    venue = VENUES.row_or_404(pk)
    form = StopForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        with refusal_in(form):
            add_stop(venue, form.facts(), actor=request.person, now=timezone.now())
            messages.success(request, gettext("The date is added."))
            return see_other(f"{reverse('city:venue', args=[pk])}#termine")
    context = {"form": form, "venue": venue, "sections": sections(current="venues_table")}
    return render_form(request, "city/stop.html", context=context)


@require_POST
@administration_required
def drop_stop(request: AccountRequest, pk: int, *, stop: int) -> HttpResponse:
    """Call a stop off."""
    found = VENUES.row_or_404(pk).stops.filter(pk=stop).first()
    if found is None:
        raise Http404
    remove_stop(found, actor=request.person, now=timezone.now())
    messages.success(request, gettext("The date is removed."))
    return see_other(f"{reverse('city:venue', args=[pk])}#termine")
