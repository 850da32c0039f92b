"""Reading the answers of the city."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db.models import Count, QuerySet, Sum

from faden.backbone.items.kinds import kinds
from faden.backbone.items.models import Item, PublicCount, Revision, seen_by_all
from faden.backbone.people.models import Person
from faden.shared.outcomes.models import Answering, Outcome

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def current_outcomes(items: Iterable[Item]) -> dict[int, Outcome]:
    """Return `{item_id: outcome}` for those items that have an answer or an interim notice.

    One query.
    """
    ids = [item.pk for item in items]
    found = Outcome.objects.filter(item_id__in=ids, is_current=True).select_related("unit")
    return {outcome.item_id: outcome for outcome in found}


def outcomes_of(item: Item) -> list[Outcome]:
    """Return all answers and interim notices to the item, the newest first."""
    answers = Outcome.objects.filter(item_id=item.pk).select_related("unit")
    return list(answers.order_by("-is_current", "-created_at", "-id"))


def latest_outcomes(limit: int) -> QuerySet[Outcome]:
    """Return the newest answers to what everybody may see, with item and unit."""
    current = Outcome.objects.answers().filter(seen_by_all("item__"))
    return current.select_related("item", "unit").order_by("-decided_on", "-id")[:limit]


def units() -> QuerySet[Person]:
    """Return the offices of the city that can answer."""
    return Person.objects.filter(kind=Person.Kind.UNIT, is_active=True).order_by("display_name")


def n_contributions(processes: Iterable[Item]) -> dict[int, int]:
    """Return `{process_id: number of public contributions}` from the stored counts."""
    counts = PublicCount.objects.filter(process__in=processes, kind__in=contribution_kinds())
    return dict(counts.values("process_id").annotate(n=Sum("n")).values_list("process_id", "n"))


def n_answered(processes: Iterable[Item]) -> dict[int, int]:
    """Return `{process_id: number of public contributions with an answer}`."""
    answered = Outcome.objects.answers().filter(
        item__visibility=Item.Visibility.PUBLIC,
        item__kind__in=contribution_kinds(),
        item__process__in=processes,
    )
    counts = answered.order_by().values("item__process_id").annotate(n=Count("pk"))
    return {row["item__process_id"] or 0: row["n"] for row in counts}


def contribution_kinds() -> list[str]:
    """Return the kinds that come from the public and get an answer."""
    return [kind.name for kind in kinds() if kind.is_contribution]


def tables_of(process: Item) -> list[tuple[StrOrPromise, str]]:
    """Return label and address of the team's tables of contributions to the process."""
    return [
        (kind.label_plural, kind.table_path(process))
        for kind in kinds()
        if kind.is_contribution and kind.table_path
    ]


def contributions_by_ids(process: Item, ids: Iterable[int]) -> list[Item]:
    """Return those of the items that are contributions to the process, the oldest first."""
    found = Item.objects.filter(process_id=process.pk, pk__in=ids, kind__in=contribution_kinds())
    return list(found.select_related("process", "author").order_by("pk"))


def texts_of(items: Iterable[Item]) -> list[tuple[Item, str]]:
    """Return the items, each with what its author wrote last: one query."""
    found = list(items)
    revisions = Revision.objects.filter(item_id__in=[item.pk for item in found])
    texts = dict(revisions.order_by("number").values_list("item_id", "text"))
    return [(item, texts.get(item.pk, "")) for item in found]


def answerings_of(process: Item) -> QuerySet[Answering]:
    """Return what was answered in the process, the newest first, each with how many items."""
    found = Answering.objects.filter(process_id=process.pk).order_by("-released_at", "-pk")
    return found.annotate(n_items=Count("outcomes")).prefetch_related("outcomes__unit")


def answering_by_id(pk: int) -> Answering | None:
    return Answering.objects.select_related("process").filter(pk=pk).first()
