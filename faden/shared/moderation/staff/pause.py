"""One button that takes in nothing new, in a process or on the whole site."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from faden.backbone.people.http import AccountRequest, account_required
from faden.backbone.processes import actions
from faden.backbone.processes.http import team_process_or_404
from faden.backbone.processes.queries import past_pauses, running_pause, standing
from faden.backbone.processes.rules import Permission
from faden.shared.moderation.forms import PauseForm
from faden.web.forms import render_form
from faden.web.pages import see_other
from faden.web.refusals import refusal_as_message, refusal_in

SHOWN = 20  # past pauses
EVERYWHERE = 0  # no process has this key: only roles for all of them count


@require_http_methods(["GET", "HEAD", "POST"])
@account_required
def pause(request: AccountRequest, process_slug: str = "") -> HttpResponse:
    """Show whether anything is paused, and pause it."""
    now = timezone.now()
    process = _process(request, process_slug)
    form = PauseForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusal_in(form):
            actions.pause(
                process,
                message=form.cleaned_data["message"],
                ends_at=form.ends_at(),
                actor=request.person,
                now=now,
            )
            messages.success(request, _("Nothing new is taken in now."))
            return _back(process_slug)
    context = {
        "process": process,
        "form": form,
        "pause": running_pause(process, now=now),
        "past": past_pauses(process, now=now)[:SHOWN],
    }
    return render_form(request, "moderation/pause.html", context=context)


@require_POST
@account_required
def end(request: AccountRequest, process_slug: str = "") -> HttpResponse:
    """Take contributions in again."""
    process = _process(request, process_slug)
    with refusal_as_message(request):
        actions.end_pause(process, actor=request.person, now=timezone.now())
        messages.success(request, _("Contributions are taken in again."))
    return _back(process_slug)


def _process(request: AccountRequest, slug: str) -> Any:
    """Return the process, None for the whole site, if whoever asks moderates there."""
    now = timezone.now()
    process = team_process_or_404(request, slug, now=now) if slug else None
    asking = standing(request.person, process.pk if process else EVERYWHERE, now=now)
    if not asking.may(Permission.MODERATE):
        raise Http404
    return process


def _back(slug: str) -> HttpResponse:
    return see_other("moderation:pause", slug) if slug else see_other("moderation:pause_site")
