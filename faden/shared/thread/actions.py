"""Knotting the thread."""

from datetime import datetime

from faden.backbone.audit.actions import action, record
from faden.backbone.items.models import Item
from faden.backbone.people.models import Person
from faden.shared.thread.models import Link


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
def unlink(link: Link, *, actor: Person | None) -> None:
    """Take back what the link says; the log keeps that it was said."""
    facts = {"source": link.source_id, "target": link.target_id, "relation": link.relation}
    record("thread.unlink", link, actor=actor, **facts)
    link.delete()
