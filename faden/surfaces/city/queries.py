"""The municipality as its own pages show it: offices, legal pages, what is still to be done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import Count, Exists, Model, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from faden.backbone.audit.kept import kept
from faden.backbone.items.models import Tag
from faden.backbone.people.models import Person, Unit
from faden.backbone.places.models import Address, District, LegalPage, Place, ReadOnly
from faden.backbone.places.queries import (
    legal_texts,
    no_place,
    text_blocks,
    the_place,
)
from faden.backbone.places.rules import Kind, LegalGap, legal_gaps, placeholders
from faden.backbone.places.words import remember_words
from faden.backbone.processes.queries import next_change, running_pauses
from faden.participation.ideas.models import Idea
from faden.surfaces.city.legal import SEGMENTS
from faden.surfaces.city.models import Message

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Frame:
    """What the frame of every page shows of the municipality."""

    place: Place
    legal_kinds: frozenset[Kind]  # that have a page
    has_contact: bool
    pause: str = ""  # why nothing new is taken in on the whole site
    read_only: str = ""  # why nothing at all can be saved


def frame(*, now: datetime) -> Frame:
    """Return the frame in one query; before the municipality is set up it has no links."""
    found = kept(
        ("frame",),
        ["site"],
        read=lambda: _frame(now),
        now=now,
        until=lambda: next_change(now),
    )
    remember_words(found.place)
    return found


def _frame(now: datetime) -> Frame:
    pages = {
        f"has_{kind}": Exists(LegalPage.objects.filter(kind=kind).exclude(text="")) for kind in Kind
    }
    contact = Exists(Unit.objects.filter(is_city_contact=True))
    places = Place.objects.defer("boundary").select_related("logo")
    pause = Subquery(running_pauses(None, now=now).values("message")[:1])
    closed = Subquery(ReadOnly.objects.filter(refuses_writes=True).values("notice"))
    place = places.annotate(has_contact=contact, pause=pause, read_only=closed, **pages).first()
    if place is None:
        return Frame(no_place(), frozenset(), has_contact=False)
    kinds = frozenset(kind for kind in Kind if getattr(place, f"has_{kind}"))
    return Frame(
        place,
        kinds,
        has_contact=place.has_contact,
        pause=place.pause or "",
        read_only=place.read_only or "",
    )


def contact_office() -> Unit | None:
    """Return the office that answers for the city, with its deputy."""
    return _units().filter(is_city_contact=True).first()


@dataclass(frozen=True)
class PostRoom:
    """Where messages can go."""

    shown: Unit | None  # the office that was asked for, else the city's contact
    offices: list[Unit]  # that have an e-mail address, the city's contact first

    def addressee(self, pk: int | None = None) -> Unit | None:
        """Return the office that gets a message: the chosen one, else the one that is shown.

        What is for an office without an e-mail address goes to the city's contact.
        """
        wanted = pk or (self.shown.pk if self.shown else None)
        chosen = (unit for unit in self.offices if unit.pk == wanted)
        contact = (unit for unit in self.offices if unit.is_city_contact)
        return next(chosen, None) or next(contact, None)


def post_room(asked: int | None = None) -> PostRoom:
    """Return where messages can go, in one query.

    :param asked: the key of an office
    """
    units = list(_units().order_by("-is_city_contact", "person__display_name"))
    wanted = (unit for unit in units if unit.pk == asked)
    contact = (unit for unit in units if unit.is_city_contact)
    shown = next(wanted, None) or next(contact, None)
    return PostRoom(shown, [unit for unit in units if unit.email])


def _units() -> QuerySet[Unit]:
    units = Unit.objects.filter(person__is_active=True)
    return units.select_related("person", "deputy__person")


def offices() -> QuerySet[Person]:
    """Return all offices, with how to reach them where that is known."""
    return Person.objects.filter(kind=Person.Kind.UNIT).select_related("unit")


def office_named(pk: int) -> Person | None:
    """Return one office."""
    return offices().filter(pk=pk).first()


def other_offices(office: Person | None) -> QuerySet[Unit]:
    """Return the offices that may stand in for this one."""
    return _units().exclude(pk=office.pk if office else None).order_by("person__display_name")


def undelivered() -> QuerySet[Message]:
    """Return the messages whose mail was given up."""
    given_up = Q(mail=None) | ~Q(mail__skipped_reason="")
    return Message.objects.filter(given_up).select_related("unit__person")


def own_messages(person: Person) -> list[Mapping[str, Any]]:
    """Return the messages not delivered yet to which the person's address wants an answer."""
    columns = ("kind", "subject", "text", "email", "page", "created_at")
    found = Message.objects.filter(email__iexact=person.email or "-")
    return list(found.order_by("pk").values(*columns))


def tags() -> QuerySet[Tag]:
    """Return the city's tags, each with `n_ideas`."""
    rows: QuerySet[Any] = QuerySet(Idea.tags.through).filter(tag=OuterRef("pk")).values("tag")
    counted = Subquery(rows.annotate(n=Count("pk")).values("n"))
    return Tag.objects.annotate(n_ideas=Coalesce(counted, 0))


def tag_by_id(pk: int) -> Tag | None:
    """Return one of the city's tags."""
    return Tag.objects.filter(pk=pk).first()


def is_used(row: Model) -> bool:
    """Return whether rows of any room refer to this one."""
    return any(
        QuerySet(relation.related_model).filter(**{relation.field.name: row}).exists()
        for relation in row._meta.related_objects
    )


def is_named(office: Person) -> bool:
    """Return whether rows of any room name this office; how to reach it does not count."""
    return any(
        QuerySet(relation.related_model).filter(**{relation.field.name: office}).exists()
        for relation in office._meta.related_objects
        if relation.related_model is not Unit
    )


def district_by_id(pk: int) -> District | None:
    """Return one district."""
    return District.objects.filter(pk=pk).first()


def districts_of_table() -> QuerySet[District]:
    """Return all districts without their polygons, each with `has_area`."""
    has_area = Q(boundary__isnull=False)
    return District.objects.defer("boundary").annotate(has_area=has_area)


def all_districts() -> QuerySet[District]:
    """Return all districts with their polygons, by name."""
    return District.objects.all()


def addresses() -> QuerySet[Address]:
    """Return the official list of addresses."""
    return Address.objects.select_related("district")


def legal_page_in(kind: str, language: str) -> LegalPage | None:
    """Return the legal page in exactly this language."""
    return LegalPage.objects.filter(kind=kind, language=language).first()


def gaps() -> list[LegalGap]:
    """Return what is missing of the legal pages."""
    return legal_gaps(legal_texts(), language=settings.LANGUAGE_CODE)


@dataclass(frozen=True)
class LegalRow:
    """One page in one language, as the list of all shows it."""

    kind: Kind
    segment: str
    language: str
    language_name: StrOrPromise
    updated_at: datetime | None  # None: there is no such page
    n_left: int  # places to be filled in
    is_needed: bool

    @property
    def is_missing(self) -> bool:
        return self.updated_at is None

    @property
    def is_complete(self) -> bool:
        return not self.is_missing and self.n_left == 0


def legal_rows() -> list[LegalRow]:
    """Return every kind of page in every language, by one query."""
    pages = {(page.kind, page.language): page for page in LegalPage.objects.all()}
    return [
        LegalRow(
            kind=kind,
            segment=SEGMENTS[kind],
            language=language,
            language_name=name,
            updated_at=page.updated_at if (page := pages.get((kind, language))) else None,
            n_left=len(placeholders(page.text)) if page else 0,
            is_needed=language == settings.LANGUAGE_CODE,
        )
        for kind in Kind
        for language, name in settings.LANGUAGES
    ]


def sign_language_lacks_video() -> bool:
    """Return whether the page in sign language shows none."""
    pages = list(LegalPage.objects.filter(kind=Kind.SIGN_LANGUAGE).values_list("video_url"))
    return bool(pages) and not any(url for (url,) in pages)


@dataclass(frozen=True)
class SetUpState:
    """How far the municipality is set up."""

    place: Place
    gaps: list[LegalGap]
    n_offices: int
    contact: Unit | None
    n_districts: int
    n_areas: int  # districts with a polygon
    n_addresses: int
    n_tags: int
    n_text_blocks: int
    n_undelivered: int
    has_boundary: bool

    @property
    def n_legal_gaps(self) -> int:
        """How many legal pages are missing or not filled in."""
        return len({gap.kind for gap in self.gaps})

    @property
    def n_legal_pages(self) -> int:
        return len(Kind)


def set_up_state() -> SetUpState:
    """Return how far the municipality is set up."""
    return SetUpState(
        place=the_place(),
        gaps=gaps(),
        n_offices=offices().count(),
        contact=contact_office(),
        n_districts=District.objects.count(),
        n_areas=District.objects.filter(boundary__isnull=False).count(),
        n_addresses=Address.objects.count(),
        n_tags=Tag.objects.count(),
        n_text_blocks=text_blocks().count(),
        n_undelivered=undelivered().count(),
        has_boundary=Place.objects.filter(boundary__isnull=False).exists(),
    )
