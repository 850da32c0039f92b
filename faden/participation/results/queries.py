"""Candidates, the draft of the team, and what was published."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from faden.backbone.items.models import Item
from faden.backbone.people.models import Person
from faden.backbone.processes.models import Process
from faden.backbone.processes.queries import may_see, openings_of, ratings_hidden_in
from faden.backbone.processes.rules import ratings_hidden_until
from faden.participation.ideas.models import Idea
from faden.participation.ideas.queries import Status
from faden.participation.ideas.states import unlisted_ids
from faden.participation.results.models import DotCount, Entry, Result
from faden.participation.results.rules import Candidate, Choice, Placed, Plan, placed
from faden.shared.ratings.models import Rating


def ranking_of(process: Item) -> list[Placed]:
    """Return all ideas of the process that lists show, in the order of their ratings: 2 queries."""
    ideas = _listed(process).values_list("pk", "title", "n_up", "n_down", "n_comments")
    dots = dict(DotCount.objects.filter(idea__part_of=process.pk).values_list("idea", "n_dots"))
    return placed(Candidate(*row, n_dots=dots.get(row[0], 0)) for row in ideas)


def _listed(process: Item) -> QuerySet[Idea]:
    ideas = Idea.objects.filter(part_of=process.pk).public()
    return ideas.exclude(pk__in=unlisted_ids()).order_by()


def n_left_out(process: Item) -> int:
    """Return how many ideas are in no ranking: hidden, withdrawn or merged."""
    n_all = Idea.objects.filter(part_of=process.pk).count()
    return n_all - _listed(process).count()


def ratings_counted(process: Item) -> tuple[int, int]:
    """Return how many people with an account rated listed ideas, and how often."""
    ratings = Rating.objects.filter(item__in=_listed(process).values("pk"), is_by_guest=False)
    counted = ratings.aggregate(n_people=Count("person", distinct=True), n_ratings=Count("pk"))
    return counted["n_people"], counted["n_ratings"]


def rating_ends(process: Item, *, now: datetime) -> list[datetime | None]:
    """Return when the phases that open rating end, coming ones too, and those that hide counts."""
    openings = openings_of(process)
    hidden_until = ratings_hidden_until(openings, now=now)
    return [hidden_until] * (hidden_until is not None) + [
        opening.phase.ends_at
        for opening in openings
        if (opening.kind, opening.verb) == ("idea", "rate")
        and (opening.phase.ends_at is None or opening.phase.ends_at > now)
    ]


def hidden_until(process: Item, *, now: datetime) -> datetime | None:
    """Return until when nobody sees how ideas are rated, the team included; None: shown."""
    return ratings_hidden_in(process, now=now)


def draft_of(process: Item) -> Result | None:
    """Return the result that the team draws up at the moment."""
    return Result.objects.filter(part_of=process.pk, frozen_at=None).first()


def results_of(process: Item) -> QuerySet[Result]:
    """Return what was published of the process, the newest first; it replaces those before."""
    results = Result.objects.filter(part_of=process.pk, kind=Result.kind_name)  # as the index asks
    frozen = results.filter(frozen_at__isnull=False).public()
    return frozen.order_by("-frozen_at", "-pk")


def result_seen_by(person: Person | None, pk: int, *, now: datetime) -> Result | None:
    """Return the published result with its process, if this person may see it."""
    results = Result.objects.select_related("part_of", "process__as_process__unit")
    result = results.filter(id=pk, frozen_at__isnull=False).first()
    return result if result and may_see(result, person, now=now) else None


def entries_of(result: Result) -> QuerySet[Entry]:
    """Return the whole ranking as it was published, with the ideas."""
    return result.entries.select_related("idea")


def process_of(result: Result) -> Process:
    """Return the process whose result it is."""
    assert result.process is not None  # noqa: S101 - a result is always part of one
    return result.process.as_process


def plan_of(draft: Result) -> Plan:
    """Return what the team wants so far."""
    stored: Mapping[str, Mapping[str, Any]] = draft.choices
    choices = {int(pk): Choice(**choice) for pk, choice in stored.items()}
    return Plan(draft.n_wanted, draft.note, draft.tie_reason, choices)


def _is_selected() -> Q:
    chosen = Entry.objects.filter(is_selected=True, result__is_current=True)
    return Q(pk__in=chosen.values("idea"))


def _is_not_selected() -> Q:
    passed_over = Entry.objects.filter(is_selected=False, result__is_current=True)
    return Q(pk__in=passed_over.values("idea"))


NOT_SELECTED = Status("nicht-ausgewaehlt", _("Not selected"), _is_not_selected)
SELECTED = Status("ausgewaehlt", _("Selected"), _is_selected, "success", "check")
