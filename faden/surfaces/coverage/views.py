"""The public page of what has an answer."""

from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from faden.backbone.people.http import PersonRequest
from faden.backbone.processes.http import process_or_404, shows
from faden.shared.outcomes.queries import promised_in
from faden.surfaces.coverage.listings import COVERAGE, rows_of
from faden.surfaces.coverage.queries import coverage_of


@require_safe
def process(request: PersonRequest, slug: str) -> HttpResponseBase:
    """Show how many contributions of a process have an answer, by topic, district and channel."""
    now = timezone.now()
    found = process_or_404(request, slug, now=now)
    coverage = coverage_of(found)
    if file := COVERAGE.file(request, rows_of(coverage), now=now):
        return file
    shows(request, found.pk)
    context = {
        "process": found,
        "coverage": coverage,
        "promised": promised_in(found, now=now),
    }
    return render(request, "coverage/process.html", context)
