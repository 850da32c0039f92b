"""The list of undertakings for everybody: as a list, map or file; one entry; suggestions."""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_http_methods, require_safe

from faden.backbone.people.http import PersonRequest
from faden.backbone.processes.http import shows_all
from faden.participation.undertakings import http, queries, rules
from faden.participation.undertakings.columns import PUBLIC
from faden.participation.undertakings.forms import SuggestionForm
from faden.web.forms import render_form
from faden.web.pages import page_of, see_other, unless_unchanged

GEOJSON = "application/geo+json"  # RFC 7946


@require_safe
def undertaking_list(request: PersonRequest) -> HttpResponseBase:
    """Show the list with its filters, what changed last first; or all that fit as a file."""
    now = timezone.now()
    filters, found = http.narrowed(request)
    if file := PUBLIC.file(request, found, now=now):
        return file
    shows_all(request, parameters=http.PARAMETERS)
    context = {
        "filters": filters,
        "page": page_of(request, found, per_page=queries.PER_PAGE),
        "query": _without_page(request),
        "may_write": queries.may_write(request.person, now=now),
    }
    return render(request, "undertakings/list.html", context)


@require_safe
def undertaking_map(request: PersonRequest) -> HttpResponse:
    """Show the same list by place; with JavaScript also the map."""
    filters, found = http.narrowed(request)
    shows_all(request, parameters=http.PARAMETERS)
    query = _without_page(request)
    context = {
        "filters": filters,
        "page": page_of(request, found, per_page=queries.PER_PAGE),
        "query": query,
        "points_url": reverse("undertakings:points") + query,
    }
    return render(request, "undertakings/map.html", context)


@require_safe
@gzip_page
def points(request: PersonRequest) -> HttpResponse:
    """Answer with the places of exactly the entries that the list holds, as GeoJSON."""
    shows_all(request, parameters=http.PARAMETERS)
    _filters, found = http.narrowed(request)
    collection = {"type": "FeatureCollection", "features": list(_features(queries.points(found)))}
    content = json.dumps(collection, ensure_ascii=False, separators=(",", ":"))
    return unless_unchanged(request, HttpResponse(content, content_type=GEOJSON))


def _features(found: Iterator[queries.Point]) -> Iterator[dict[str, Any]]:
    for point in found:
        properties = {
            "title": point.undertaking.title,
            "url": point.undertaking.get_absolute_url(),
        }
        if point.district:
            properties["district"] = point.district
        place = {"type": "Point", "coordinates": [point.longitude, point.latitude]}
        yield {"type": "Feature", "geometry": place, "properties": properties}


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
    shows_all(request)
    n_suggestions, n_open = queries.n_suggestions(undertaking)
    context = {
        "undertaking": undertaking,
        "process": queries.shown_process(undertaking, request.person),
        "history": queries.public_history(undertaking),
        "n_suggestions": n_suggestions,
        "n_open": n_open,
        "replies": queries.replies_to(undertaking) if n_suggestions > n_open else [],
        "may_suggest": rules.suggestion_refusal(undertaking) is None,
        "may_write": queries.may_write(request.person, now=now),
    }
    return render(request, "undertakings/detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def suggest(request: PersonRequest, pk: int, *, slug: str) -> HttpResponse:
    """Take in that somebody wants to take part in an undertaking."""
    now = timezone.now()
    undertaking = http.undertaking_or_404(request, pk, now=now)
    if slug != rules.address_part(undertaking.slug):
        return redirect(
            "undertakings:suggest", pk, rules.address_part(undertaking.slug), permanent=True
        )
    form = SuggestionForm(request.POST if request.method == "POST" else None)
    if form.is_bound and http.take_suggestion(request, form, undertaking=undertaking, now=now):
        messages.success(request, _("Thank you. The answer will stand on this page."))
        return see_other(undertaking)
    context = {
        "undertaking": undertaking,
        "form": form,
        "refusal": queries.suggestion_refusal_on(undertaking, now=now),
    }
    return render_form(request, "undertakings/suggest.html", context=context)
