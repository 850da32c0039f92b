"""What the public may read, page by page by key: no page is slower than the first."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from faden.backbone.items.models import CONTESTED, Item, PublicCount, seen_by_all
from faden.backbone.people.models import Person
from faden.backbone.processes import queries as processes
from faden.backbone.processes.models import Phase, Process
from faden.participation.ideas.keywords import Keywords
from faden.participation.ideas.models import Idea
from faden.participation.ideas.queries import Found
from faden.participation.ideas.states import MERGED_INTO
from faden.shared.comments.models import Comment
from faden.shared.outcomes.models import Outcome
from faden.shared.thread.models import Link

COLUMNS: dict[str, Any] = {  # of the orders of the list that have a place to go on from
    "neu": F("published_at"),
    "zustimmung": F("n_up"),
    "diskussion": F("n_comments"),
    "umstritten": CONTESTED,
}


class ProcessRow(NamedTuple):
    """A process with its phases and what everybody sees of it."""

    process: Process
    phases: Sequence[Phase]
    counts: dict[str, int]  # public items by kind


def public_processes() -> list[ProcessRow]:
    """Return all public processes, the newest first: three queries."""
    found = list(processes.processes_seen_by(None))
    phases = Phase.objects.filter(process__in=found, visibility=Item.Visibility.PUBLIC)
    counts = PublicCount.objects.filter(process__in=found).values_list("process", "kind", "n")
    all_phases, all_counts = list(phases.order_by("starts_at", "pk")), list(counts)
    return [
        ProcessRow(
            process,
            [phase for phase in all_phases if phase.process_id == process.pk],
            {kind: n for pk, kind, n in all_counts if pk == process.pk},
        )
        for process in found
    ]


def public_process(slug: str) -> Process | None:
    """Return the process of this address, if everybody may see it."""
    return processes.processes_seen_by(None).filter(slug=slug).first()


def ideas_after(found: Found, *, order: str, after: int | None, limit: int) -> list[Any]:
    """Return up to `limit` ideas that come after this one in the order, or the first ones.

    One query, and one to find the place. An idea that is not there has nothing behind it.
    """
    column = COLUMNS[order]
    items: QuerySet[Any] = found.items.alias(place=column)
    if after is not None:
        begin = Item.objects.filter(pk=after, part_of=found.process.pk)
        place = begin.annotate(place=column).values_list("place", flat=True).first()
        items = items.filter(Q(place__lt=place) | Q(place=place, pk__lt=after))
        items = items if place is not None else items.none()
    columns = F("place").desc(), "-id"
    keys = items.order_by(*columns).values("pk")[:limit]
    rows = _ideas().filter(pk__in=keys).alias(place=column)
    return list(rows.order_by(*columns))


def public_idea(pk: int) -> Any:
    """Return the idea, if everybody may see it."""
    # By id: unlike pk, a relation to the item, it finds nothing by a number too large for a row.
    return _ideas().filter(seen_by_all(), id=pk).first()


def comments_after(idea: Item, *, after: int, limit: int) -> list[Comment]:
    """Return up to `limit` readable comments, replies too, by their number: one query."""
    found = Comment.objects.filter(about=idea.pk, is_readable=True, item_ptr_id__gt=after)
    return list(found.select_related("author", "origin").order_by("item_ptr_id")[:limit])


def author_name(item: Any) -> str:
    """Return under which name it is read; nothing where search engines are not to find the name."""
    person: Person | None = item.author
    if person is not None:
        return "" if item.is_kept_from_search_engines else str(item.public_author)
    return str(item.origin.author_name)


def _ideas() -> QuerySet[Any]:
    answers = Outcome.objects.filter(item=OuterRef("pk"), is_current=True)
    merged = Link.objects.filter(source=OuterRef("pk"), relation=MERGED_INTO)
    ideas = Idea.objects.select_related("author", "origin", "action_field", "district", "process")
    return ideas.annotate(
        keywords=Keywords(),
        outcome_code=Subquery(answers.values("code")[:1]),
        outcome_until=Subquery(answers.values("until")[:1]),
        is_merged=Exists(merged),
    )
