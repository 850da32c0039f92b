"""The public list of ideas."""

from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from faden.backbone.people.http import PersonRequest
from faden.participation.ideas.http.lists import list_context, listing
from faden.participation.ideas.queries import Found, all_of, idea_page
from faden.web.pages import asked_number


@require_safe
def idea_list(request: PersonRequest, process_slug: str) -> HttpResponseBase:
    """Show the ideas of a process: filters, search, orders, pages; or all that fit as a file."""
    now = timezone.now()
    asked = listing(request, process_slug, now=now)
    found = Found(asked.process, asked.selection)
    if file := asked.files.file(request, all_of(found), now=now):
        return file
    page, n_all = idea_page(found, asked_number(request))
    context = list_context(request, asked) | {"page": page, "n_all": n_all}
    return render(request, "ideas/list.html", context)
