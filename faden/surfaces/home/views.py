"""The first page: what runs now, and what became of contributions."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from faden.backbone.people.http import PersonRequest
from faden.backbone.processes.http import shows
from faden.participation.news.queries import for_everybody, with_pictures
from faden.shared.outcomes.queries import latest_outcomes
from faden.surfaces.home.queries import coverage
from faden.surfaces.process_pages.queries import cards, groups_of

MOST = 3  # cards of a group


@require_safe
def home(request: PersonRequest) -> HttpResponse:
    """Show the running processes and the latest answers of the city."""
    now = timezone.now()
    found = cards(request.person, now=now)
    shows(request, *(card.process.pk for card in found))
    groups = groups_of(found)
    open_now = [card for card in [*groups.invited, *groups.running] if card.offers]
    context = {
        "cards": open_now[:MOST],
        "coming": groups.coming[:MOST],
        "outcomes": list(latest_outcomes(MOST)),
        "news": with_pictures(for_everybody()[:MOST]),
        "coverage": coverage(card.process for card in found if card.process.is_public),
        "now": now,
    }
    return render(request, "home/home.html", context)
