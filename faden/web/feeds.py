"""Lists as Atom feeds (RFC 4287)."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed

from faden.web.pages import unless_unchanged


class Feed(Atom1Feed):
    """A feed that says in which language an entry is, and that is the same until it changes.

    It is made with `begun_at`, from when on it can be asked for; entries may have a `language`.
    """

    def item_attributes(self, item: dict[str, Any]) -> dict[str, Any]:
        return {**super().item_attributes(item), "xml:lang": item["language"]}

    def latest_post_date(self) -> datetime:
        changed = [item["updateddate"] for item in self.items]
        latest: datetime = max(changed, default=self.feed["begun_at"])
        return latest


def feed_answer(request: HttpRequest, feed: Feed) -> HttpResponse:
    """Answer with the feed, or that the reader's own copy still holds."""
    response = HttpResponse(feed.writeString("utf-8"), content_type=f"{Feed.content_type}")
    return unless_unchanged(request, response, changed_at=feed.latest_post_date())
