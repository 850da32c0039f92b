"""Where the team starts, and the log of what it did."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from faden.backbone.people.http import AccountRequest, account_required
from faden.backbone.processes.queries import may, standing
from faden.backbone.processes.rules import Permission
from faden.surfaces.staff import actions, queries, rules
from faden.surfaces.staff.forms import OpeningForm
from faden.web.forms import render_form
from faden.web.pages import page_of, see_other
from faden.web.refusals import refusal_in


@require_safe
@account_required
def start(request: AccountRequest) -> HttpResponse:
    """Show what waits for whoever asks, by date, and their processes; nobody else finds it."""
    now = timezone.now()
    work = queries.work_of(request.person, now=now)
    if work is None:
        raise Http404
    mine = queries.mine(request.person, now=now)
    waiting = queries.waiting_for(work, mine, now=now)
    context = {
        "work": work,
        "waiting": [(one, queries.is_late(one, now=now)) for one in waiting],
        "mine": mine,
        "permissions": standing(request.person, None, now=now).permissions,
        "now": now,
    }
    return render(request, "staff/start.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@account_required
def log(request: AccountRequest) -> HttpResponse:
    """Ask for a cause before a part of the log is shown; show who opened it before."""
    now = timezone.now()
    _administration_only(request)
    form = OpeningForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusal_in(form):
            opening = actions.open_log(form.asked(), actor=request.person, now=now)
            messages.info(request, _("This is noted. You can read it for an hour."))
            return see_other("staff:log_part", opening.pk)
    context = {"form": form, "page": page_of(request, queries.openings())}
    return render_form(request, "staff/log.html", context=context)


@require_safe
@account_required
def log_part(request: AccountRequest, pk: int) -> HttpResponse:
    """Show the part of the log to whoever opened it, for an hour."""
    now = timezone.now()
    _administration_only(request)
    opening = queries.opening_by_id(pk)
    if opening is None or opening.opened_by_id != request.person.pk:
        raise Http404
    if not rules.is_still_open(opening.opened_at, now=now):
        messages.warning(request, _("An hour has passed. Please state the cause again."))
        return see_other("staff:log")
    page = page_of(request, queries.entries_of(opening), per_page=100)
    context = {"opening": opening, "page": page, "entries": queries.named(page)}
    return render(request, "staff/log_part.html", context)


def _administration_only(request: AccountRequest) -> None:
    now = timezone.now()
    if not may(request.person, Permission.ADMINISTER, process_id=None, now=now):
        raise Http404
