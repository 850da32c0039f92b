"""Which mails are not sent after all."""

import re
from collections.abc import Collection
from datetime import datetime, timedelta
from smtplib import SMTPRecipientsRefused

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from faden.backbone.people.models import Person
from faden.shared.notifications.models import OutboxMail

EXPIRES_AFTER = timedelta(days=7)
SETTLED_KEPT = timedelta(days=30)

# RFC 3463, 3.2: the destination's mailbox or system does not exist, is misspelt or has moved.
NO_SUCH_ADDRESS = re.compile(rb"\b5\.1\.(1|2|3|6|10)\b")

Reason = OutboxMail.SkippedReason

# Mails that nobody has to get: people decline them by a link in the mail or in their account.
SORTS: dict[str, StrOrPromise] = {
    "discussion": _("New comments on my contributions, and answers to my comments"),
}


def can_be_told(person: Person | None) -> bool:
    """Return whether mails reach somebody: not guests, and not whoever wrote a card of paper."""
    return person is not None and bool(person.email)


def skip_reason(
    mail: OutboxMail, *, sees_item: bool, declined: Collection[str], now: datetime
) -> Reason | None:
    """Return why the mail is not sent, or None if it is.

    :param declined: the sorts of mails that the recipient does not want by now
    """
    person = mail.recipient
    if person and person.erased_at and not mail.address:
        return Reason.RECIPIENT_ERASED
    if not address_of(mail):
        return Reason.NO_ADDRESS
    if mail.item and not sees_item:
        return Reason.ITEM_HIDDEN
    if mail.facts.get("sort") in declined:
        return Reason.DECLINED
    if now - mail.created_at > EXPIRES_AFTER:
        return Reason.EXPIRED
    return None


def address_of(mail: OutboxMail) -> str:
    """Return where the mail goes, or nothing."""
    return mail.address or (mail.recipient and mail.recipient.email) or ""


def is_unknown_address(error: SMTPRecipientsRefused) -> bool:
    """Return whether the mail server says that the address does not exist.

    Other refusals, as for a wrong password or a full mailbox, may end; they are tried again.
    """
    return all(NO_SUCH_ADDRESS.search(answer) for _code, answer in error.recipients.values())
