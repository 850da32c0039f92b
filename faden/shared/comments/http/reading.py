"""From a request to the page of a discussion."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.http import Http404
from django_stubs_ext import StrOrPromise

from faden.backbone.items.kinds import kind
from faden.backbone.items.models import Item
from faden.backbone.people.http import PersonRequest
from faden.backbone.processes.models import Process
from faden.backbone.processes.queries import (
    may_see,
    openings_in,
    openings_of,
    process_id_of,
    standing,
)
from faden.backbone.processes.rules import Standing, ratings_hidden_until, verb_refusal
from faden.lib.refused import Refusal
from faden.shared.comments import queries
from faden.shared.comments.discussion import Discussion, Reader, offered_orders, shown_threads
from faden.shared.comments.models import Comment
from faden.shared.comments.queries import STANCES, Selection
from faden.web.pages import asked_number

UP_DOWN = Process.RatingMode.UP_DOWN
LONGEST_NUMBER = 19  # digits


@dataclass(frozen=True)
class Terms:
    """How a discussion is led."""

    rating_mode: str = UP_DOWN
    hidden_until: datetime | None = None  # the counts of ratings; None: they are shown
    waits: bool = False  # the team looks at comments of this reader before they are published


OPEN_TERMS = Terms()


def discussion(
    request: PersonRequest,
    item: Item,
    *,
    asking: Standing,
    refusals: Mapping[str, Refusal | None],
    terms: Terms = OPEN_TERMS,
) -> Discussion:
    """Return the page of the item's discussion that the address asks for: one query.

    It also finds the reader's own rating of the item itself.

    :param refusals: of "comment" and "rate" on the item, as `refusals_on` gives them
    """
    reader = Reader(
        item,
        asking,
        refusals,
        hidden_until=terms.hidden_until,
        rating_mode=terms.rating_mode,
        new=_number(request.GET.get("neu", "")),
        waits=terms.waits,
    )
    selection = _selection(request, reader.orders)
    found = queries.discussion_page(item, selection, reader=request.person)
    return Discussion(
        reader,
        selection,
        page=found.threads,
        threads=shown_threads(found.threads, reader),
        n_by_stance=found.n_by_stance,
        own_rating=found.own_rating,
    )


def selection_of(request: PersonRequest, item: Item, *, now: datetime) -> Selection:
    """Return what the address asks for of the item's discussion."""
    openings = openings_in(process_id_of(item))
    return _selection(request, offered_orders(ratings_hidden_until(openings, now=now)))


def _selection(request: PersonRequest, offered: Iterable[tuple[str, StrOrPromise]]) -> Selection:
    """Return what the address asks for; values that do not exist count as not given."""
    orders = [name for name, _label in offered]
    order, stance = request.GET.get("sortierung", ""), request.GET.get("haltung", "")
    return Selection(
        order=order if order in orders else orders[0],
        stance=stance if stance in STANCES else "",
        number=asked_number(request),
        default=orders[0],
    )


def reader_of(request: PersonRequest, item: Item, *, now: datetime) -> Reader:
    """Return who reads the item's discussion on a page of this room; its openings are read once."""
    process = item.process or item
    asking, openings = standing(request.person, process.pk, now=now), openings_of(process)
    own_refusal = kind(item.kind).item_refusal
    refusals = {
        verb: own_refusal(item, verb)
        or verb_refusal(openings, kind=item.kind, verb=verb, standing=asking)
        for verb in ("comment", "rate")
    }
    return Reader(
        item,
        asking,
        refusals,
        hidden_until=ratings_hidden_until(openings, now=now),
        rating_mode=openings[0].phase.process.rating_mode if openings else UP_DOWN,
        new=_number(request.GET.get("neu", "")),
    )


def comment_or_404(request: PersonRequest, pk: int, *, now: datetime) -> Comment:
    """Return the comment if whoever asks may see it, or the place that it has left."""
    comment = queries.comment_by_id(pk, reader=request.person)
    if comment is None or not may_see(comment.about, request.person, now=now):
        raise Http404
    if not (comment.is_shown or may_see(comment, request.person, now=now)):
        raise Http404
    return comment


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < LONGEST_NUMBER else None
