"""The newest ideas as an Atom feed (RFC 4287)."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from faden.backbone.people.http import PersonRequest
from faden.backbone.places.queries import the_place
from faden.lib.text import xml_text
from faden.participation.ideas.http.lists import Listing, listing
from faden.participation.ideas.queries import Found, newest
from faden.web.pages import unless_unchanged
from faden.web.templatetags.texts import user_text


class IdeaFeed(Atom1Feed):
    """A feed that says in which language an entry is, and that is the same until it changes."""

    def item_attributes(self, item: dict[str, Any]) -> dict[str, Any]:
        return {**super().item_attributes(item), "xml:lang": item["language"]}

    def latest_post_date(self) -> datetime:
        changed = [item["updateddate"] for item in self.items]
        latest: datetime = max(changed, default=self.feed["begun_at"])
        return latest


@require_safe
def idea_feed(request: PersonRequest, process_slug: str) -> HttpResponse:
    """Answer with the newest ideas of the list, narrowed by its filters; the same for everybody."""
    asked = listing(request, process_slug, now=timezone.now())
    if not asked.process.is_public:
        raise Http404
    feed = _feed(request, asked)
    for idea in newest(Found(asked.process, replace(asked.selection, is_mine=False))):
        _add(feed, idea, url=request.build_absolute_uri(idea.get_absolute_url()))
    content_type = f"{Atom1Feed.content_type}"
    response = HttpResponse(feed.writeString("utf-8"), content_type=content_type)
    return unless_unchanged(request, response, changed_at=feed.latest_post_date())


def _feed(request: PersonRequest, asked: Listing) -> IdeaFeed:
    process = asked.process
    return IdeaFeed(
        title=xml_text(_("Ideas: %(process)s") % {"process": process.title}),
        link=request.build_absolute_uri(asked.url("list")),
        description=xml_text(process.summary),
        language=asked.selection.language,
        author_name=the_place().official_name,
        feed_url=request.build_absolute_uri(asked.url("feed")),
        begun_at=process.published_at,
    )


def _add(feed: IdeaFeed, idea: Any, *, url: str) -> None:
    author = idea.author.public_name if idea.author else idea.origin.author_name
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
