"""Where the team starts: the processes somebody works for, and their tables."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from faden.backbone.people.http import AccountRequest, account_required
from faden.backbone.processes.queries import standing
from faden.surfaces.staff.queries import work_of


@require_safe
@account_required
def start(request: AccountRequest) -> HttpResponse:
    """Show the processes of whoever asks, with what waits in each; nobody else finds the page."""
    now = timezone.now()
    work = work_of(request.person, now=now)
    if work is None:
        raise Http404
    permissions = standing(request.person, None, now=now).permissions
    context = {"work": work, "permissions": permissions, "now": now}
    return render(request, "staff/start.html", context)
