"""Putting mails into the outbox, and what becomes of them."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any

from django.core.validators import validate_email

from faden.backbone.audit import journal
from faden.backbone.audit.actions import action, record
from faden.backbone.items.models import Item
from faden.backbone.jobs.actions import enqueue, postpone_all
from faden.backbone.jobs.models import Priority
from faden.backbone.people.models import Person
from faden.backbone.people.voices import speakers_of
from faden.shared.notifications import queries, rules
from faden.shared.notifications.bounces import reports_in
from faden.shared.notifications.message import check_template
from faden.shared.notifications.models import Bounce, Declined, OutboxMail


@action
def notify(
    recipient: Person,
    template: str,
    *,
    item: Item | None = None,
    sort: str = "",
    is_urgent: bool = False,
    **facts: Any,
) -> OutboxMail | None:
    """Put a mail to the person, or nothing where the person has no address, as guests.

    What is for an organisation goes to each who speaks for it; then the last of these is returned.

    :param sort: a key of `rules.SORTS`, if people can decline it; then nothing for those who do
    :param is_urgent: the recipient waits for it before a page

    It is sent if what happened is kept, and if the person may still see the item by then and
    has not declined such mails meanwhile.
    The template's context: these facts, recipient, item, item_url, place, base_url.

    :param template: path without ending, "ideas/mail/answered"
    :raises TemplateDoesNotExist: unless subject and text are there
    """
    check_template(template)
    if recipient.kind == Person.Kind.ORGANISATION:
        mails = [
            notify(person, template, item=item, sort=sort, **facts)
            for person in speakers_of(recipient)
        ]
        return mails[-1] if mails else None
    if not rules.can_be_told(recipient) or (sort and sort in queries.declined_by(recipient)):
        return None
    mail = OutboxMail(
        recipient=recipient,
        template=template,
        language=recipient.language,
        item=item,
        is_urgent=is_urgent,
        facts=facts,
    )
    if sort:
        mail.facts["sort"] = sort
    return _put(mail)


@action
def want_mails(person: Person, sort: str, *, is_wanted: bool) -> None:
    """Send the person mails of this sort from now on, or none."""
    if is_wanted:
        Declined.objects.filter(person=person, sort=sort).delete()
    else:
        Declined.objects.get_or_create(person=person, sort=sort)
    facts: dict[str, int | str] = {"sort": sort, "is_wanted": int(is_wanted)}
    journal.note(journal.Entry(journal.WANTED, person.pk, facts))


@action
def enqueue_mail(
    *,
    address: str,
    template: str,
    language: str,
    facts: Mapping[str, Any],
    recipient: Person | None = None,
    is_urgent: bool = False,
) -> OutboxMail:
    """Put a mail to an address that is not, or not yet, the one of an account.

    :param recipient: whose mail it is, for export and deletion, where that is known
    :raises TemplateDoesNotExist: unless subject and text are there
    :raises ValidationError: for what is not an address
    """
    check_template(template)
    validate_email(address)
    mail = OutboxMail(
        recipient=recipient,
        address=address,
        template=template,
        language=language,
        is_urgent=is_urgent,
        facts=dict(facts),
    )
    return _put(mail)


@action
def begin_sending(mail_id: int, *, now: datetime) -> OutboxMail | None:
    """Return the mail that is to be sent now, or None: it is sent, skipped or gone."""
    mails = OutboxMail.objects.select_related("recipient", "item").select_for_update(of=("self",))
    mail = mails.filter(pk=mail_id).first()
    if mail is None or mail.is_settled:
        return None
    reason = rules.skip_reason(
        mail,
        sees_item=queries.recipient_sees_item(mail, now=now),
        declined=queries.declined_by(mail.recipient),
        is_unknown=queries.is_unknown(rules.address_of(mail)),
        now=now,
    )
    if reason is not None:
        skip(mail, reason)
        return None
    mail.attempts += 1
    mail.save(update_fields=["attempts"])
    return mail


@action
def note_trouble(mail: OutboxMail, trouble: str, *, now: datetime) -> None:
    """Note what was in the way; the mail is tried again."""
    OutboxMail.objects.filter(pk=mail.pk).update(tried_at=now, trouble=trouble[:60])


@action
def wait_until(until: datetime) -> None:
    """Let no mail go before that moment but those that somebody waits for."""
    postpone_all("notifications.send", until=until, priority=Priority.USUAL)


@action
def note_bounce(address: str, status: str, *, person: Person | None, now: datetime) -> Bounce:
    """Keep that mails to the address come back, and why."""
    owner = queries.owner_of(address) or person
    known = Bounce.objects.select_for_update().filter(address=address.lower()).first()
    bounce = known or Bounce(address=address.lower(), first_at=now, n_mails=0)
    bounce.person, bounce.status, bounce.last_at = owner, status[:15], now
    bounce.cause = rules.cause_of(status)
    bounce.n_mails += 1
    bounce.save()
    record("notifications.note_bounce", bounce, actor=None, cause=bounce.cause)
    return bounce


@action
def take_report(content: bytes, *, now: datetime) -> int:
    """Note what a mail reports as undeliverable; return of how many mails of ours that is.

    What quotes no mail of ours is nobody's: anybody may write to the address.
    """
    n_noted = 0
    for report in reports_in(content):
        mail = queries.mail_by_message_id(report.message_id)
        address = rules.address_of(mail) if mail else ""
        if mail and (address or rules.is_address(report.address)):
            note_bounce(address or report.address, report.status, person=mail.recipient, now=now)
            n_noted += 1
    return n_noted


@action
def forget_bounce(bounce: Bounce, *, actor: Person | None) -> None:
    """Take the address for good again: somebody says that it works."""
    record("notifications.forget_bounce", bounce, actor=actor)
    bounce.delete()


@action
def mark_sent(mail: OutboxMail, *, now: datetime) -> None:
    """Settle the mail as sent and forget what it said."""
    OutboxMail.objects.filter(pk=mail.pk).update(
        sent_at=now, skipped_reason="", address="", facts={}
    )
    journal.note(journal.Entry(journal.MAILED, mail.pk))


@action
def skip(mail: OutboxMail, reason: OutboxMail.SkippedReason) -> None:
    """Settle the mail as never to be sent and forget what it said."""
    OutboxMail.objects.filter(pk=mail.pk).update(skipped_reason=reason, address="", facts={})


@action
def rewrite_waiting(
    item: Item, *, is_about: Callable[[str], bool], said_now: Callable[[str], str]
) -> int:
    """Let mails on the item that wait say other words in all their facts; return how many do.

    :param is_about: whether a text in a mail on something else is about the item as well
    """
    changed = 0
    for mail in queries.waiting_mails().select_for_update(of=("self",)):
        if mail.item_id != item.pk and not any(map(is_about, _texts(mail.facts))):
            continue
        facts = _rewritten(mail.facts, said_now)
        if facts != mail.facts:
            OutboxMail.objects.filter(pk=mail.pk).update(facts=facts)
            changed += 1
    return changed


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for one in parts:
        yield from _texts(one)


def _rewritten(value: Any, said_now: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return said_now(value)
    if isinstance(value, dict):
        return {name: _rewritten(one, said_now) for name, one in value.items()}
    return [_rewritten(one, said_now) for one in value] if isinstance(value, list) else value


@action
def forget_old(*, now: datetime) -> None:
    """Skip what has waited too long, and delete what was settled long ago."""
    expired = queries.waiting_mails().filter(created_at__lt=now - rules.EXPIRES_AFTER)
    expired.update(skipped_reason=rules.Reason.EXPIRED, address="", facts={})
    queries.settled_mails(now - rules.SETTLED_KEPT).delete()
    Bounce.objects.filter(last_at__lt=now - rules.BOUNCES_KEPT).delete()


def _put(mail: OutboxMail) -> OutboxMail:
    mail.save(force_insert=True)
    priority = Priority.SOMEBODY_WAITS if mail.is_urgent else Priority.USUAL
    key = f"mail:{mail.pk}"
    enqueue("notifications.send", unique_key=key, priority=priority, mail=mail.pk)
    return mail
