"""Writing to the city: the contact form, and the report of a barrier."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from faden.backbone.people.http import PersonRequest
from faden.surfaces.city import http, queries, rules
from faden.surfaces.city.forms.messages import BarrierForm, ContactForm
from faden.web.forms import render_form
from faden.web.pages import see_other


@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: PersonRequest) -> HttpResponse:
    """Show how to reach the city or one of its offices, and take in a message."""
    room = queries.post_room(http.number_in(request, "stelle"))
    form = ContactForm(
        request.POST if request.method == "POST" else None,
        account=http.account_of(request),
        offices=room.offices,
        initial={"office": room.shown.pk if room.shown else None},
    )
    if form.is_bound and http.take_in(request, form, room=room, now=timezone.now()):
        return see_other("city:contact_sent")
    refusal = rules.message_refusal(room.addressee())
    context = {"form": form, "office": room.shown, "room": room, "refusal": refusal}
    return render_form(request, "city/contact.html", context=context)


@require_safe
def contact_sent(request: PersonRequest) -> HttpResponse:
    """Say thanks for a message, and what happens with it."""
    return render(request, "city/contact_sent.html", {"office": queries.contact_office()})


@require_http_methods(["GET", "HEAD", "POST"])
def report_barrier(request: PersonRequest) -> HttpResponse:
    """Take in what kept somebody from using a page."""
    room = queries.post_room()
    form = BarrierForm(
        request.POST if request.method == "POST" else None,
        account=http.account_of(request),
        initial={"page": http.page_they_come_from(request)},
    )
    if form.is_bound and http.take_in(request, form, room=room, now=timezone.now()):
        return see_other("city:barrier_reported")
    refusal = rules.message_refusal(room.addressee())
    context = {"form": form, "office": room.shown, "refusal": refusal}
    return render_form(request, "city/report_barrier.html", context=context)


@require_safe
def barrier_reported(request: PersonRequest) -> HttpResponse:
    """Say thanks for a report, and who helps if the answer does not."""
    return render(request, "city/barrier_reported.html", {"office": queries.contact_office()})
