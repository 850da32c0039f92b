"""Putting mails into the outbox, and what becomes of them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.validators import validate_email

from faden.backbone.audit.actions import action
from faden.backbone.items.models import Item
from faden.backbone.jobs.actions import enqueue
from faden.backbone.people.models import Person
from faden.backbone.people.voices import speakers_of
from faden.shared.notifications import queries, rules
from faden.shared.notifications.message import check_template
from faden.shared.notifications.models import Declined, OutboxMail


@action
def notify(
    recipient: Person, template: str, *, item: Item | None = None, sort: str = "", **facts: Any
) -> OutboxMail | None:
    """Put a mail to the person, or nothing where the person has no address, as guests.

    What is for an organisation goes to each who speaks for it; then the last of these is returned.

    :param sort: a key of `rules.SORTS`, if people can decline it; then nothing for those who do

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
        recipient=recipient, template=template, language=recipient.language, item=item, facts=facts
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


@action
def enqueue_mail(
    *,
    address: str,
    template: str,
    language: str,
    facts: Mapping[str, Any],
    recipient: Person | None = None,
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
        now=now,
    )
    if reason is not None:
        skip(mail, reason)
        return None
    mail.attempts += 1
    mail.save(update_fields=["attempts"])
    return mail


@action
def mark_sent(mail: OutboxMail, *, now: datetime) -> None:
    """Settle the mail as sent and forget what it said."""
    OutboxMail.objects.filter(pk=mail.pk).update(
        sent_at=now, skipped_reason="", address="", facts={}
    )


@action
def skip(mail: OutboxMail, reason: OutboxMail.SkippedReason) -> None:
    """Settle the mail as never to be sent and forget what it said."""
    OutboxMail.objects.filter(pk=mail.pk).update(skipped_reason=reason, address="", facts={})


@action
def forget_old(*, now: datetime) -> None:
    """Skip what has waited too long, and delete what was settled long ago."""
    expired = queries.waiting_mails().filter(created_at__lt=now - rules.EXPIRES_AFTER)
    expired.update(skipped_reason=rules.Reason.EXPIRED, address="", facts={})
    queries.settled_mails(now - rules.SETTLED_KEPT).delete()


def _put(mail: OutboxMail) -> OutboxMail:
    mail.save(force_insert=True)
    enqueue("notifications.send", unique_key=f"mail:{mail.pk}", mail=mail.pk)
    return mail
