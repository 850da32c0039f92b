"""The newest ideas as an Atom feed (RFC 4287)."""

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from faden.backbone.people.http import PersonRequest
from faden.backbone.places.queries import the_place
from faden.lib.text import xml_text
from faden.participation.ideas.http.lists import Listing, listing
from faden.participation.ideas.queries import Found, newest
from faden.web.feeds import Feed, feed_answer
from faden.web.templatetags.texts import user_text


@require_safe
def idea_feed(request: PersonRequest, process_slug: str) -> HttpResponse:
    """Answer with the newest ideas of the list, narrowed by its filters; the same for everybody."""
    asked = listing(request, process_slug, now=timezone.now())
    if not asked.process.is_public:
        raise Http404
    feed = _feed(request, asked)
    for idea in newest(Found(asked.process, replace(asked.selection, is_mine=False))):
        _add(feed, idea, url=request.build_absolute_uri(idea.get_absolute_url()))
    return feed_answer(request, feed)


def _feed(request: PersonRequest, asked: Listing) -> Feed:
    process = asked.process
    return Feed(
        title=xml_text(_("Ideas: %(process)s") % {"process": process.title}),
        link=request.build_absolute_uri(asked.url("list")),
        description=xml_text(process.summary),
        language=asked.selection.language,
        author_name=the_place().official_name,
        feed_url=request.build_absolute_uri(asked.url("feed")),
        begun_at=process.published_at,
    )


def _add(feed: Feed, idea: Any, *, url: str) -> None:
    author = idea.public_author if idea.author else idea.origin.author_name
    feed.add_item(
        title=xml_text(idea.title),
        link=url,
        description=user_text(xml_text(idea.text)),
        author_name=xml_text(author or _("No name given")),
        pubdate=idea.published_at,
        updateddate=max(idea.published_at, idea.changed_at or idea.published_at),
        unique_id=idea.uuid.urn,
        categories=[xml_text(idea.action_field.name)] if idea.action_field else [],
        language=idea.language,
    )
