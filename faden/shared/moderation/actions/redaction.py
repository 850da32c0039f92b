"""Making passages unreadable instead of hiding the whole."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import override

from faden.backbone.audit.actions import action, record
from faden.backbone.items.actions import lock
from faden.backbone.items.kinds import kind
from faden.backbone.items.models import Item, Revision
from faden.backbone.items.queries import text_of
from faden.backbone.people.models import Person
from faden.backbone.places.queries import the_place
from faden.backbone.processes.queries import process_id_of, require
from faden.backbone.processes.rules import Permission
from faden.lib.refused import Refused
from faden.shared.moderation import passages as finding
from faden.shared.moderation import queries, rules
from faden.shared.moderation.actions.reports import decide
from faden.shared.moderation.models import Redaction, Report, Sealed, SealOpening
from faden.shared.moderation.sealing import Original, sealed, unsealed
from faden.shared.notifications.actions import notify, rewrite_waiting


@dataclass(frozen=True)
class Ground:
    """What is made unreadable, and why."""

    subject: str
    reason: str  # the author reads it


@action
def redact(
    item: Item, passages: Sequence[str], *, ground: Ground, actor: Person, now: datetime
) -> Redaction:
    """Put a note in place of these passages wherever the item or an earlier version has them.

    The original is sealed for a time. Open reports on the item are decided by it. Mails on it that
    wait to be sent say it no more.

    :raises Refused: without the permission to moderate or a reason, or if a passage is not there
    """
    item = lock(item)
    require(actor, Permission.MODERATE, process_id=process_id_of(item), now=now)
    versions = list(item.revisions.order_by("number"))
    text = versions[-1].text if versions else text_of(item)
    missing = finding.missing(passages, [item.title, text])
    of_kind = kind(item.kind)
    refusal = rules.redaction_refusal(
        of_kind, passages=passages, missing=missing, reason=ground.reason
    )
    if refusal is not None:
        raise Refused(refusal)
    replaced = _replacer(passages, note=note_of(ground.subject, language=item.language))
    original = Original(
        item.title, text, {str(old.number): [old.title, old.text] for old in versions}
    )
    _rewrite(versions, replaced)
    assert of_kind.put_text is not None  # noqa: S101 - the rule has said so
    of_kind.put_text(item, title=replaced(item.title), text=replaced(text))
    _rewrite_mails(item, replaced)
    return seal(item, original, ground=ground, actor=actor, now=now)


def note_of(subject: str, *, language: str) -> str:
    """Return what stands in place of a passage, in the language of the text."""
    with override(language):
        label = Redaction.Subject(subject).label
        return _("[made unreadable: %(what)s]") % {"what": label}


def seal(
    item: Item, original: Original, *, ground: Ground, actor: Person, now: datetime
) -> Redaction:
    """Keep the original for the set time, decide open reports and tell the author.

    Part of an action that has redacted something.
    """
    redaction = Redaction.objects.create(
        item=item,
        subject=ground.subject,
        reason=ground.reason.strip(),
        redacted_by=actor,
        redacted_at=now,
    )
    kept_for = timedelta(days=the_place().sealed_days)
    Sealed.objects.create(redaction=redaction, content=sealed(original), delete_at=now + kept_for)
    record("moderation.redact", redaction, actor=actor, item=item.pk, what=ground.subject)
    if queries.open_reports(item).exists():
        decide(item, Report.Decision.REDACTED, actor=actor, now=now)
    if item.author:
        notify(item.author, "moderation/mail/redacted", item=item, reason=ground.reason)
    return redaction


@action
def open_sealed(redaction_id: int, *, cause: str, actor: Person, now: datetime) -> Original:
    """Return what stood there before, for a stated cause; that it was read is kept.

    :raises Refused: without the permission, without a cause, or when its time is over
    """
    kept = queries.sealed_of(redaction_id)
    if kept is None:
        raise Refused(rules.NOT_KEPT)
    item = kept.redaction.item
    require(actor, Permission.OPEN_SEALED, process_id=process_id_of(item), now=now)
    if not cause.strip():
        raise Refused(rules.NO_CAUSE)
    opening = SealOpening.objects.create(
        redaction=kept.redaction, person=actor, cause=cause.strip(), opened_at=now
    )
    record("moderation.open_sealed", opening, actor=actor, item=item.pk)
    return unsealed(bytes(kept.content))


@action
def sweep_sealed(*, now: datetime) -> int:
    """Delete the originals whose time has come; return how many there were."""
    return Sealed.objects.filter(delete_at__lte=now).delete()[0]


@action
def erase_sealed(person: Person, now: datetime) -> None:  # noqa: ARG001 - every erasure gets it
    """Delete the originals of what the person wrote."""
    Sealed.objects.filter(redaction__item__author=person).delete()


def _replacer(passages: Sequence[str], *, note: str) -> Callable[[str], str]:
    def replaced(text: str) -> str:
        return finding.redacted(text, passages, note=note)

    return replaced


def _rewrite(versions: Sequence[Revision], replaced: Callable[[str], str]) -> None:
    for version in versions:
        version.title, version.text = replaced(version.title), replaced(version.text)
        version.title = version.title[: Revision._meta.get_field("title").max_length]
        version.save(update_fields=["title", "text"])


def _rewrite_mails(before: Item, replaced: Callable[[str], str]) -> None:
    """Let mails on the item that are not sent yet have its new title, address and words."""
    now = Item.objects.get(pk=before.pk)
    old, new = f"{before.pk}-{before.slug}/", f"{now.pk}-{now.slug}/"

    def is_about(text: str) -> bool:
        return old in text or (bool(before.title) and before.title in text)

    def said_now(text: str) -> str:
        if before.title:
            text = text.replace(before.title, now.title)
        return replaced(text.replace(old, new))

    rewrite_waiting(now, is_about=is_about, said_now=said_now)
