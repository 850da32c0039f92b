"""Publishing after a look of the team."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from faden.backbone.audit.actions import action, record
from faden.backbone.items.actions import lock, set_visibility
from faden.backbone.items.kinds import kind
from faden.backbone.items.models import Item
from faden.backbone.people.models import Person
from faden.backbone.processes.queries import process_id_of, require
from faden.backbone.processes.rules import Permission
from faden.lib.refused import Refused
from faden.shared.moderation import queries, rules
from faden.shared.moderation.models import Hold
from faden.shared.notifications.actions import notify

RELEASED, REFUSED = Hold.Decision.RELEASED, Hold.Decision.REFUSED
WITHDRAWN = Hold.Decision.WITHDRAWN


@action
def hold(item: Item, *, now: datetime) -> Hold:
    """Let the item wait for a look of the team; the caller has made it for the team only."""
    held = Hold.objects.create(item=item, held_at=now)
    record("moderation.hold", held, actor=None, item=item.pk)
    return held


@action
def hold_again(item: Item, *, now: datetime) -> None:
    """Let the item wait once more, because its author has changed it."""
    item = lock(item)
    if item.is_public:
        set_visibility(item, Item.Visibility.STAFF, actor=None)
        hold(item, now=now)


@action
def let_go(item: Item, *, actor: Person, now: datetime) -> None:
    """Let the locked item wait no more, because its author withdraws it; else nothing happens."""
    held = queries.last_hold(item)
    if held is not None and held.is_open:
        _decide(held, WITHDRAWN, actor=actor, now=now)


@action
def release(item: Item, *, seen: str = "", actor: Person, now: datetime) -> None:
    """Publish what waits, or was refused before, and tell the author.

    :param seen: the mark of the words that were looked at; authors may change them meanwhile
    :raises Refused: without the permission to moderate, if it does not wait or says something else
    """
    item, held = _locked(item, actor=actor, now=now)
    if seen and seen != queries.mark_of_words(item):
        raise Refused(rules.CHANGED_MEANWHILE)
    _decide(held, RELEASED, actor=actor, now=now)
    item.published_at = now if item.published_at is None else item.published_at
    item.save(update_fields=["published_at"])
    set_visibility(item, Item.Visibility.PUBLIC, actor=actor)
    if released := kind(item.kind).released:
        released(item, now)
    if item.author:
        notify(item.author, "moderation/mail/released", item=item)


@action
def refuse(item: Item, *, reason: str, actor: Person, now: datetime) -> None:
    """Do not publish what waits, and tell the author why.

    :raises Refused: without the permission to moderate or a reason, or if it does not wait
    """
    item, held = _locked(item, actor=actor, now=now)
    if not reason.strip():
        raise Refused(rules.NO_REASON)
    if not held.is_open:
        raise Refused(rules.NOT_WAITING)
    _decide(held, REFUSED, reason=reason.strip(), actor=actor, now=now)
    if item.author:
        notify(item.author, "moderation/mail/refused", item=item, reason=reason)


@action
def release_all(holds: Iterable[Hold], *, actor: Person, now: datetime) -> int:
    """Publish several that wait; return how many still did.

    :raises Refused: without the permission to moderate one of them
    """
    return sum(_release_if_waiting(item, actor, now) for item in _in_order(holds))


@action
def refuse_all(holds: Iterable[Hold], *, reason: str, actor: Person, now: datetime) -> int:
    """Do not publish several that wait, for one reason; return how many still did.

    :raises Refused: without the permission to moderate one of them, or a reason
    """
    waiting = [item for item in _in_order(holds) if _waits(item)]
    for item in waiting:
        refuse(item, reason=reason, actor=actor, now=now)
    return len(waiting)


def _release_if_waiting(item: Item, actor: Person, now: datetime) -> bool:
    if not _waits(item):
        return False
    release(item, actor=actor, now=now)
    return True


def _in_order(holds: Iterable[Hold]) -> list[Item]:
    """Return the items fresh and locked, in one order so that locks never cross."""
    return [lock(item) for item in sorted((row.item for row in holds), key=lambda item: item.pk)]


def _waits(item: Item) -> bool:
    held = queries.last_hold(item)
    return held is not None and held.is_open


def _locked(item: Item, *, actor: Person, now: datetime) -> tuple[Item, Hold]:
    """Return the item fresh and locked, with how it waits; what is published does not."""
    item = lock(item)
    require(actor, Permission.MODERATE, process_id=process_id_of(item), now=now)
    held = queries.last_hold(item)
    if held is None or held.decision in (RELEASED, WITHDRAWN):
        raise Refused(rules.NOT_WAITING)
    return item, held


def _decide(held: Hold, decision: str, *, reason: str = "", actor: Person, now: datetime) -> None:
    held.decision, held.reason = decision, reason
    held.decided_by, held.decided_at = actor, now
    held.save()
    record(f"moderation.{decision}", held, actor=actor, item=held.item_id)
