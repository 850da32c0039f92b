"""News as feeds, Atom or RSS: of the whole city with all its processes, and of one process."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from faden.backbone.people.http import PersonRequest
from faden.backbone.places.queries import the_place
from faden.backbone.processes.http import process_or_404, shows, shows_all
from faden.lib.text import xml_text
from faden.participation.news import queries
from faden.web.feeds import AnyFeed, Feed, RssFeed, feed_answer
from faden.web.templatetags.texts import staff_text

BEGUN_AT = datetime(2020, 1, 1, tzinfo=timezone.get_default_timezone())  # of a feed without entries


@require_safe
def city_feed(request: PersonRequest) -> HttpResponse:
    """Answer with the newest of what everybody may see."""
    shows_all(request)
    title = _("News: %(place)s") % {"place": the_place().name}
    feed = _feed(request, "news:list", [], title=title, begun_at=BEGUN_AT)
    return _answer(request, feed, queries.for_everybody()[: queries.MOST_ENTRIES])


@require_safe
def process_feed(request: PersonRequest, process_slug: str) -> HttpResponse:
    """Answer with the newest news of a public process; others have no feed."""
    process = process_or_404(request, process_slug, now=timezone.now())
    if not process.is_public:
        raise Http404
    shows(request, process.pk)
    title = _("News: %(place)s") % {"place": process.title}
    begun_at = process.published_at or BEGUN_AT
    feed = _feed(request, "news:of_process", [process.slug], title=title, begun_at=begun_at)
    return _answer(request, feed, queries.news_of(process)[: queries.MOST_ENTRIES])


def _feed(
    request: PersonRequest, name: str, args: list[str], *, title: str, begun_at: datetime
) -> AnyFeed:
    page = reverse(name, args=args)
    kind = RssFeed if request.path.endswith(".rss") else Feed
    return kind(
        title=xml_text(title),
        link=request.build_absolute_uri(page),
        description=xml_text(title),
        language=get_language(),
        author_name=the_place().official_name,
        feed_url=request.build_absolute_uri(request.path),
        begun_at=begun_at,
    )


def _answer(request: PersonRequest, feed: AnyFeed, found: Iterable[Any]) -> HttpResponse:
    for news in found:
        words = news.words
        feed.add_item(
            title=xml_text(words.title),
            link=request.build_absolute_uri(news.get_absolute_url()),
            description=staff_text(xml_text(f"{words.lead}\n\n{words.text}".strip())),
            pubdate=news.published_at,
            updateddate=max(news.published_at, news.changed_at),
            unique_id=news.uuid.urn,
            unique_id_is_permalink=False,
            categories=[xml_text(news.process.title)] if news.process else [],
            language=words.language,
        )
    return feed_answer(request, feed)
