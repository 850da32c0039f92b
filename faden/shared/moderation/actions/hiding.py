"""Hiding an item with a reason and showing it again; the author is told."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import override

from faden.backbone.audit.actions import action, record
from faden.backbone.items.actions import lock, set_visibility
from faden.backbone.items.models import Item
from faden.backbone.people.models import Person
from faden.backbone.processes.queries import process_id_of, require
from faden.backbone.processes.rules import Permission
from faden.lib.refused import Refused
from faden.shared.moderation import queries, rules
from faden.shared.moderation.models import Hiding
from faden.shared.notifications.actions import notify


@action
def hide(item: Item, *, reason: str, actor: Person, now: datetime) -> None:
    """Take the item from public view, keep the reason and tell the author.

    :raises Refused: without the permission to moderate or a reason, or if it is not public
    """
    item = lock(item)
    require(actor, Permission.MODERATE, process_id=process_id_of(item), now=now)
    if refusal := rules.hiding_refusal(item, reason=reason):
        raise Refused(refusal)
    hiding = Hiding.objects.create(
        item=item,
        reason=reason,
        visibility_before=item.visibility,
        hidden_by=actor,
        hidden_at=now,
    )
    set_visibility(item, Item.Visibility.STAFF, actor=actor)
    record("moderation.hide", hiding, actor=actor, item=item.pk)
    if item.author:
        notify(item.author, "moderation/mail/hidden", item=item, reason=reason)


@action
def hide_all(items: Iterable[Item], *, reason: str, actor: Person, now: datetime) -> int:
    """Hide several items for one reason; return how many were public until now.

    :raises Refused: without the permission to moderate or a reason
    """
    in_order = sorted(items, key=lambda item: item.pk)  # one order, so that locks never cross
    public = [item for item in map(lock, in_order) if item.is_public]
    for item in public:
        hide(item, reason=reason, actor=actor, now=now)
    return len(public)


@action
def show_again(item: Item, *, actor: Person, now: datetime) -> None:
    """Undo the hiding of an item.

    :raises Refused: without the permission to moderate, or if it is not hidden
    """
    item = lock(item)
    require(actor, Permission.MODERATE, process_id=process_id_of(item), now=now)
    hiding = queries.open_hiding(item)
    if refusal := rules.showing_refusal(is_hidden=hiding is not None):
        raise Refused(refusal)
    assert hiding is not None  # noqa: S101 - the rule has said so
    hiding.shown_again_at = now
    hiding.save(update_fields=["shown_again_at"])
    set_visibility(item, Item.Visibility(hiding.visibility_before), actor=actor)
    record("moderation.show_again", hiding, actor=actor, item=item.pk)


@action
def hide_threat(item: Item, *, actor: Person, now: datetime) -> None:
    """Hide a threat at once, with the reason the city gives for it, in the item's language.

    :raises Refused: without the permission to moderate, or if it is not public
    """
    with override(item.language):
        reason = _("It threatens somebody. The city keeps it as evidence.")
    hide(item, reason=reason, actor=actor, now=now)


@action
def conceal(item: Item, *, reason: str, now: datetime) -> bool:
    """Hide the item on behalf of nobody, without a mail; return whether it was shown till now."""
    item = lock(item)
    if item.visibility == Item.Visibility.STAFF or queries.open_hiding(item):
        return False
    hiding = Hiding.objects.create(
        item=item, reason=reason, visibility_before=item.visibility, hidden_at=now
    )
    set_visibility(item, Item.Visibility.STAFF, actor=None)
    record("moderation.hide", hiding, actor=None, item=item.pk)
    return True
