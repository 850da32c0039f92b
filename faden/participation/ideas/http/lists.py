"""From an address to the list it asks for: one for the list, the map, the feed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django_stubs_ext import StrOrPromise

from faden.backbone.people.http import PersonRequest
from faden.backbone.processes.http import shows
from faden.backbone.processes.models import Process
from faden.backbone.processes.queries import process_with_openings, standing
from faden.backbone.processes.rules import (
    Standing,
    beyond_age,
    ratings_hidden_until,
    verb_refusal,
)
from faden.lib.dates import city_day
from faden.lib.refused import Refusal
from faden.participation.ideas import listings, queries
from faden.participation.ideas.http.people import language_of_page
from faden.participation.ideas.queries import FILTERS, Filter, Option, Order, Selection
from faden.web.pages import address_with
from faden.web.tables import Listing as Files

LONGEST_SEARCH = 200  # characters
PARAMETERS = [*(one.name for one in FILTERS), "sortierung", "seite"]  # of which lists are kept


@dataclass(frozen=True)
class Choice:
    """A filter with what can be chosen, and what is."""

    filter: Filter
    options: Sequence[Option]
    chosen: str  # a value, empty for all


@dataclass(frozen=True)
class Chip:
    """A filter that is set, in words, and the address without it."""

    name: str  # of the parameter
    label: StrOrPromise
    value: StrOrPromise
    url: str
    language: str = ""  # of the value, where it is not the page's


@dataclass(frozen=True)
class Listing:
    """What an address asks for, in which process, and what may be shown to whoever asks."""

    process: Process
    standing: Standing
    refusal: Refusal | None  # of handing in an idea
    hidden_until: datetime | None  # the counts of ratings
    selection: Selection
    options: Mapping[str, Sequence[Option]]
    orders: Sequence[Order]

    @property
    def files(self) -> Files[Any]:
        """What files say of the ideas."""
        is_shown = self.hidden_until is None
        is_both_ways = self.process.rating_mode == Process.RatingMode.UP_DOWN
        return listings.listing(has_up=is_shown, has_down=is_shown and is_both_ways)

    @property
    def choices(self) -> list[Choice]:
        """The filters that have something to choose."""
        chosen = self.selection.options
        return [
            Choice(
                one, self.options[one.name], chosen[one.name].value if one.name in chosen else ""
            )
            for one in FILTERS
            if self.options[one.name]
        ]

    def url(self, name: str) -> str:
        """Return the address of the list in another shape (list, map, feed), equally narrowed."""
        path = reverse(f"ideas:{name}", args=[self.process.slug])
        parameters = self.selection.parameters
        return f"{path}?{urlencode(parameters)}" if parameters else path


def listing(request: PersonRequest, slug: str, *, now: datetime) -> Listing:
    """Return what the address asks for; values that do not exist count as not given."""
    found = process_with_openings(request.person, slug, now=now)
    if found is None:
        raise Http404
    process, openings = found
    shows(request, process.pk, parameters=PARAMETERS)
    asking = standing(request.person, process.pk, now=now)
    hidden_until = ratings_hidden_until(openings, now=now)
    text = request.GET.get("q", "").strip()[:LONGEST_SEARCH]
    orders = queries.offered_orders(
        is_search=bool(text),
        shows_ratings=hidden_until is None,
        is_both_ways=process.rating_mode == Process.RatingMode.UP_DOWN,
    )
    options = queries.filter_options(process)
    return Listing(
        process=process,
        standing=asking,
        refusal=beyond_age(verb_refusal(openings, kind="idea", verb="submit", standing=asking)),
        hidden_until=hidden_until,
        selection=Selection(
            options=_chosen(request, options),
            is_mine=request.GET.get("meine") == "ja",
            text=text,
            order=_order(request, orders),
            language=language_of_page(),
            person=request.person,
            day=city_day(now),
        ),
        options=options,
        orders=orders,
    )


def _chosen(request: PersonRequest, options: Mapping[str, Sequence[Option]]) -> dict[str, Option]:
    asked = {name: request.GET.get(name, "") for name in options}
    return {
        name: option
        for name, offered in options.items()
        for option in offered
        if option.value == asked[name]
    }


def _order(request: PersonRequest, orders: Sequence[Order]) -> str:
    asked = request.GET.get("sortierung", "")
    return asked if any(asked == one.name for one in orders) else orders[0].name


def chips(request: PersonRequest, listing: Listing) -> list[Chip]:
    """Return the filters that are set, each with the address without it."""
    selection = listing.selection
    found = [
        Chip(
            one.name,
            one.label,
            selection.options[one.name].label,
            address_with(request, one.name, value=None),
            listing.process.language if one.is_content else "",
        )
        for one in FILTERS
        if one.name in selection.options
    ]
    if selection.is_mine:
        found.append(Chip("meine", "", _("Only mine"), address_with(request, "meine", value=None)))
    if selection.text:
        url = address_with(request, "q", value=None)
        found.append(Chip("q", _("Search"), selection.text, url))
    return found


def list_context(request: PersonRequest, listing: Listing) -> dict[str, Any]:
    """Return what list and map show beside the ideas themselves."""
    return {
        "listing": listing,
        "process": listing.process,
        "selection": listing.selection,
        "standing": listing.standing,
        "refusal": listing.refusal,
        "orders": [(one.name, one.label) for one in listing.orders],
        "chips": chips(request, listing),
        "n_filters": len(listing.selection.options) + listing.selection.is_mine,
        "is_up_only": listing.process.rating_mode == Process.RatingMode.UP_ONLY,
        "list_url": listing.url("list"),
        "map_url": listing.url("map"),
        "feed_url": listing.url("feed") if listing.process.is_public else "",
    }
