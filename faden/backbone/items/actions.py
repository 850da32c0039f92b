"""Writes that all kinds share: publishing, counters, revisions, visibility."""

from collections import Counter, defaultdict
from collections.abc import Collection
from contextlib import suppress
from datetime import datetime

from django.db import transaction
from django.db.models import Count, F, Max, Q, QuerySet

from faden.backbone.audit.actions import action, record, touch
from faden.backbone.items.kinds import kind, kinds
from faden.backbone.items.models import Item, PublicCount, Revision
from faden.backbone.people.models import Person

COUNTED_AT_ONCE = 5_000  # items in a statement


@action
def count(item: Item, *, n_up: int = 0, n_down: int = 0, n_comments: int = 0) -> None:
    """Change the item's stored counters by these numbers; nothing else writes them."""
    Item.objects.filter(pk=item.pk).update(
        n_up=F("n_up") + n_up, n_down=F("n_down") + n_down, n_comments=F("n_comments") + n_comments
    )
    _keep_in_step(item.kind, [item.pk])
    touch(item)


@action
def appear(item: Item) -> None:
    """Count an item that was just created for everybody to see, or that lists show again."""
    _count_public(item, int(item.is_public))


@action
def leave_lists(item: Item) -> None:
    """Count the item no more: its page stays, but lists leave it out from now on.

    Called before the item's kind says so; `appear` undoes it, after the kind shows it again.
    """
    _count_public(item, -int(item.is_public))


@action
def publish_together(items: QuerySet[Item], *, process: Item) -> int:
    """Show many items of the process at once, dated as they were created; return their number."""
    kinds_of_comments = [kind.name for kind in kinds() if kind.is_comment]
    _count_comments(items.filter(kind__in=kinds_of_comments))
    for row in items.order_by("kind").values("kind").annotate(n=Count("pk")):
        _change_public_count(process, row["kind"], row["n"])
    touch(process)
    ids = list(items.values_list("kind", "pk"))
    n_published = items.update(visibility=Item.Visibility.PUBLIC, published_at=F("created_at"))
    for name in {name for name, _pk in ids}:
        _keep_in_step(name, [pk for its_kind, pk in ids if its_kind == name])
    return n_published


@action
def revise(item: Item, *, text: str, author: Person | None, now: datetime) -> Revision:
    """Keep the item's title and text as its newest revision."""
    last = item.revisions.aggregate(number=Max("number"))["number"] or 0
    return Revision.objects.create(
        item=item, number=last + 1, title=item.title, text=text, author=author, created_at=now
    )


@action
def set_visibility(item: Item, visibility: Item.Visibility, *, actor: Person | None) -> None:
    """Open or close the item; the caller has asked its own rule."""
    before, was_public = item.visibility, item.is_public
    item.visibility = visibility
    item.save(update_fields=["visibility"])
    _count_public(item, int(item.is_public) - int(was_public))
    record("items.set_visibility", item, actor=actor, before=before, after=visibility)


@action
def store_anew(process: Item) -> None:
    """Let rooms store anew what they keep of counters: the process counts otherwise from now on."""
    for known in kinds():
        if known.in_step:
            items = Item.objects.filter(process=process.pk, kind=known.name)
            known.in_step(list(items.values_list("pk", flat=True)))


@action
def move_to(item: Item, process: Item) -> Item:
    """Let the item and all that is part of it be part of another process; return it fresh.

    What is stored of both processes follows.
    """
    before = lock_with_parts(item)
    family = list(Item.objects.filter(_family(item)).select_related("process"))
    listed = Counter(one.kind for one in family if one.is_public and _is_listed(one))
    ids_by_kind: dict[str, list[int]] = defaultdict(list)
    for one in family:
        ids_by_kind[one.kind].append(one.pk)
    Item.objects.filter(_family(item)).update(process=process.pk)
    Item.objects.filter(pk=item.pk).update(part_of=process.pk)
    for pk, sign in sorted(((before.process_id or 0, -1), (process.pk, 1))):
        for name in sorted(listed):
            _change_public_count(Item(pk=pk), name, sign * listed[name])
    for name, ids in ids_by_kind.items():
        _keep_in_step(name, ids)
    touch(before)
    moved = Item.objects.get(pk=item.pk)
    touch(moved)
    return moved


def lock(item: Item) -> Item:
    """Return the item's row fresh and locked until the action ends."""
    return Item.objects.select_for_update(of=("self",), no_key=True).get(pk=item.pk)


def lock_with_parts(item: Item) -> Item:
    """Return the item's row fresh, with all that is part of it locked until the action ends.

    The parts first, as whoever answers a part locks that before the whole. If one was added
    meanwhile all are let go and locked anew, because whoever holds the new one may wait for these.
    """
    locked = None
    while locked is None:
        with suppress(_Grown), transaction.atomic():
            locked = _locked_with_known_parts(item)
    return locked


class _Grown(Exception):  # noqa: N818 - nothing is wrong
    """A part was added before the whole was locked."""


def _locked_with_known_parts(item: Item) -> Item:
    parts = Item.objects.filter(_family(item)).exclude(pk=item.pk).order_by("pk")
    locked = set(parts.select_for_update(of=("self",), no_key=True).values_list("pk", flat=True))
    fresh = lock(item)
    if set(parts.values_list("pk", flat=True)) - locked:
        raise _Grown
    return fresh


def _family(item: Item) -> Q:
    return Q(pk=item.pk) | Q(part_of=item.pk) | Q(part_of__part_of=item.pk)


def _keep_in_step(kind_name: str, ids: Collection[int]) -> None:
    for known in kinds():
        if known.name == kind_name and known.in_step:
            known.in_step(ids)


def _count_public(item: Item, difference: int) -> None:
    if item.process is None or difference == 0 or not _is_listed(item):
        return
    if kind(item.kind).is_comment and item.part_of is not None:
        count(item.part_of, n_comments=difference)
    _change_public_count(item.process, item.kind, difference)
    _keep_in_step(item.kind, [item.pk])


def _is_listed(item: Item) -> bool:
    is_listed = kind(item.kind).is_listed
    return is_listed is None or is_listed(item)


def _change_public_count(process: Item, kind_name: str, difference: int) -> None:
    counter, _is_new = PublicCount.objects.get_or_create(process=process, kind=kind_name)
    PublicCount.objects.filter(pk=counter.pk).update(n=F("n") + difference)


def _count_comments(comments: QuerySet[Item]) -> None:
    """Add the comments to the counters of what they are about, in a few statements.

    One statement with a subquery for each row would take 30 seconds for 10,000 comments.
    """
    items_by_number: dict[int, list[int]] = defaultdict(list)
    for item, number in comments.order_by().values_list("part_of").annotate(n=Count("pk")):
        items_by_number[number].append(item)
    for number, items in items_by_number.items():
        for start in range(0, len(items), COUNTED_AT_ONCE):
            discussed = Item.objects.filter(pk__in=items[start : start + COUNTED_AT_ONCE])
            discussed.update(n_comments=F("n_comments") + number)
