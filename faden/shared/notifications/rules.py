"""Which mails are not sent after all."""

import re
from collections.abc import Collection
from datetime import datetime, timedelta
from smtplib import SMTPRecipientsRefused

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from faden.backbone.people.models import Person
from faden.shared.notifications.models import Bounce, OutboxMail

EXPIRES_AFTER = timedelta(days=7)
SETTLED_KEPT = timedelta(days=30)

# RFC 3463, 3.2: the destination's mailbox or system does not exist, is misspelt or has moved.
NO_SUCH_ADDRESS = re.compile(r"\b5\.1\.(1|2|3|6|10)\b")
STATUS = re.compile(r"\b[245]\.\d{1,3}\.\d{1,3}\b")
NO_MAILBOX = {550, 551, 553}  # RFC 5321, 4.2.3, of servers that do not speak RFC 3463
ABOUT_THE_SENDER = re.compile(r"relay|denied|block|spam|policy|auth|sender|dns", re.IGNORECASE)
SHARE_OF_USUAL = 0.9  # of the mails an hour may have; the rest is for those somebody waits for
BOUNCES_KEPT = timedelta(days=90)  # after the last one; then the address gets another chance

Reason = OutboxMail.SkippedReason

# Mails that nobody has to get: people decline them by a link in the mail or in their account.
SORTS: dict[str, StrOrPromise] = {
    "discussion": _("New comments on my contributions, and answers to my comments"),
}


def can_be_told(person: Person | None) -> bool:
    """Return whether mails reach somebody: not guests, and not whoever wrote a card of paper."""
    return person is not None and bool(person.email)


def skip_reason(
    mail: OutboxMail,
    *,
    sees_item: bool,
    declined: Collection[str],
    is_unknown: bool,
    now: datetime,
) -> Reason | None:
    """Return why the mail is not sent, or None if it is.

    :param declined: the sorts of mails that the recipient does not want by now
    :param is_unknown: whether the recipient's server has said that the address does not exist;
        what somebody waits for, and what goes to an address of its own, is tried all the same
    """
    person = mail.recipient
    reasons = (
        (person and person.erased_at and not mail.address, Reason.RECIPIENT_ERASED),
        (not address_of(mail), Reason.NO_ADDRESS),
        (mail.item and not sees_item, Reason.ITEM_HIDDEN),
        (mail.facts.get("sort") in declined, Reason.DECLINED),
        (is_unknown and not mail.is_urgent and not mail.address, Reason.REJECTED),
        (now - mail.created_at > EXPIRES_AFTER, Reason.EXPIRED),
    )
    return next((reason for holds, reason in reasons if holds), None)


def address_of(mail: OutboxMail) -> str:
    """Return where the mail goes, or nothing."""
    return mail.address or (mail.recipient and mail.recipient.email) or ""


def status_if_unknown(error: SMTPRecipientsRefused) -> str:
    """Return the status by which the server says that the address does not exist; "" if not.

    Other refusals, as for a wrong password or a full mailbox, may end; they are tried again.
    """
    for code, answer in error.recipients.values():
        text = answer.decode(errors="replace")
        if found := NO_SUCH_ADDRESS.search(text):
            return found[0]
        is_plain = code in NO_MAILBOX and not STATUS.search(text)
        if is_plain and not ABOUT_THE_SENDER.search(text):
            return str(code)
    return ""


def cause_of(status: str) -> Bounce.Cause:
    """Return what a status of RFC 3463, or the figures of an answer, say in plain words."""
    if NO_SUCH_ADDRESS.search(status) or status in {str(code) for code in NO_MAILBOX}:
        return Bounce.Cause.UNKNOWN
    if status.endswith(".2.2"):
        return Bounce.Cause.FULL
    return Bounce.Cause.REFUSED if ".7." in status else Bounce.Cause.OTHER


def is_address(text: str) -> bool:
    """Return whether the text is one address."""
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


def hour_of(now: datetime) -> datetime:
    """Return the beginning of the hour, in which mails are counted."""
    return now.replace(minute=0, second=0, microsecond=0)


def waits_for_next_hour(*, n_sent: int, most: int, is_urgent: bool) -> bool:
    """Return whether no more may be sent in this hour."""
    return n_sent >= (most if is_urgent else most * SHARE_OF_USUAL)
