"""The first page: what runs now, and what became of contributions."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from faden.backbone.people.http import PersonRequest
from faden.backbone.processes import queries as processes
from faden.shared.outcomes.queries import latest_outcomes, n_answered, n_contributions


@require_safe
def home(request: PersonRequest) -> HttpResponse:
    """Show the running processes and the latest answers of the city."""
    standing = processes.standing(request.person, None, now=timezone.now())
    cards = processes.process_cards(standing)
    public = [process for process, _offers in cards]
    running = [(process, offers) for process, offers in cards if offers]  # now, or soon
    context = {
        "cards": running[:3],
        "outcomes": list(latest_outcomes(3)),
        "n_answered": sum(n_answered(public).values()),
        "n_contributions": sum(n_contributions(public).values()),
        "now": standing.now,
    }
    return render(request, "home/home.html", context)
