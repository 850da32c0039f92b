from datetime import datetime, timedelta
from typing import Any

from faden.backbone.audit.guard import arranging
from faden.backbone.items.models import Item
from faden.backbone.people.tests.factories import NOON
from faden.backbone.processes.models import Phase, Process
from faden.backbone.processes.rules import Role
from faden.backbone.processes.tests.factories import a_role
from faden.participation.ideas.models import Idea
from faden.participation.ideas.tests.factories import an_idea
from faden.participation.results.actions import begin, change, freeze
from faden.participation.results.models import Result
from faden.participation.results.queries import ranking_of
from faden.participation.results.rules import Plan, default_choices

LATER = NOON + timedelta(days=400)


def ideas_rated(process: Process, *ratings: int) -> list[Idea]:
    """Ideas of the process with so many ratings in favour, in this order."""
    ideas = [an_idea(process, title=f"Idee {n}") for n in range(len(ratings))]
    with arranging():
        for idea, n_up in zip(ideas, ratings, strict=True):
            Item.objects.filter(pk=idea.pk).update(n_up=n_up)
    return ideas


def close(process: Process, *, at: datetime = NOON) -> None:
    """End all phases of the process."""
    with arranging():
        Phase.objects.filter(process=process).update(starts_at=at - timedelta(days=9), ends_at=at)


def a_result(process: Process, *, n_wanted: int = 1, now: datetime = NOON, **plan: Any) -> Result:
    """A published result that selects what the order selects."""
    manager = a_role(Role.PROCESS_MANAGER, process)
    draft = begin(process, title="Ergebnis", actor=manager, now=now)
    ranking = ranking_of(process)
    choices = default_choices(ranking, n_wanted)
    given = {"note": "Gelesen und beraten.", "choices": choices} | plan
    change(draft, Plan(n_wanted=n_wanted, **given), actor=manager, now=now)
    freeze(draft, actor=manager, now=now)
    return Result.objects.get(pk=draft.pk)
