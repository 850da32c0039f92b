"""News for everybody: the list, that of a process, one of them."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from faden.backbone.people.http import PersonRequest
from faden.backbone.processes.http import process_or_404, shows, shows_all
from faden.participation.news import http, queries, rules
from faden.participation.news.listings import NEWS
from faden.shared.media.queries import documents_of, images_of
from faden.web.pages import page_of


@require_safe
def news_list(request: PersonRequest) -> HttpResponseBase:
    """Show all news that is for whoever asks, the newest first."""
    found = queries.seen_by(request.person)
    if file := NEWS.file(request, found, now=timezone.now()):
        return file
    shows_all(request, parameters=["seite"])
    page = page_of(request, found, per_page=queries.PER_PAGE)
    context = {
        "page": page,
        "cards": queries.with_pictures(page),
        "may_write": _may_write(request),
    }
    return render(request, "news/list.html", context)


@require_safe
def of_process(request: PersonRequest, process_slug: str) -> HttpResponseBase:
    """Show the news of one process."""
    now = timezone.now()
    process = process_or_404(request, process_slug, now=now)
    found = queries.news_of(process)
    if file := NEWS.file(request, found, now=now):
        return file
    shows(request, process.pk, parameters=["seite"])
    page = page_of(request, found, per_page=queries.PER_PAGE)
    context = {
        "process": process,
        "page": page,
        "cards": queries.with_pictures(page),
        "may_write": _may_write(request),
    }
    return render(request, "news/of_process.html", context)


@require_safe
def detail(request: PersonRequest, pk: int, *, slug: str) -> HttpResponse:
    """Show one piece of news; its team sees it before it is published."""
    now = timezone.now()
    news = http.news_or_404(request, pk, now=now)
    if slug != rules.address_part(news.slug):
        return redirect(news, permanent=True)
    shows(request, news.process_id)
    context = {
        "news": news,
        "stage": rules.stage_of(news),
        "images": images_of([news]).get(news.pk, []),
        "documents": documents_of([news]).get(news.pk, []),
        "may_write": http.may_write(request.person, news, now=now),
    }
    return render(request, "news/detail.html", context)


def _may_write(request: PersonRequest) -> bool:
    return queries.is_team(request.person, now=timezone.now())
