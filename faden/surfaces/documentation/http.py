"""From an address to the process whose documentation somebody may have."""

from datetime import datetime

from django.http import Http404

from faden.backbone.people.http import AccountRequest
from faden.backbone.processes.http import team_process_or_404
from faden.backbone.processes.models import Process
from faden.backbone.processes.queries import standing
from faden.backbone.processes.rules import Permission


def process_or_404(request: AccountRequest, slug: str, *, now: datetime) -> Process:
    """Return the process if whoever asks may take its contents along."""
    process = team_process_or_404(request, slug, now=now)
    if not standing(request.person, process.pk, now=now).may(Permission.EXPORT):
        raise Http404
    return process
