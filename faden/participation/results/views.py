"""The published result: page, spreadsheets, PDF."""

from typing import Any

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_safe

from faden.backbone.people.http import PersonRequest
from faden.backbone.processes.http import shows
from faden.lib import sheets
from faden.participation.background.frame import funding_of
from faden.participation.results import http, queries
from faden.web.pages import page_of
from faden.web.pdf import pdf_of

PER_PAGE = 50  # entries
MOST_IN_PDF = 200  # entries


@require_safe
def detail(request: PersonRequest, pk: int, *, slug: str) -> HttpResponse:
    """Show the result with its method, what was selected, and the whole ranking."""
    result = http.result_or_404(request, pk, now=timezone.now())
    if slug != (result.slug or "ergebnis"):
        return redirect(result, permanent=True)
    shows(request, result.process_id, parameters=["seite"])
    entries = queries.entries_of(result)
    context = {
        "result": result,
        "process": queries.process_of(result),
        "method": http.method(),
        "selected": list(entries.filter(is_selected=True)),
        "passed_over": list(entries.filter(is_selected=False).exclude(reason="")),
        "page": page_of(request, entries, per_page=PER_PAGE),
        "newer": queries.results_of(queries.process_of(result)).first(),
    }
    return render(request, "results/detail.html", context)


@require_safe
def download(request: PersonRequest, pk: int, *, file_format: str) -> HttpResponseBase:
    """Give the whole ranking as a file; PDF with as many entries as people read on paper."""
    result = http.result_or_404(request, pk, now=timezone.now())
    name = f"ergebnis-{result.pk}.{file_format}"
    if file_format == "pdf":
        return _as_file(HttpResponse(_pdf(result), content_type="application/pdf"), name)
    known = next((one for one in sheets.FORMATS if one == file_format), None)
    if known is None:
        raise Http404
    pieces = http.file_of(result, known)
    return _as_file(StreamingHttpResponse(pieces, content_type=sheets.FORMATS[known]), name)


def _as_file(response: HttpResponseBase, name: str) -> HttpResponseBase:
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _pdf(result: Any) -> bytes:
    entries, process = queries.entries_of(result), queries.process_of(result)
    funding = funding_of(process)
    context = {
        "result": result,
        "process": process,
        "method": http.method(),
        "selected": list(entries.filter(is_selected=True)),
        "entries": list(entries[:MOST_IN_PDF]),
        "n_entries": entries.count(),
        "funding": funding,
    }
    return pdf_of(render_to_string("results/print.html", context), files=funding.files)
