"""How far the municipality is set up, and messages that did not arrive."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from faden.backbone.people.http import AccountRequest
from faden.surfaces.city import actions, queries
from faden.surfaces.city.http import administration_required
from faden.surfaces.city.sections import sections, sections_with_state
from faden.web.pages import page_of, see_other
from faden.web.refusals import refusal_as_message


@require_safe
@administration_required
def overview(request: AccountRequest) -> HttpResponse:
    """Show every part with what is there and what is missing."""
    state = queries.set_up_state()
    context = {"state": state, "sections": sections_with_state(state)}
    return render(request, "city/overview.html", context)


@require_safe
@administration_required
def messages_kept(request: AccountRequest) -> HttpResponse:
    """Show the messages whose mail was given up."""
    page = page_of(request, queries.undelivered())
    context = {"page": page, "sections": sections(current="messages")}
    return render(request, "city/messages.html", context)


@require_POST
@administration_required
def send_again(request: AccountRequest, pk: int) -> HttpResponse:
    """Send a message once more, to the office's address of today."""
    message = queries.undelivered().filter(pk=pk).first()
    if message is None:
        raise Http404
    with refusal_as_message(request):
        actions.send_again(message, actor=request.person, now=timezone.now())
        messages.success(request, _("The message is on its way."))
    return see_other("city:messages")


@require_POST
@administration_required
def drop(request: AccountRequest, pk: int) -> HttpResponse:
    """Delete a message that somebody has read here."""
    message = queries.undelivered().filter(pk=pk).first()
    if message is None:
        raise Http404
    with refusal_as_message(request):
        actions.drop_message(message, actor=request.person, now=timezone.now())
        messages.success(request, _("The message is deleted."))
    return see_other("city:messages")
