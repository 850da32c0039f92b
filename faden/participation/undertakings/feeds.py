"""The list of undertakings as an Atom feed: what changed last."""

from datetime import datetime

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from faden.backbone.people.http import PersonRequest
from faden.backbone.places.queries import the_place
from faden.backbone.processes.http import shows_all
from faden.lib.text import xml_text
from faden.participation.undertakings import http, queries
from faden.web.feeds import Feed, feed_answer
from faden.web.templatetags.texts import user_text

BEGUN_AT = datetime(2020, 1, 1, tzinfo=timezone.get_default_timezone())  # of a feed without entries


@require_safe
def undertaking_feed(request: PersonRequest) -> HttpResponse:
    """Answer with what changed last, narrowed by the filters of the list."""
    shows_all(request, parameters=http.PARAMETERS)
    title = xml_text(_("Undertakings: %(place)s") % {"place": the_place().name})
    feed = Feed(
        title=title,
        link=request.build_absolute_uri(reverse("undertakings:list")),
        description=title,
        language=get_language(),
        author_name=the_place().official_name,
        feed_url=request.build_absolute_uri(request.get_full_path()),
        begun_at=BEGUN_AT,
    )
    _filters, found = http.narrowed(request)
    for entry in found[: queries.MOST_ENTRIES]:
        feed.add_item(
            title=xml_text(f"{entry.title} ({entry.get_stage_display()})"),
            link=request.build_absolute_uri(entry.get_absolute_url()),
            description=user_text(xml_text(entry.summary)),
            pubdate=entry.published_at,
            updateddate=max(entry.published_at or entry.changed_at, entry.changed_at),
            unique_id=entry.uuid.urn,
            categories=[str(entry.get_participation_display())],
            language=entry.language,
        )
    return feed_answer(request, feed)
