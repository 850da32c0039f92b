"""What programs may ask: reading only, without a key, the same for everybody."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from faden.backbone.people.http import PersonRequest
from faden.backbone.processes.http import shows
from faden.backbone.processes.queries import ratings_hidden_in
from faden.participation.ideas.queries import Found
from faden.surfaces.api import http, queries
from faden.surfaces.api.description import openapi


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Say what there is, and under which conditions."""
    asked = http.Asked(request, now=timezone.now())
    shows(request)
    return asked.answer(http.start(asked))


@require_safe
def description(request: HttpRequest) -> HttpResponse:
    """Describe the interface (OpenAPI 3.1)."""
    asked = http.Asked(request, now=timezone.now())
    shows(request)
    return asked.answer(openapi(asked.url("start")))


@require_safe
def processes(request: HttpRequest) -> HttpResponse:
    """Answer with all public processes."""
    asked = http.Asked(request, now=timezone.now())
    rows = queries.public_processes()
    shows(request, *(row.process.pk for row in rows))
    found = [http.process_json(asked, row) for row in rows]
    return asked.answer({"items": found, "next": None, **asked.terms()})


@require_safe
def ideas(request: PersonRequest, process_slug: str) -> HttpResponse:
    """Answer with the ideas of a process, filtered and ordered as on its page."""
    asked = http.Asked(request, now=timezone.now())
    listing = http.public_listing(request, process_slug, now=asked.now)
    found = queries.ideas_after(
        Found(listing.process, listing.selection),
        order=listing.selection.order,
        after=asked.after,
        limit=asked.limit,
    )
    rows = http.ideas_json(asked, found, hidden_until=listing.hidden_until)
    return asked.answer(asked.page(rows))


@require_safe
def idea(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer with one idea."""
    asked = http.Asked(request, now=timezone.now())
    found = queries.public_idea(pk)
    if found is None:
        raise Http404
    shows(request, found.process_id)
    hidden_until = ratings_hidden_in(found.process, now=asked.now)
    [row] = http.ideas_json(asked, [found], hidden_until=hidden_until)
    return asked.answer({**row, **asked.terms()})


@require_safe
def comments(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer with the comments on an idea in the order in which they came."""
    asked = http.Asked(request, now=timezone.now())
    found = queries.public_idea(pk)
    if found is None:
        raise Http404
    shows(request, found.process_id, parameters=http.PAGE_PARAMETERS)
    is_shown = ratings_hidden_in(found.process, now=asked.now) is None
    rows = queries.comments_after(found, after=asked.after or 0, limit=asked.limit)
    found_rows = [http.comment_json(asked, row, shows_ratings=is_shown) for row in rows]
    return asked.answer(asked.page(found_rows))
