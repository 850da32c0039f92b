"""What became of contributions, in one figure."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Subquery, Value

from faden.backbone.items.models import Item, PublicCount
from faden.shared.outcomes.models import Outcome
from faden.shared.outcomes.queries import contribution_kinds


@dataclass(frozen=True)
class Coverage:
    """How many contributions there are, and how many of them have an answer of the city."""

    n_answered: int
    n_all: int


def coverage(processes: Iterable[Item]) -> Coverage:
    """Return the figure for the public contributions to these processes, by one query."""
    ids, kinds = [process.pk for process in processes], contribution_kinds()
    answered = Outcome.objects.answers().filter(
        item__visibility=Item.Visibility.PUBLIC,
        item__kind__in=kinds,
        item__process__in=ids,
    )
    together = answered.order_by().values(together=Value(1)).annotate(n_answered=Count("pk"))
    counts = PublicCount.objects.filter(process__in=ids, kind__in=kinds)
    rows = counts.annotate(n_answered=Subquery(together.values("n_answered")))
    found = list(rows.values_list("n", "n_answered"))
    return Coverage(
        n_answered=next((n_answered or 0 for _n, n_answered in found), 0),
        n_all=sum(n for n, _n_answered in found),
    )
