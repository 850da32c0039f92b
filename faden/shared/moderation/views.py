"""Reporting a contribution."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from faden.backbone.people.http import PersonRequest
from faden.backbone.processes.http import item_or_404
from faden.shared.moderation import http
from faden.web.forms import render_form
from faden.web.pages import see_other


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: PersonRequest, pk: int) -> HttpResponse:
    """Ask what is wrong, then tell the team."""
    now = timezone.now()
    item = item_or_404(request, pk, now=now)
    if item.process_id is None:
        raise Http404
    form, refusal = http.report_form(request), http.report_refusal(request, item)
    if request.method == "POST" and http.take_report_in(request, item, form=form, now=now):
        return see_other("moderation:reported")
    context = {"item": item, "form": form, "refusal": refusal}
    return render_form(request, "moderation/report.html", context=context)


@require_safe
def reported(request: PersonRequest) -> HttpResponse:
    """Thank for a report. The address says nothing of the contribution: it may be hidden now."""
    return render(request, "moderation/reported.html")
