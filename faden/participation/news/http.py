"""From a request to news: what may be read, who may write it, what was typed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.http import Http404

from faden.backbone.people.http import AccountRequest, PersonRequest
from faden.backbone.processes import queries as processes
from faden.participation.news import actions, queries, rules
from faden.participation.news.actions import Draft, Files
from faden.participation.news.forms import NewsForm
from faden.participation.news.models import News
from faden.shared.media.http import is_valid_with_files
from faden.shared.media.queries import documents_of, images_of
from faden.web.refusals import refusal_in


def news_or_404(request: PersonRequest, pk: int, *, now: datetime) -> News:
    """Return the news if whoever asks may see it."""
    news = queries.news_seen_by(request.person, pk, now=now)
    if news is None:
        raise Http404
    return news


def own_news_or_404(request: AccountRequest, pk: int, *, now: datetime) -> News:
    """Return the news if whoever asks may write it; for others there is no such page."""
    news = news_or_404(request, pk, now=now)
    if not may_write(request.person, news, now=now):
        raise Http404
    return news


def may_write(person: Any, news: News, *, now: datetime) -> bool:
    """Return whether the person may change the news."""
    needed = rules.needed(news.process)
    return processes.standing(person, news.process_id or news.pk, now=now).may(needed)


def form_for(request: AccountRequest, news: News | None, *, now: datetime) -> NewsForm:
    """Return the form, with what was sent if something was, else as the news is stored."""
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    attached: dict[str, Any] = {}
    if news is not None:
        attached["attached_images"] = images_of([news]).get(news.pk, [])
        attached["attached_documents"] = documents_of([news]).get(news.pk, [])
    asked = request.GET.get("beteiligung", "")
    return NewsForm(
        *sent,
        owner=request.person,
        now=now,
        news=news,
        processes=queries.written_for(request.person, now=now),
        for_city=queries.writes_for_city(request.person, now=now),
        initial={"process": asked} if news is None else {},
        **attached,
    )


def take_in(
    request: AccountRequest, form: NewsForm, *, news: News | None, now: datetime
) -> News | None:
    """Store what was typed, and publish it if that was asked; None: the form says why not."""
    if request.method != "POST" or not is_valid_with_files(request, form, now=now):
        return None
    with refusal_in(form), transaction.atomic():
        draft, actor = Draft(**form.facts()), request.person
        if news is None:
            about = form.cleaned_data["process"]
            news = actions.create(draft, process=about, actor=actor, now=now)
        else:
            actions.change(news, draft, actor=actor, now=now)
        files = Files(form.images_arranged(), form.documents_arranged())
        actions.arrange_files(news, files, actor=actor, now=now)
        if "publish" in request.POST:
            actions.publish(news, actor=actor, now=now)
        return news
    return None
