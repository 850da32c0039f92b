"""The list of processes, the page of one, and its preview."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from faden.backbone.items.kinds import kinds
from faden.backbone.people.http import PersonRequest
from faden.backbone.processes.http import process_or_404, shows
from faden.backbone.processes.queries import process_by_preview, standing
from faden.shared.outcomes.queries import promised_in
from faden.surfaces.process_pages import queries
from faden.surfaces.process_pages.listings import PROCESSES

ENDED_PER_PAGE = 24  # cards


@require_safe
def process_list(request: PersonRequest) -> HttpResponseBase:
    """Show all processes with what can be done in them now."""
    now = timezone.now()
    cards = queries.cards(request.person, now=now)
    if file := PROCESSES.file(request, cards, now=now):
        return file
    shows(request, *(card.process.pk for card in cards), parameters=["seite"])
    groups = queries.groups_of(cards)
    ended = Paginator(groups.ended, ENDED_PER_PAGE).get_page(request.GET.get("seite"))
    context = {"groups": groups, "ended": ended, "now": now}
    return render(request, "process_pages/list.html", context)


@require_safe
def detail(request: PersonRequest, slug: str) -> HttpResponse:
    """Show one process: what one can do now, its course, its timetable."""
    now = timezone.now()
    process = process_or_404(request, slug, now=now)
    shows(request, process.pk)
    page = queries.page_of(process, standing=standing(request.person, process.pk, now=now))
    context = {"page": page, "now": now, "promised": promised_in(process, now=now)}
    if page.standing.roles:
        context["tables"] = [
            (k.label_plural, k.table_path(process)) for k in kinds() if k.table_path
        ]
    return render(request, "process_pages/detail.html", context)


@require_safe
def preview(request: HttpRequest, key: str) -> HttpResponse:
    """Show a draft to whoever has the link, as the public will see it; nobody is remembered."""
    now = timezone.now()
    found = process_by_preview(key, now=now)
    if found is None:
        response = render(request, "process_pages/preview_over.html", status=404)
    elif found[0].is_public:
        return redirect(found[0].get_absolute_url())
    else:
        page = queries.preview_of(found[0], now=now)
        context = {"page": page, "now": now, "preview": key, "preview_ends_at": found[1]}
        response = render(request, "process_pages/preview.html", context)
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Referrer-Policy"] = "same-origin"  # the address is the key
    response.headers["Cache-Control"] = "private, no-store"
    return response
