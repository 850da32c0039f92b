"""The public list of ideas."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from faden.backbone.people.http import PersonRequest
from faden.participation.ideas.http.lists import list_context, listing
from faden.participation.ideas.queries import Found, idea_page
from faden.web.pages import asked_number


@require_safe
def idea_list(request: PersonRequest, process_slug: str) -> HttpResponse:
    """Show the ideas of a process: filters, search, orders, pages."""
    asked = listing(request, process_slug, now=timezone.now())
    found = Found(asked.process, asked.selection)
    page, n_all = idea_page(found, asked_number(request))
    context = list_context(request, asked) | {"page": page, "n_all": n_all}
    return render(request, "ideas/list.html", context)
