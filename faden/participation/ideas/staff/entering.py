"""Entering what came on paper, by telephone or at an event."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from faden.backbone.people.http import AccountRequest, account_required
from faden.backbone.processes.http import team_process_or_404
from faden.participation.ideas.http.entering import Desk
from faden.web.forms import render_form
from faden.web.pages import see_other


@require_http_methods(["GET", "HEAD", "POST"])
@account_required
def on_behalf(request: AccountRequest, process_slug: str) -> HttpResponse:
    """Enter one idea with all that it can have."""
    desk = _desk(request, process_slug)
    form = desk.on_behalf_form()
    idea = desk.enter_one(form) if desk.is_sent else None
    if idea is not None:
        messages.success(request, _("The idea is published."))
        if number := idea.origin.card_number:
            text = _("Its number is %(number)s. Whoever it is from finds the answer with it.")
            messages.info(request, text % {"number": number})
        return see_other(idea)
    return render_form(request, "ideas/on_behalf.html", context=desk.context(form))


@require_http_methods(["GET", "HEAD", "POST"])
@account_required
def cards(request: AccountRequest, process_slug: str) -> HttpResponse:
    """Enter many cards at once; what is right is stored, what is not stays."""
    desk = _desk(request, process_slug)
    form = desk.cards_form()
    if desk.wants_rows:
        form.forgive()
    if not desk.is_sent or desk.wants_rows:
        return render(request, "ideas/cards.html", desk.context(form))
    if not desk.enter(form):
        status = 409 if form.source.refusal else 422
        return render(request, "ideas/cards.html", desk.context(form), status=status)
    n = len(desk.stored)
    if n:
        text = ngettext("%(n)s card is stored.", "%(n)s cards are stored.", n)
        messages.success(request, text % {"n": n})
    else:
        messages.info(request, _("There was nothing to store."))
    return see_other(desk.next_page(form))


@require_POST
@account_required
def take_back(request: AccountRequest, process_slug: str) -> HttpResponse:
    """Withdraw the cards that were just stored."""
    desk = _desk(request, process_slug)
    n = desk.take_back()
    text = ngettext("%(n)s idea is taken back.", "%(n)s ideas are taken back.", n)
    messages.success(request, text % {"n": n})
    return see_other(desk.same_source)


def _desk(request: AccountRequest, process_slug: str) -> Desk:
    now = timezone.now()
    return Desk(request, team_process_or_404(request, process_slug, now=now), now)
