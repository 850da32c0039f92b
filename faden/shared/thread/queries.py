"""Reading the direct links of an item, and finding what to link it with."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from faden.backbone.items.models import Item, seen_by_all
from faden.backbone.items.queries import text_of
from faden.backbone.people.models import Person
from faden.backbone.processes.queries import may_see, processes_worked_on
from faden.shared.search.queries import ranked, similar
from faden.shared.thread.models import Link
from faden.shared.thread.relations import TIES

MOST_FOUND = 20
LONGEST_NUMBER = 15  # digits; longer ones are no number of a row


def links_from(item: Item) -> QuerySet[Link]:
    """Return what the item came from or led to by its own word, ends that everybody sees only."""
    links = Link.objects.filter(seen_by_all("target__"), source_id=item.pk)
    return links.select_related("target").order_by("relation", "id")


def links_to(item: Item) -> QuerySet[Link]:
    """Return what refers to the item, ends that everybody sees only."""
    links = Link.objects.filter(seen_by_all("source__"), target_id=item.pk)
    return links.select_related("source").order_by("relation", "id")


def links_at(item: Item, relations: Iterable[Link.Relation]) -> list[Link]:
    """Return the links of these relations from and to the item, with both ends, public or not.

    Ends in another process are among them only if everybody sees them.
    """
    from_here = Q(target__process=item.process_id) | seen_by_all("target__")
    to_here = Q(source__process=item.process_id) | seen_by_all("source__")
    of_item = Q(from_here, source_id=item.pk) | Q(to_here, target_id=item.pk)
    links = Link.objects.filter(of_item, relation__in=list(relations))
    return list(links.select_related("source", "target").order_by("id"))


def item_seen_by(person: Person | None, uuid: UUID, *, now: datetime) -> Item | None:
    """Return the item of any kind that is known by this number, if the person may see it."""
    item = Item.objects.select_related("process", "part_of__part_of").filter(uuid=uuid).first()
    return item if item and may_see(item, person, now=now) else None


def links_of(item: Item, *, person: Person, now: datetime) -> list[Link]:
    """Return the direct links of an item with both ends, the newest first, as the team sees them.

    Ends in another process are among them if everybody sees them, or the person works there.
    """
    worked_on = list(processes_worked_on(person, now=now).values_list("pk", flat=True))
    to_here, from_here = (
        seen_by_all(f"{end}__") | Q(**{f"{end}__process__in": [*worked_on, item.process_id]})
        for end in ("source", "target")
    )
    links = Link.objects.filter(Q(to_here, target_id=item.pk) | Q(from_here, source_id=item.pk))
    return list(links.select_related("source", "target", "author").order_by("-created_at", "-id"))


def candidates_for(item: Item, words: str, *, person: Person, now: datetime) -> list[Item]:
    """Return what an item may be linked with: found by words or number, else what is near.

    Near is what is most alike in its process, and what the person linked last.
    """
    own = Q(process__in=processes_worked_on(person, now=now))
    seen = Item.objects.filter(seen_by_all() | own).exclude(pk=item.pk)
    if words.isascii() and words.isdecimal() and len(words) <= LONGEST_NUMBER:
        return list(seen.filter(pk=int(words)))
    if words:
        return list(ranked(seen, words, language=item.language)[:MOST_FOUND])
    near = {one.pk: one for one in (*_alike(item), *_linked_last(seen, person))}
    for link in links_of(item, person=person, now=now):
        near.pop(link.source_id, None)
        near.pop(link.target_id, None)
    return list(near.values())


def _alike(item: Item) -> list[Item]:
    if item.process is None:
        return []
    return similar(
        item.title, text_of(item), part_of=item.process, language=item.language, exclude=item
    )


def _linked_last(seen: QuerySet[Item], person: Person) -> list[Item]:
    by_hand = {tie.relation for tie in TIES}
    links = Link.objects.filter(author=person, relation__in=by_hand).order_by("-id")[:MOST_FOUND]
    ends = {end: None for link in links for end in (link.target_id, link.source_id)}
    items = seen.in_bulk(list(ends)[:MOST_FOUND])
    return [items[end] for end in ends if end in items]
