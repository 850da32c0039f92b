"""What frames a process: how much there is to read, its venues, who gives money for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from faden.backbone.items.models import Item
from faden.backbone.places.hours import lines_of, week_of
from faden.backbone.places.models import Funder, Stop, Venue
from faden.backbone.places.queries import funders, venues_with_stops
from faden.participation.background.explained import Glossary
from faden.participation.background.models import Background, Question, Term
from faden.participation.background.queries import (
    answered_of,
    frequent_of,
    open_of,
    page_address,
    terms_of,
)

SHOWN_ON_PROCESS = 3  # frequent questions
SHOWN_STOPS = 3  # dates of a venue


@dataclass(frozen=True)
class Numbers:
    """How much of each sort a process has."""

    n_open: int  # questions
    n_answered: int  # beside the frequent ones
    n_frequent: int
    has_text: bool  # whether the page begins with a text
    has_terms: bool
    has_venues: bool
    has_funders: bool
    funding_text: str


@dataclass(frozen=True)
class VenueOfProcess:
    """A venue with its hours in words and the next dates."""

    venue: Venue
    lines: Sequence[tuple[str, str]]  # (days, hours)
    stops: Sequence[Stop]


@dataclass(frozen=True)
class Funding:
    """The line on the funding of a process, for pages and documents."""

    text: str
    funders: Sequence[Funder]

    def __bool__(self) -> bool:
        """Whether anybody is named."""
        return bool(self.text or self.funders)

    @property
    def files(self) -> Mapping[str, bytes]:
        """The logos for a document: `{"foerderung-1.png": PNG}`."""
        return {
            f"foerderung-{funder.pk}.png": bytes(funder.logo)
            for funder in self.funders
            if funder.logo
        }


@dataclass(frozen=True)
class Summary:
    """What the page of a process says of its frame."""

    has_text: bool
    frequent: Sequence[Question]  # the first ones
    n_answered: int
    n_open: int
    glossary: Glossary
    address: str
    venues: Sequence[VenueOfProcess]
    funding: Funding

    def __bool__(self) -> bool:
        """Whether there is anything to read on the background."""
        return bool(self.has_text or self.n_answered or self.n_open or self.glossary.terms)


def summary_of(process: Item, *, today: date) -> Summary:
    """Return what the page of the process shows: a query, and one for each sort there is."""
    numbers = numbers_of(process)
    terms = list(terms_of(process)) if numbers.has_terms else []
    named = funders_of(process) if numbers.has_funders else []
    return Summary(
        has_text=numbers.has_text,
        frequent=list(frequent_of(process)[:SHOWN_ON_PROCESS]) if numbers.n_frequent else [],
        n_answered=numbers.n_answered + numbers.n_frequent,
        n_open=numbers.n_open,
        glossary=Glossary(terms, page_address(process)),
        address=page_address(process),
        venues=venues_of(process, today=today) if numbers.has_venues else [],
        funding=Funding(numbers.funding_text, list(named)),
    )


def numbers_of(process: Item) -> Numbers:
    """Return how much there is: one query."""
    frame = Background.objects.filter(process=process.pk)
    row = Item.objects.filter(pk=process.pk).annotate(
        n_open=_number(open_of(process)),
        n_answered=_number(answered_of(process)),
        n_frequent=_number(frequent_of(process)),
        has_text=Exists(frame.exclude(text="")),
        has_terms=Exists(Term.objects.filter(process=OuterRef("pk"))),
        has_venues=Exists(frame.filter(venues__isnull=False)),
        has_funders=Exists(frame.filter(funders__isnull=False)),
        funding_text=Coalesce(Subquery(frame.values("funding_text")), Value("")),
    )
    return Numbers(**row.values(*Numbers.__dataclass_fields__).get())


def _number(questions: QuerySet[Question]) -> Coalesce:
    by_process = questions.order_by().values("part_of").annotate(n=Count("pk"))
    return Coalesce(Subquery(by_process.values("n")), 0)


def venues_of(process: Item, *, today: date) -> list[VenueOfProcess]:
    """Return where people take part in the process on site: two queries."""
    found = venues_with_stops(today=today).filter(backgrounds=process.pk)
    return [
        VenueOfProcess(
            venue,
            lines_of(week_of(venue.hours)),
            getattr(venue, "coming_stops", [])[:SHOWN_STOPS],
        )
        for venue in found
    ]


def funders_of(process: Item) -> QuerySet[Funder]:
    """Return who gives money for the process, without the bytes of their logos."""
    return funders().filter(backgrounds=process.pk)


def funding_of(process: Item) -> Funding:
    """Return the line on the funding of the process with its logos, for documents."""
    frame = Background.objects.filter(process=process.pk).values_list("funding_text", flat=True)
    named = Funder.objects.filter(backgrounds=process.pk)
    return Funding(frame.first() or "", list(named))


def processes_at(venues: Iterable[Venue]) -> dict[int, list[Item]]:
    """Return `{venue_id: processes}`, those that everybody sees: one query."""
    found: dict[int, list[Item]] = defaultdict(list)
    processes = Item.objects.seen_by_all().filter(
        kind="process", as_process__background__venues__in=list(venues)
    )
    for process in processes.annotate(venue_id=F("as_process__background__venues")).order_by(
        "title", "pk"
    ):
        found[process.venue_id].append(process)
    return found
