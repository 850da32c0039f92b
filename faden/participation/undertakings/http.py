"""From a request to the list, to an entry, and to what was typed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from faden.backbone.people.http import AccountRequest, PersonRequest, contributor
from faden.backbone.people.limits import take
from faden.backbone.places.queries import districts
from faden.backbone.places.words import DISTRICT
from faden.participation.undertakings import actions, queries
from faden.participation.undertakings.forms import SuggestionForm, UndertakingForm
from faden.participation.undertakings.models import Undertaking, participations, stages
from faden.web.refusals import refusal_in
from faden.web.tables import ChoiceFilter, TextFilter
from faden.web.tables.filters import FilterForm


def _places() -> list[tuple[str, Any]]:
    named = districts().values_list("slug", "name")
    return [*named, (queries.WHOLE_CITY, _("The whole city"))]


def _units() -> list[tuple[str, str]]:
    return [
        (str(pk), name) for pk, name in queries.units_in_use().values_list("pk", "display_name")
    ]


FILTERS = (
    TextFilter("suche", _("Search"), queries.with_words),
    ChoiceFilter("ortsteil", DISTRICT, _places, queries.in_district),
    ChoiceFilter("stand", _("State"), stages, lambda rows, one: rows.filter(stage=one)),
    ChoiceFilter(
        "beteiligung",
        _("Participation in it"),
        participations,
        lambda rows, one: rows.filter(participation=one),
    ),
    ChoiceFilter("stelle", _("Responsible"), _units, lambda rows, one: rows.filter(unit=one)),
)

# Of what is typed to be searched for there is no end, so such lists are not kept.
PARAMETERS = [*(one.name for one in FILTERS if not isinstance(one, TextFilter)), "seite"]


def narrowed(request: PersonRequest) -> tuple[FilterForm, QuerySet[Undertaking]]:
    """Return the filters as the address sets them, and the public entries that pass."""
    filters = FilterForm(FILTERS, request.GET)
    return filters, filters.narrowed(queries.public_undertakings())


def undertaking_or_404(request: PersonRequest, pk: int, *, now: datetime) -> Undertaking:
    """Return the entry if whoever asks may see it."""
    found = queries.undertaking_seen_by(request.person, pk, now=now)
    if found is None:
        raise Http404
    return found


def own_undertaking_or_404(request: AccountRequest, pk: int, *, now: datetime) -> Undertaking:
    """Return the entry if whoever asks looks after the list; for others there is no such page."""
    ensure_team(request, now=now)
    return undertaking_or_404(request, pk, now=now)


def ensure_team(request: AccountRequest, *, now: datetime) -> None:
    """Let those pass who look after the list; for others there is no such page."""
    if not queries.may_write(request.person, now=now):
        raise Http404


def form_for(
    request: AccountRequest, undertaking: Undertaking | None, *, now: datetime
) -> UndertakingForm:
    """Return the form, with what was sent if something was, else as the entry is stored."""
    sent = request.POST if request.method == "POST" else None
    processes = queries.processes_to_choose(request.person, now=now)
    return UndertakingForm(sent, undertaking=undertaking, processes=processes)


def take_in(
    request: AccountRequest,
    form: UndertakingForm,
    *,
    undertaking: Undertaking | None,
    now: datetime,
) -> Undertaking | None:
    """Store what was typed, and publish it if that was asked; None: the form says why not."""
    if not form.is_valid():
        return None
    actor = request.person
    with refusal_in(form), transaction.atomic():
        if undertaking is None:
            undertaking = actions.create(form.facts(), actor=actor, now=now)
        else:
            actions.change(undertaking, form.facts(), actor=actor, now=now)
        if "publish" in request.POST:
            actions.publish(undertaking, actor=actor, now=now)
        return undertaking
    return None


def take_suggestion(
    request: PersonRequest, form: SuggestionForm, *, undertaking: Undertaking, now: datetime
) -> bool:
    """Store what somebody suggests; False: the form says why not."""
    if not form.is_valid():
        return False
    with refusal_in(form), contributor(request, now=now) as person:
        take("suggestions", person=person, address=request.address, now=now)
        text = form.cleaned_data["text"]
        actions.suggest(undertaking, text, person=person, now=now)
        return True
    return False
