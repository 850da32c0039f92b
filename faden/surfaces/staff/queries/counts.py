"""How much waits in each process: one query for all counts of all processes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import CharField, Count, Q, QuerySet, Sum, Value

from faden.backbone.items.models import Item, PublicCount
from faden.participation.background.models import Question
from faden.shared.assignments.models import Assignment
from faden.shared.moderation.models import Hold, Report
from faden.shared.outcomes.models import Outcome
from faden.shared.outcomes.queries import contribution_kinds

Counts = dict[str, dict[int, int]]


def counts_of(processes: Iterable[Item], *, today: date) -> Counts:
    """Return `{what: {process_id: number}}`, without zeros.

    "contributions" and "answered" are public ones, "assigned" those of them that an office
    answers; "interim": notices whose day has passed; "held" and "reported" wait for moderation;
    "questions" for an answer.
    """
    ids = [process.pk for process in processes]
    first, *others = [
        rows.annotate(what=Value(name, output_field=CharField()), n=number)
        .values_list("what", key, "n")
        .order_by()
        for name, (rows, key, number) in _counted(ids, today).items()
    ]
    found: Counts = defaultdict(dict)
    for what, process_id, n in first.union(*others, all=True):
        found[what][process_id] = n
    return found


def _counted(ids: list[int], today: date) -> dict[str, tuple[QuerySet[Any, Any], str, Any]]:
    """Return rows, the column of the process and the number, for each thing that is counted."""
    kinds = contribution_kinds()
    public = Q(item__visibility=Item.Visibility.PUBLIC, item__kind__in=kinds)
    here = Q(item__process__in=ids)
    counts = PublicCount.objects.filter(process__in=ids, kind__in=kinds)
    open_ones = Assignment.objects.filter(here, topic=Assignment.Topic.ANSWER, closed_at=None)
    interim = Outcome.objects.filter(here, is_current=True, until__lt=today)
    held = Hold.objects.filter(here, decided_at=None)
    reported = Report.objects.filter(here, decided_at=None)
    questions = Question.objects.public().filter(process__in=ids, answered_at=None)
    number, of_item = Count("pk"), "item__process_id"
    return {
        "contributions": (counts.values("process_id"), "process_id", Sum("n")),
        "answered": (
            Outcome.objects.answers().filter(here, public).values(of_item),
            of_item,
            number,
        ),
        "assigned": (open_ones.values(of_item), of_item, number),
        "interim": (interim.values(of_item), of_item, number),
        "held": (held.values(of_item), of_item, number),
        "reported": (reported.values(of_item), of_item, Count("item", distinct=True)),
        "questions": (questions.values("process_id"), "process_id", number),
    }
