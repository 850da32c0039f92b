"""Sending what the outbox holds."""

from datetime import time, timedelta
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException

from django.utils import timezone

from faden.backbone.jobs.registry import RunningJob, task
from faden.backbone.jobs.rules import JobFailed
from faden.shared.notifications import actions, rules
from faden.shared.notifications.message import message_of

ATTEMPTS = 16  # over three days: a mail server may be away for a weekend


class MailNotAccepted(JobFailed):
    """The mail server did not take the mail; it is tried again."""


@task("notifications.send", max_attempts=ATTEMPTS, lease=timedelta(minutes=3))
def send(job: RunningJob, *, mail: int) -> None:  # noqa: ARG001 - every task is given its job
    """Send the mail unless it was sent.

    A process that dies between the mail server's yes and the next line sends it twice: no
    protocol can prevent that. Both copies have the same Message-ID.
    """
    outbox = actions.begin_sending(mail, now=timezone.now())
    if outbox is None:
        return
    try:
        message_of(outbox).send()
    except SMTPRecipientsRefused as error:
        if not rules.is_unknown_address(error):
            raise _not_accepted(error) from error
        actions.skip(outbox, rules.Reason.REJECTED)
    except SMTPException as error:
        raise _not_accepted(error) from error
    else:
        actions.mark_sent(outbox, now=timezone.now())


@task("notifications.forget_old", daily=time(3, 20))
def forget_old(job: RunningJob) -> None:  # noqa: ARG001 - as above
    """Keep the outbox small and free of what is not needed any more."""
    actions.forget_old(now=timezone.now())


def _not_accepted(error: SMTPException) -> MailNotAccepted:
    """Return the error without the mail server's words, which quote addresses."""
    codes = [str(error.smtp_code)] if isinstance(error, SMTPResponseException) else []
    if isinstance(error, SMTPRecipientsRefused):
        codes = sorted({str(code) for code, _answer in error.recipients.values()})
    return MailNotAccepted(" ".join(["the mail server answers", type(error).__name__, *codes]))
