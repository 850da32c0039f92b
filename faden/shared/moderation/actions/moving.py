"""Moving contributions into the process to which they belong."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from faden.backbone.audit.actions import action, record
from faden.backbone.items.actions import lock_with_parts, move_to
from faden.backbone.items.kinds import kind
from faden.backbone.items.models import Item
from faden.backbone.people.models import Person
from faden.backbone.processes.models import ActionField, Process
from faden.backbone.processes.queries import process_id_of, require
from faden.backbone.processes.rules import Permission
from faden.lib.refused import Refused
from faden.shared.moderation import queries, rules
from faden.shared.moderation.queries.moving import MOVED_FROM
from faden.shared.notifications.actions import notify
from faden.shared.thread.actions import link, unlink
from faden.shared.thread.models import Link


@dataclass(frozen=True)
class Destination:
    """Where contributions go."""

    process: Process
    action_field: ActionField | None = None


@action
def move(item: Item, to: Destination, *, reason: str, actor: Person, now: datetime) -> None:
    """Let the contribution be part of another process, with all that hangs on it; tell its author.

    Comments, ratings, answers, assignments, reports and holds stay with it, and so does its
    address. A link of the thread keeps where it came from.

    :raises Refused: without the permission to moderate both processes, without a reason, or where
        the processes or the contribution do not allow it
    """
    item = lock_with_parts(item)
    source = Process.objects.get(pk=process_id_of(item))
    target = Process.objects.get(pk=to.process.pk)
    for process in (source, target):
        require(actor, Permission.MODERATE, process_id=process.pk, now=now)
    of_kind = kind(item.kind)
    refusal = rules.target_refusal(
        source, target, kind_name=item.kind, collected=queries.collected_in(target), now=now
    )
    field = to.action_field
    refusal = refusal or rules.move_refusal(
        of_kind, item, field=field, target_id=target.pk, reason=reason
    )
    if refusal is not None:
        raise Refused(refusal)
    assert of_kind.moving is not None  # noqa: S101 - the rule has said so
    moved = move_to(item, target)
    of_kind.moving.settle(moved, field)
    kept = _keep_origin(moved, source, reason=reason, actor=actor, now=now)
    record("moderation.move", kept, actor=actor, item=item.pk, before=source.pk, after=target.pk)
    if moved.author:
        notify(
            moved.author,
            "moderation/mail/moved",
            item=moved,
            before=source.title,
            after=target.title,
            reason=reason.strip(),
        )


@action
def move_all(
    items: Iterable[Item], to: Destination, *, reason: str, actor: Person, now: datetime
) -> int:
    """Move several for one reason, all of them or none; return how many there were.

    :raises Refused: as `move`
    """
    in_order = sorted(items, key=lambda item: item.pk)  # one order, so that locks never cross
    for item in in_order:
        move(item, to, reason=reason, actor=actor, now=now)
    return len(in_order)


def _keep_origin(item: Item, source: Process, *, reason: str, actor: Person, now: datetime) -> Link:
    """Say where it came from, and no more of a process to which it has come back."""
    for back in Link.objects.filter(
        source_id=item.pk, target_id=item.process_id, relation=MOVED_FROM
    ):
        unlink(back, actor=actor)
    note = reason.strip()[: Link._meta.get_field("note").max_length]
    return link(item, MOVED_FROM, target=source, author=actor, note=note, now=now)
