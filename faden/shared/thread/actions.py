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
    now: datetime,
) -> Link:
    """Say that `source` stands in `relation` to `target`; said again, it changes nothing."""
    found, is_new = Link.objects.get_or_create(
        source_id=source.pk,
        target_id=target.pk,
        relation=relation,
        defaults={"author": author, "created_at": now},
    )
    if is_new:
        record("thread.link", found, actor=author, relation=relation)
    return found
