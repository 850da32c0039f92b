"""Rows as JSON, and answers that programs of other websites may read."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse

from faden.backbone.people.http import PersonRequest
from faden.backbone.places.queries import the_place
from faden.backbone.places.rules import Kind
from faden.backbone.processes.http import shows
from faden.backbone.processes.models import Phase
from faden.participation.ideas.http.lists import Listing, listing
from faden.participation.ideas.queries import FILTERS, NEWEST
from faden.shared.comments.models import Comment
from faden.surfaces.api.queries import COLUMNS, ProcessRow, author_name
from faden.surfaces.city.frame import legal_url
from faden.surfaces.city.queries import frame
from faden.web.pages import unless_unchanged

USUAL, MOST = 50, 200  # rows of a page
LIST_PARAMETERS = [*(one.name for one in FILTERS), "q", "sortierung", "after", "limit"]
PAGE_PARAMETERS = ["after", "limit"]
LONGEST_NUMBER = 19  # digits

Json = dict[str, Any]


class Asked:
    """One request for data, by whomever: nobody gets more than the public."""

    def __init__(self, request: HttpRequest, *, now: datetime) -> None:
        self.request, self.now = request, now

    @property
    def after(self) -> int | None:
        """The number of the last row that was read, if this is not the beginning."""
        return number(self.request.GET.get("after", ""))

    @property
    def limit(self) -> int:
        return min(number(self.request.GET.get("limit", "")) or USUAL, MOST)

    def url(self, name: str, *args: Any) -> str:
        return self.request.build_absolute_uri(reverse(f"api:{name}", args=args))

    def page(self, rows: list[Json]) -> Json:
        """Return rows, and where the next ones are: nowhere, where these are the last ones."""
        if len(rows) < self.limit:
            return {"items": rows, "next": None, **self.terms()}
        query = self.request.GET.copy()
        query["after"] = str(rows[-1]["id"])
        address = self.request.build_absolute_uri(self.request.path)
        return {"items": rows, "next": f"{address}?{query.urlencode()}", **self.terms()}

    def terms(self) -> Json:
        """Return under which conditions the data may be used, and who answers for them."""
        city = frame(now=self.now)
        terms = legal_url(city, Kind.TERMS)
        return {
            "publisher": city.place.official_name,
            "license": settings.FADEN_LICENSE or None,
            "terms": self.request.build_absolute_uri(terms) if terms else None,
        }

    def answer(self, found: Json) -> HttpResponse:
        """Return the data, for programs of all websites, or that the copy still holds."""
        response = JsonResponse(found, json_dumps_params={"ensure_ascii": False})
        response.headers["Access-Control-Allow-Origin"] = "*"
        return unless_unchanged(self.request, response)


def number(text: str) -> int | None:
    """Return the number, or None for anything that is none."""
    return int(text) if text.isdecimal() and len(text) < LONGEST_NUMBER else None


def public_listing(request: PersonRequest, slug: str, *, now: datetime) -> Listing:
    """Return the list as the address asks for it, and as the public sees it."""
    asked = listing(request, slug, now=now)
    if not asked.process.is_public:
        raise Http404
    shows(request, asked.process.pk, parameters=LIST_PARAMETERS)
    order = asked.selection.order if asked.selection.order in COLUMNS else NEWEST
    return replace(asked, selection=replace(asked.selection, order=order, is_mine=False))


def start(asked: Asked) -> Json:
    """Return what there is."""
    return {
        "name": the_place().name,
        "processes": asked.url("processes"),
        "description": asked.url("description"),
        **asked.terms(),
    }


def process_json(asked: Asked, row: ProcessRow) -> Json:
    process = row.process
    return {
        "id": process.pk,
        "uuid": str(process.uuid),
        "url": asked.request.build_absolute_uri(process.get_absolute_url()),
        "title": process.title,
        "summary": process.summary,
        "language": process.language,
        "published_at": process.published_at,
        "phases": [_phase(phase) for phase in row.phases],
        "counts": row.counts,
        "ideas": asked.url("ideas", process.slug),
    }


def _phase(phase: Phase) -> Json:
    return {
        "name": phase.name,
        "kind": phase.kind,
        "starts_at": phase.starts_at,
        "ends_at": phase.ends_at,
    }


def ideas_json(asked: Asked, rows: Iterable[Any], *, hidden_until: datetime | None) -> list[Json]:
    """Return ideas.

    :param hidden_until: the counts of ratings are hidden until then
    """
    return [_idea(asked, row, shows_ratings=hidden_until is None) for row in rows]


def _idea(asked: Asked, idea: Any, *, shows_ratings: bool) -> Json:
    return {
        "id": idea.pk,
        "uuid": str(idea.uuid),
        "url": asked.request.build_absolute_uri(idea.get_absolute_url()),
        "title": idea.title,
        "text": idea.text,
        "language": idea.language,
        "author": author_name(idea) or None,
        "published_at": idea.published_at,
        "topic": _named(idea.action_field),
        "district": _named(idea.district),
        "keywords": [name for name, _slug in idea.keywords or []],
        "latitude": idea.latitude,
        "longitude": idea.longitude,
        "channel": idea.origin.channel,
        "ratings": {"for": idea.n_up, "against": idea.n_down} if shows_ratings else None,
        "n_comments": idea.n_comments,
        "outcome": _outcome(idea),
        "is_withdrawn": idea.withdrawn_at is not None,
        "is_merged": idea.is_merged,
        "comments": asked.url("comments", idea.pk),
    }


def _named(row: Any) -> Mapping[str, str] | None:
    return {"slug": row.slug, "name": row.name} if row else None


def _outcome(idea: Any) -> Json | None:
    if not idea.outcome_code:
        return None
    return {"code": idea.outcome_code, "until": idea.outcome_until}


def comment_json(asked: Asked, comment: Comment, *, shows_ratings: bool) -> Json:
    return {
        "id": comment.pk,
        "uuid": str(comment.uuid),
        "url": asked.request.build_absolute_uri(comment.get_absolute_url()),
        "text": comment.text,
        "stance": comment.stance,
        "language": comment.language,
        "author": author_name(comment) or None,
        "is_by_city": comment.is_by_team,
        "in_reply_to": comment.in_reply_to_id,
        "written_at": comment.written_at,
        "ratings": {"for": comment.n_up, "against": comment.n_down} if shows_ratings else None,
    }
