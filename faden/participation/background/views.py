"""The background of a process, one question, asking one; where people take part on site."""

import json

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from faden.backbone.people.http import PersonRequest
from faden.backbone.processes.http import process_or_404, shows
from faden.backbone.processes.queries import standing
from faden.lib.dates import city_day
from faden.participation.background import actions, http, queries
from faden.participation.background.frame import numbers_of
from faden.participation.background.listings import VENUES
from faden.participation.background.venue_list import features, venues_on_page
from faden.shared.moderation.queries import moves_of
from faden.web.forms import render_form
from faden.web.pages import page_of, see_other, unless_unchanged
from faden.web.refusals import refusal_as_message

PER_PAGE = 20  # questions
GEOJSON = "application/geo+json"  # RFC 7946


@require_safe
def page(request: PersonRequest, process_slug: str) -> HttpResponseBase:
    """Show what one should know: the background, the questions, the terms."""
    now = timezone.now()
    process = process_or_404(request, process_slug, now=now)
    if file := http.file_asked_for(request, process, now=now):
        return file
    shows(request, process.pk, parameters=["seite", "offen"])
    desk = http.Desk(request, process, now=now)
    numbers = numbers_of(process)
    answered, unanswered = queries.answered_of(process), queries.open_of(process)
    context = {
        "process": process,
        "background": queries.background_of(process),
        "frequent": list(queries.frequent_of(process)) if numbers.n_frequent else [],
        "answered": page_of(request, answered, per_page=PER_PAGE, n_all=numbers.n_answered),
        "open": page_of(
            request, unanswered, per_page=PER_PAGE, parameter="offen", n_all=numbers.n_open
        ),
        "glossary": queries.glossary_of(process),
        "refusal": desk.refusal,
        "standing": standing(request.person, process.pk, now=now),
        "today": city_day(now),
    }
    return render(request, "background/page.html", context)


@require_safe
def question(request: PersonRequest, pk: int, *, slug: str) -> HttpResponse:
    """Show one question with its answer, or the day for which one is promised."""
    now = timezone.now()
    own = http.OwnQuestion(request, pk, now=now)
    found = own.question
    if slug != (found.slug or "frage"):
        return redirect(found, permanent=True)
    shows(request, found.process_id)
    process = queries.process_of(found)
    context = {
        "question": found,
        "process": process,
        "glossary": queries.glossary_of(process),
        "hold": own.hold,
        "may_change": own.refusal is None,
        "moves": moves_of(found),
        "standing": standing(request.person, process.pk, now=now),
        "today": city_day(now),
    }
    return render(request, "background/question.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: PersonRequest, pk: int, *, slug: str) -> HttpResponse:
    """Let people ask in other words what waits for release, or withdraw it."""
    own = http.OwnQuestion(request, pk, now=timezone.now())
    process = queries.process_of(own.question)
    context = {"question": own.question, "process": process}
    if own.refusal is not None:
        refused = {"refusal": own.refusal, "title": _("Change the question")}
        return render(request, "background/refused.html", context | refused)
    form = own.form()
    if form.is_bound and own.rewrite(form):
        messages.success(request, _("Your question is changed. It still waits for release."))
        return see_other(http.question_or_404(request, pk, now=own.now))
    return render_form(request, "background/change.html", context=context | {"form": form})


@require_POST
def withdraw(request: PersonRequest, pk: int, *, slug: str) -> HttpResponse:
    """Delete one's own question while it waits for release."""
    own = http.OwnQuestion(request, pk, now=timezone.now())
    process = queries.process_of(own.question)
    if own.refusal is not None or request.person is None:
        messages.warning(request, str(own.refusal))
        return see_other(own.question)
    with refusal_as_message(request):
        actions.withdraw(own.question, actor=request.person)
        messages.success(request, _("Your question is withdrawn and deleted."))
    return see_other("background:page", process.slug)


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: PersonRequest, process_slug: str) -> HttpResponse:
    """Show the form for a question, and take it in."""
    now = timezone.now()
    desk = http.Desk(request, process_or_404(request, process_slug, now=now), now=now)
    context = {"process": desk.process, "is_account": desk.is_account}
    if desk.refusal and request.method != "POST":
        return render(request, "background/refused.html", context | {"refusal": desk.refusal})
    form = desk.form()
    asked = desk.take_in(form) if form.is_bound else None
    if asked is not None:
        messages.success(request, _thanks(is_public=asked.is_public))
        return see_other(asked)
    days = queries.background_of(desk.process).answer_days
    frequent = queries.frequent_of(desk.process)
    context |= {"form": form, "answer_days": days, "frequent": frequent, "waits": desk.waits}
    return render_form(request, "background/ask.html", context=context)


@require_safe
def venues(request: HttpRequest) -> HttpResponseBase:
    """Show where people take part on site, with hours and dates, and on a map."""
    now = timezone.now()
    shown = venues_on_page(now=now)
    if file := VENUES.file(request, shown, now=now):
        return file
    has_points = any(one.has_point for one in shown)
    return render(request, "background/venues.html", {"venues": shown, "has_points": has_points})


@require_safe
@gzip_page
def venue_points(request: HttpRequest) -> HttpResponse:
    """Answer with the points of the venues and of the stops ahead."""
    collection = {"type": "FeatureCollection", "features": list(features(now=timezone.now()))}
    content = json.dumps(collection, ensure_ascii=False, separators=(",", ":"))
    return unless_unchanged(request, HttpResponse(content, content_type=GEOJSON))


def _thanks(*, is_public: bool) -> str:
    if is_public:
        return _("Thank you. Your question can be read here by everybody.")
    return _("Thank you. The team looks at your question, then everybody can read it.")
