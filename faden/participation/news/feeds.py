"""News as Atom feeds: of the whole city with all its processes, and of one process."""

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
from faden.backbone.processes.http import process_or_404
from faden.lib.text import xml_text
from faden.participation.news import queries
from faden.web.feeds import Feed, feed_answer
from faden.web.templatetags.texts import staff_text

BEGUN_AT = datetime(2020, 1, 1, tzinfo=timezone.get_default_timezone())  # of a feed without entries


@require_safe
def city_feed(request: PersonRequest) -> HttpResponse:
    """Answer with the newest of what everybody may see."""
    title = _("News: %(place)s") % {"place": the_place().name}
    feed = _feed(request, "news:list", [], title=title, begun_at=BEGUN_AT)
    return _answer(request, feed, queries.for_everybody()[: queries.MOST_ENTRIES])


@require_safe
def process_feed(request: PersonRequest, process_slug: str) -> HttpResponse:
    """Answer with the newest news of a public process; others have no feed."""
    process = process_or_404(request, process_slug, now=timezone.now())
    if not process.is_public:
        raise Http404
    title = _("News: %(place)s") % {"place": process.title}
    begun_at = process.published_at or BEGUN_AT
    feed = _feed(request, "news:of_process", [process.slug], title=title, begun_at=begun_at)
    return _answer(request, feed, queries.news_of(process)[: queries.MOST_ENTRIES])


def _feed(
    request: PersonRequest, name: str, args: list[str], *, title: str, begun_at: datetime
) -> Feed:
    page = reverse(name, args=args)
    return Feed(
        title=xml_text(title),
        link=request.build_absolute_uri(page),
        description=xml_text(title),
        language=get_language(),
        author_name=the_place().official_name,
        feed_url=request.build_absolute_uri(request.path),
        begun_at=begun_at,
    )


def _answer(request: PersonRequest, feed: Feed, found: Iterable[Any]) -> HttpResponse:
    for news in found:
        feed.add_item(
            title=xml_text(news.title),
            link=request.build_absolute_uri(news.get_absolute_url()),
            description=staff_text(xml_text(queries.said_in(news))),
            pubdate=news.published_at,
            updateddate=max(news.published_at, news.changed_at),
            unique_id=news.uuid.urn,
            categories=[xml_text(news.process.title)] if news.process else [],
            language=news.language,
        )
    return feed_answer(request, feed)
