"""The list of undertakings for everybody: the list, one entry, the list as a file."""

from urllib.parse import urlencode

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from faden.backbone.people.http import PersonRequest
from faden.lib import sheets
from faden.lib.dates import city_day
from faden.participation.undertakings import http, queries, rules
from faden.web.pages import page_of

FILES = ("csv", "xlsx", "ods")


@require_safe
def undertaking_list(request: PersonRequest) -> HttpResponse:
    """Show the list with its filters, what changed last first."""
    filters, found = http.narrowed(request)
    context = {
        "filters": filters,
        "page": page_of(request, found, per_page=queries.PER_PAGE),
        "query": _without_page(request),
        "files": FILES,
        "may_write": queries.may_write(request.person, now=timezone.now()),
    }
    return render(request, "undertakings/list.html", context)


def _without_page(request: PersonRequest) -> str:
    given = {name: value for name, value in request.GET.items() if value and name != "seite"}
    return f"?{urlencode(given)}" if given else ""


@require_safe
def detail(request: PersonRequest, pk: int, *, slug: str) -> HttpResponse:
    """Show one entry with what changed."""
    now = timezone.now()
    undertaking = http.undertaking_or_404(request, pk, now=now)
    if slug != rules.address_part(undertaking.slug):
        return redirect(undertaking, permanent=True)
    context = {
        "undertaking": undertaking,
        "process": queries.shown_process(undertaking, request.person),
        "history": queries.public_history(undertaking),
        "may_write": queries.may_write(request.person, now=now),
    }
    return render(request, "undertakings/detail.html", context)


@require_safe
def download(request: PersonRequest, *, file_format: str) -> StreamingHttpResponse:
    """Answer with the list as a file, narrowed like the page."""
    known = next((one for one in sheets.FORMATS if one == file_format and one in FILES), None)
    if known is None:
        raise Http404
    _filters, found = http.narrowed(request)
    pieces = http.file_of(found, known)
    response = StreamingHttpResponse(pieces, content_type=sheets.FORMATS[known])
    name = f"vorhabenliste-{city_day(timezone.now()).isoformat()}.{known}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
