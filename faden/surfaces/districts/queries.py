"""What runs in the parts of the city: for everybody, so nothing of closed processes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Window

from faden.backbone.items.models import seen_by_all
from faden.backbone.places.models import District, Venue
from faden.backbone.places.queries import districts, venues_with_stops
from faden.backbone.processes.models import Opening, Process
from faden.lib.polygons import contains
from faden.participation.ideas.models import Idea
from faden.participation.ideas.states import unlisted_ids
from faden.participation.news.models import News
from faden.participation.news.queries import news_in, with_pictures
from faden.participation.undertakings.models import Undertaking
from faden.participation.undertakings.queries import undertakings_in
from faden.shared.media.models import Image
from faden.shared.outcomes.models import Outcome
from faden.shared.outcomes.queries import current_outcomes

SHOWN_IDEAS = 6
SHOWN_UNDERTAKINGS = 6
SHOWN_NEWS = 3


@dataclass(frozen=True)
class Standing:
    """How much there is in a district."""

    district: District
    n_ideas: int = 0
    n_answered: int = 0  # ideas with an answer of the city
    n_undertakings: int = 0

    @property
    def is_quiet(self) -> bool:
        """Whether there is nothing yet."""
        return not (self.n_ideas or self.n_undertakings)


@dataclass(frozen=True)
class DistrictPage:
    """All that the page of a district shows."""

    standing: Standing
    processes: Sequence[Process]
    ideas: Sequence[tuple[Idea, Outcome | None]]  # the newest
    undertakings: Sequence[Undertaking]
    news: Sequence[tuple[News, Image | None]]
    venues: Sequence[Venue]


def all_standings() -> list[Standing]:
    """Return all districts by name, with how much there is in each: three queries."""
    ideas = {row["district"]: row for row in _counted(_ideas().order_by().values("district"))}
    public = Undertaking.objects.public().order_by().values("districts")
    undertakings = dict(public.annotate(n=Count("pk")).values_list("districts", "n"))
    return [
        Standing(
            district,
            n_ideas=ideas.get(district.pk, {}).get("n", 0),
            n_answered=ideas.get(district.pk, {}).get("n_answered", 0),
            n_undertakings=undertakings.get(district.pk, 0),
        )
        for district in districts()
    ]


def district_by_slug(slug: str) -> District | None:
    """Return the district with this address, with its polygon."""
    return District.objects.filter(slug=slug).first()


def page_of(district: District, *, today: date) -> DistrictPage:
    """Return the page of the district: a fixed number of queries, whatever there is."""
    ideas = _ideas().filter(district=district)
    found = next(iter(_counted(ideas.order_by().values("district"))), {"n": 0, "n_answered": 0})
    newest = list(ideas.select_related("process").order_by("-published_at", "-pk")[:SHOWN_IDEAS])
    outcomes = current_outcomes(newest)
    found_there: QuerySet[Any] = undertakings_in(district).annotate(n_all=Window(Count("pk")))
    undertakings = list(found_there[:SHOWN_UNDERTAKINGS])
    return DistrictPage(
        standing=Standing(
            district,
            n_ideas=found["n"],
            n_answered=found["n_answered"],
            n_undertakings=undertakings[0].n_all if undertakings else 0,
        ),
        processes=list(_processes(district)),
        ideas=[(idea, outcomes.get(idea.pk)) for idea in newest],
        undertakings=undertakings,
        news=with_pictures(news_in(district)[:SHOWN_NEWS]),
        venues=[venue for venue in venues_with_stops(today=today) if _is_in(venue, district)],
    )


def _is_in(venue: Venue, district: District) -> bool:
    """Return whether the venue lies in the district, or stops there according to its address."""
    if venue.latitude is not None and venue.longitude is not None and district.boundary:
        place = {"latitude": venue.latitude, "longitude": venue.longitude}
        if contains(district.boundary, **place):
            return True
    addresses = [venue.address, *(stop.address for stop in getattr(venue, "coming_stops", []))]
    return any(district.name in address for address in addresses)


def _ideas() -> QuerySet[Idea]:
    return Idea.objects.filter(seen_by_all()).exclude(pk__in=unlisted_ids())


def _counted(grouped: QuerySet[Idea, Any]) -> QuerySet[Idea, Any]:
    answers = Outcome.objects.filter(item=OuterRef("pk"), is_current=True)
    return grouped.annotate(n=Count("pk"), n_answered=Count("pk", filter=Exists(answers)))


def _processes(district: District) -> QuerySet[Process]:
    """Return the public processes that concern the district, the newest first.

    Something in them is for its people only, or there are ideas for it, or an undertaking there
    leads to them.
    """
    limited = Opening.objects.filter(districts=district, phase__visibility="public").values(
        "phase__process"
    )
    discussed = _ideas().filter(district=district).order_by().values("process")
    planned = Undertaking.objects.public().filter(districts=district).order_by()
    concerns = Q(pk__in=limited) | Q(pk__in=discussed)
    concerns |= Q(pk__in=planned.filter(participation_in__isnull=False).values("participation_in"))
    return Process.objects.public().filter(concerns).order_by("-published_at", "-pk")
