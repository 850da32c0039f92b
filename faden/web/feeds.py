"""Lists as feeds: Atom (RFC 4287), and RSS 2.0 for the programs that know only that."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed

from faden.web.pages import unless_unchanged


class _Lasting(SyndicationFeed):
    """A feed that is the same until it changes; `begun_at` is from when on it can be asked for."""

    def latest_post_date(self) -> datetime:
        changed = [item["updateddate"] for item in self.items]
        latest: datetime = max(changed, default=self.feed["begun_at"])
        return latest


class Feed(_Lasting, Atom1Feed):
    """A feed that says in which language an entry is: entries have a `language`."""

    def item_attributes(self, item: dict[str, Any]) -> dict[str, Any]:
        return {**super().item_attributes(item), "xml:lang": item["language"]}


class RssFeed(_Lasting, Rss201rev2Feed):
    """The same in RSS 2.0, which has one language for all entries."""


AnyFeed = Feed | RssFeed


def feed_answer(request: HttpRequest, feed: AnyFeed) -> HttpResponse:
    """Answer with the feed, or that the reader's own copy still holds."""
    response = HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)
    return unless_unchanged(request, response, changed_at=feed.latest_post_date())
