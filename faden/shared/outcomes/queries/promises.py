"""By when answers were promised, and how far they are."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q, QuerySet

from faden.backbone.items.models import Item
from faden.backbone.people.models import Person
from faden.backbone.processes.models import RoleGrant
from faden.backbone.processes.rules import PERMISSIONS, Permission
from faden.lib.dates import city_day
from faden.shared.outcomes.models import Outcome, Promise
from faden.shared.outcomes.queries.answers import n_answered, n_contributions
from faden.shared.outcomes.rules import Promised


def promise_of(process: Item) -> Promise | None:
    """Return what was promised in the process, or None."""
    found = Promise.objects.select_related("milestone__process")
    return found.filter(process_id=process.pk).first()


def promised_in(process: Item, *, now: datetime) -> Promised | None:
    """Return by when answers were promised in the process, and how far they are.

    Three queries; one where nothing was promised.
    """
    return next(iter(promises([process], now=now)), None)


def promised_to(process: Item, answers: Iterable[Outcome], *, now: datetime) -> Promised | None:
    """Return by when one contribution will be answered; None if it is, or nothing is promised.

    One query where it waits, else none.

    :param answers: what the city said about it so far
    """
    if any(one.is_current and one.is_answer for one in answers):
        return None
    promise = promise_of(process)
    return Promised(promise.milestone, 1, 0, city_day(now)) if promise else None


def promises(processes: Iterable[Item] | None = None, *, now: datetime) -> list[Promised]:
    """Return what was promised in these processes, or (None) in all that run: 3 queries."""
    made = Promise.objects.select_related("milestone__process")
    of_processes = Q(process__in=processes) if processes is not None else Q()
    found = list(made.filter(of_processes, process__archived_at=None))
    within = [one.milestone.process for one in found]
    contributions, answered = (n_contributions(within), n_answered(within)) if found else ({}, {})
    today = city_day(now)
    return [
        Promised(
            one.milestone,
            contributions.get(one.process_id, 0),
            answered.get(one.process_id, 0),
            today,
        )
        for one in found
    ]


def who_answers(process_id: int, *, now: datetime) -> QuerySet[Person]:
    """Return the people whose role in the process lets them answer; not the administration."""
    roles = [
        role
        for role, brought in PERMISSIONS.items()
        if Permission.ANSWER in brought and role != RoleGrant.Role.ADMINISTRATOR
    ]
    running = Q(expires_at=None) | Q(expires_at__gt=now)
    here = Q(process_id=process_id) | Q(process=None)
    grants = RoleGrant.objects.filter(running, here, role__in=roles)
    return Person.objects.filter(pk__in=grants.values("person_id"), is_active=True)
