"""Sending what the outbox holds."""

import time as clock
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, time, timedelta
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException

from django.conf import settings
from django.core.mail import get_connection
from django.db import DatabaseError, connections
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from faden.backbone.jobs.registry import Postponed, RunningJob, task
from faden.backbone.jobs.rules import JobFailed
from faden.shared.notifications import actions, queries, rules
from faden.shared.notifications.inbox import read_inbox
from faden.shared.notifications.message import message_of
from faden.shared.notifications.models import OutboxMail

ATTEMPTS = 16  # over three days: a mail server may be away for a weekend
PAUSES_S = (0.2, 1.0, 5.0)


class MailNotAccepted(JobFailed):
    """The mail server did not take the mail; it is tried again."""


@task(
    "notifications.send",
    max_attempts=ATTEMPTS,
    lease=timedelta(minutes=3),
    label=_("A mail is sent"),
)
def send(job: RunningJob, *, mail: int) -> None:  # noqa: ARG001 - every task is given its job
    """Send the mail unless it was sent.

    A process that dies between the mail server's yes and the next line sends it twice: no
    protocol can prevent that. Both copies have the same Message-ID.
    """
    now = timezone.now()
    _keep_to_the_hour(mail, now=now)
    outbox = actions.begin_sending(mail, now=now)
    if outbox is None:
        return
    try:
        _hand_over(outbox)
    except SMTPRecipientsRefused as error:
        if not (status := rules.status_if_unknown(error)):
            raise _not_accepted(outbox, error) from error
        address = rules.address_of(outbox)
        actions.note_bounce(address, status, person=outbox.recipient, now=now)
        actions.skip(outbox, rules.Reason.REJECTED)
    except SMTPException as error:
        raise _not_accepted(outbox, error) from error
    except OSError as error:
        actions.note_trouble(outbox, type(error).__name__, now=timezone.now())
        raise


def _hand_over(outbox: OutboxMail) -> None:
    """Give the mail to the server and note that at once, before the farewell, which may fail."""
    connection = get_connection()
    connection.open()
    try:
        connection.send_messages([message_of(outbox)])
        _surely(lambda: actions.mark_sent(outbox, now=timezone.now()))
    finally:
        with suppress(SMTPException, OSError):
            connection.close()


def _surely(change: Callable[[], None]) -> None:
    """Store it even if the database is away for a moment: else the mail went out twice."""
    for pause in PAUSES_S:
        with suppress(DatabaseError):
            return change()
        clock.sleep(pause)
        connections.close_all()
    return change()


def _keep_to_the_hour(mail: int, *, now: datetime) -> None:
    """Put the mail off where the mail server takes no more of them in this hour.

    :raises Postponed: then
    """
    most = settings.FADEN_EMAIL_PER_HOUR
    if not most:
        return
    n_sent, is_urgent = queries.n_sent_since(rules.hour_of(now)), queries.is_urgent(mail)
    if rules.waits_for_next_hour(n_sent=n_sent, most=most, is_urgent=is_urgent):
        next_hour = rules.hour_of(now) + timedelta(hours=1)
        actions.wait_until(next_hour)
        raise Postponed(next_hour)


@task(
    "notifications.forget_old",
    daily=time(3, 20),
    label=_("Mails that were sent a month ago are forgotten"),
)
def forget_old(job: RunningJob) -> None:  # noqa: ARG001 - as above
    """Keep the outbox small and free of what is not needed any more."""
    actions.forget_old(now=timezone.now())


@task(
    "notifications.read_bounces",
    every=timedelta(minutes=10),
    max_attempts=1,
    label=_("The mailbox for mails that come back is looked into"),
)
def read_bounces(job: RunningJob) -> None:  # noqa: ARG001 - as above
    """Take in what came back, where a mailbox for it is set."""
    if box := settings.FADEN_EMAIL_BOUNCES_IMAP:
        read_inbox(box, lambda content: actions.take_report(content, now=timezone.now()) > 0)


def _not_accepted(outbox: OutboxMail, error: SMTPException) -> MailNotAccepted:
    """Note the error and return it without the mail server's words, which quote addresses."""
    codes = [str(error.smtp_code)] if isinstance(error, SMTPResponseException) else []
    if isinstance(error, SMTPRecipientsRefused):
        codes = sorted({str(code) for code, _answer in error.recipients.values()})
    what = " ".join([type(error).__name__, *codes])
    actions.note_trouble(outbox, what, now=timezone.now())
    return MailNotAccepted(f"the mail server answers {what}")
