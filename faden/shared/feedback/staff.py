"""What people said about the process, for its team."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from faden.backbone.people.http import AccountRequest, account_required
from faden.backbone.processes.http import team_process_or_404
from faden.shared.feedback import queries
from faden.shared.feedback.rules import FEWEST


@require_safe
@account_required
def results(request: AccountRequest, process_slug: str) -> HttpResponse:
    """Show the numbers; the team too sees none of fewer than ten answers."""
    process = team_process_or_404(request, process_slug, now=timezone.now())
    context = {"process": process, "results": queries.results_of(process), "fewest": FEWEST}
    return render(request, "feedback/results.html", context)
