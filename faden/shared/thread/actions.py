"""Knotting the thread."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from faden.backbone.audit.actions import action, record
from faden.backbone.items.actions import lock
from faden.backbone.items.models import Item
from faden.backbone.items.queries import text_of
from faden.backbone.people.models import Person
from faden.backbone.processes.queries import may_see, process_id_of, require
from faden.backbone.processes.rules import Permission
from faden.lib.refused import Refusal, Refused
from faden.lib.sheets import Row
from faden.shared.thread import rules
from faden.shared.thread.models import Link
from faden.shared.thread.passages import Passage, passage_in
from faden.shared.thread.reading import Said, read_row
from faden.shared.thread.relations import Tie


@dataclass(frozen=True)
class Knot:
    """How an item hangs together with others, and why."""

    tie: Tie
    note: str  # in plain words; everybody can read it
    quote: str = ""  # words of the item itself that it is about


@action
def link(
    source: Item,
    relation: Link.Relation,
    *,
    target: Item,
    author: Person | None,
    note: str = "",
    now: datetime,
) -> Link:
    """Say that `source` stands in `relation` to `target`; said again, it changes nothing.

    :param note: why, in a sentence; everybody can read it
    """
    found, is_new = Link.objects.get_or_create(
        source_id=source.pk,
        target_id=target.pk,
        relation=relation,
        defaults={"author": author, "note": note, "created_at": now},
    )
    if is_new:
        record("thread.link", found, actor=author, relation=relation)
    return found


@action
def tie(item: Item, others: Sequence[Item], *, knot: Knot, actor: Person, now: datetime) -> int:
    """Link an item with others; return how many links are new.

    :raises Refused: without the permission, without a reason, for too many or for what the actor
        does not see, and if the quoted words do not stand in the item's text
    """
    require(actor, Permission.ANSWER, process_id=process_id_of(item), now=now)
    _ensure(rules.note_refusal(knot.note) or rules.number_refusal(len(others)))
    _ensure(rules.unseen_refusal(all(may_see(other, actor, now=now) for other in others)))
    lock(item)
    passage = _quoted(item, knot.quote)
    tied = [_tied(item, other, knot, passage, author=actor, now=now) for other in others]
    return sum(tied)


@action
def untie(item: Item, link_id: int, *, actor: Person, now: datetime) -> None:
    """Take back a link of the item that the team made by hand; one that is gone stays gone.

    :raises Refused: without the permission, and for links that belong to a merger or a move
    """
    require(actor, Permission.ANSWER, process_id=process_id_of(item), now=now)
    lock(item)
    ends = Q(source_id=item.pk) | Q(target_id=item.pk)
    found = Link.objects.select_related("source", "target").filter(ends, pk=link_id).first()
    if found is not None:
        _ensure(rules.by_hand_refusal(found.relation))
        unlink(found, actor=actor)


@action
def take_in(rows: Iterable[Row], *, actor: Person | None) -> int:
    """Link as a file says that was written here before; return how many links are new.

    Links that are here already stay as they are. Nothing is written if a row cannot be.

    :raises Refused: for a row that names what is not here, or a relation that there is not
    """
    said = [read_row(row) for row in rows]
    uuids = {end for one in said for end in (one.source, one.target)}
    items = Item.objects.in_bulk(uuids, field_name="uuid")
    return sum(_restored(one, items, author=actor) for one in said)


@action
def unlink(link: Link, *, actor: Person | None) -> None:
    """Take back what the link says; the log keeps that it was said."""
    facts = {"source": link.source_id, "target": link.target_id, "relation": link.relation}
    record("thread.unlink", link, actor=actor, **facts)
    link.delete()


def _tied(
    item: Item, other: Item, knot: Knot, passage: Passage | None, *, author: Person, now: datetime
) -> bool:
    is_source = knot.tie.item_is_source
    source, target = (item, other) if is_source else (other, item)
    end = "source_passage" if is_source else "target_passage"
    found, is_new = Link.objects.get_or_create(
        source_id=source.pk,
        target_id=target.pk,
        relation=knot.tie.relation,
        defaults={"author": author, "note": knot.note, "created_at": now, end: passage},
    )
    if is_new:
        record("thread.link", found, actor=author, relation=knot.tie.relation)
    return is_new


def _restored(said: Said, items: Mapping[UUID, Item], *, author: Person | None) -> bool:
    if said.source not in items or said.target not in items:
        raise Refused(rules.row_refusal(said.row))
    found, is_new = Link.objects.get_or_create(
        source=items[said.source],
        target=items[said.target],
        relation=said.relation,
        defaults={"author": author, **said.facts},
    )
    if is_new:
        record("thread.link", found, actor=author, relation=said.relation)
    return is_new


def _quoted(item: Item, quote: str) -> Passage | None:
    if not quote.strip():
        return None
    passage = passage_in(text_of(item), quote)
    _ensure(None if passage else rules.passage_refusal())
    return passage


def _ensure(refusal: Refusal | None) -> None:
    if refusal is not None:
        raise Refused(refusal)
