"""What people write to an office: stored and put into the outbox in one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Q

from faden.backbone.audit.actions import action, record
from faden.backbone.people.models import Person, Unit
from faden.shared.notifications.actions import enqueue_mail
from faden.shared.notifications.models import OutboxMail
from faden.surfaces.city import rules
from faden.surfaces.city.actions.permission import ensure, ensure_administrator
from faden.surfaces.city.models import Message

TEMPLATE = "city/mail/message"
COPY = "city/mail/copy"


@dataclass(frozen=True)
class Letter:
    """What somebody wrote."""

    kind: Message.Kind
    subject: str
    text: str
    email: str = ""  # where an answer is wanted
    page: str = ""  # of a barrier


@action
def send_message(
    letter: Letter, unit: Unit | None, *, copy_to: Person | None = None, now: datetime
) -> Message:
    """Return the message, whose mail to the office is on its way.

    :param copy_to: who gets a copy; only accounts, whose address is known to be theirs
    :raises Refused: when the office has no e-mail address
    """
    unit = Unit.objects.select_related("person").filter(pk=unit.pk if unit else None).first()
    ensure(rules.message_refusal(unit))
    assert unit is not None  # noqa: S101 - else refused
    message = Message(unit=unit, created_at=now, **vars(letter))
    message.mail = _mailed(message, unit)
    message.save(force_insert=True)
    if copy_to is not None and copy_to.email:
        _copied(message, unit, copy_to)
    record("city.send_message", message, actor=None, kind=message.kind, unit=unit.pk)
    return message


def _mailed(message: Message, unit: Unit) -> OutboxMail:
    facts = {
        "kind": message.kind,
        "subject": message.subject,
        "text": message.text,
        "page": message.page,
        "office": unit.person.display_name,
        "reply_to": message.email,
    }
    return enqueue_mail(
        address=unit.email, template=TEMPLATE, language=settings.LANGUAGE_CODE, facts=facts
    )


def _copied(message: Message, unit: Unit, person: Person) -> None:
    facts = {
        "subject": message.subject,
        "text": message.text,
        "page": message.page,
        "office": unit.person.display_name,
    }
    enqueue_mail(
        address=person.email or "",
        template=COPY,
        language=person.language,
        facts=facts,
        recipient=person,
    )


@action
def send_again(message: Message, *, actor: Person, now: datetime) -> None:
    """Put a mail that was given up into the outbox once more, to the office's address of today.

    :raises Refused: if somebody else than the administration asks, or there is no such address
    """
    ensure_administrator(actor, now=now)
    message = _locked(message)
    unit = message.unit or Unit.objects.filter(is_city_contact=True).first()
    ensure(rules.message_refusal(unit))
    assert unit is not None  # noqa: S101 - else refused
    message.mail = _mailed(message, unit)
    message.save(update_fields=["mail"])
    record("city.send_message_again", message, actor=actor)


@action
def drop_message(message: Message, *, actor: Person, now: datetime) -> None:
    """Delete a message that somebody has read here.

    :raises Refused: if somebody else than the administration asks
    """
    ensure_administrator(actor, now=now)
    message = _locked(message)
    record("city.drop_message", message, actor=actor)
    message.delete()


@action
def forget_messages(*, now: datetime) -> int:
    """Delete what was delivered, and what could not be for a long time; return how many."""
    old = Q(created_at__lt=now - rules.UNDELIVERED_KEPT)
    forgotten, _rows = Message.objects.filter(Q(mail__sent_at__isnull=False) | old).delete()
    return forgotten


@action
def erase_messages(person: Person, now: datetime) -> None:  # noqa: ARG001 - every erasure gets the time
    """Delete the messages to which the person's address wants an answer."""
    Message.objects.filter(email__iexact=person.email or "-").delete()


def _locked(message: Message) -> Message:
    return Message.objects.select_for_update(of=("self",)).get(pk=message.pk)
