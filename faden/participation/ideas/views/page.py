"""The page of one idea."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from faden.backbone.people.http import PersonRequest
from faden.backbone.processes.http import shows
from faden.participation.ideas import rules
from faden.participation.ideas.http import page


@require_safe
def detail(request: PersonRequest, pk: int, *, slug: str) -> HttpResponse:
    """Show one idea: text, rating, what became of it, discussion."""
    now = timezone.now()
    idea = page.idea_or_404(request, pk, now=now)
    if slug != rules.address_part(idea):
        return redirect(idea, permanent=True)
    shows(request, *filter(None, [idea.process_id]))
    context = page.idea_context(request, idea, now=now)
    return render(request, "ideas/detail.html", context)
