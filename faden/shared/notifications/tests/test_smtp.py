"""Real SMTP: what leaves, what is refused, and what a killed worker leaves behind."""

import threading
from datetime import UTC, datetime, timedelta

import pytest

from faden.backbone.jobs.models import Job
from faden.backbone.jobs.queries import failed_jobs
from faden.backbone.jobs.tests.processes import Workers, wait_until
from faden.backbone.jobs.worker import run_due
from faden.backbone.people.tests.factories import a_person
from faden.shared.notifications.actions import enqueue_mail, notify
from faden.shared.notifications.models import OutboxMail
from faden.shared.notifications.tests.smtp_sink import SmtpSink

NEWS = "samples/mail/news"
REAL = "account/mail/password_changed"  # a worker of its own does not know the samples


@pytest.mark.django_db
def test_a_mail_arrives_as_it_was_written(sink):
    notify(a_person(email="ada@example.org", language="de"), NEWS, topic="Grüße aus Übersee")

    run_due()

    (message,) = sink.messages
    assert sink.recipients == ["ada@example.org"]
    assert message["Subject"] == "Ja: Grüße aus Übersee"
    assert message["To"] == "ada@example.org"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Message-ID"]
    assert message["Date"]
    assert "Grüße aus Übersee" in message.get_content()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("verb", "answer", "told"),
    [
        ("RCPT", "451 4.7.1 anna@example.org: later", "SMTPRecipientsRefused 451"),
        ("RCPT", "554 5.7.1 relay access denied", "SMTPRecipientsRefused 554"),
        ("MAIL", "550 5.1.8 bad sender", "SMTPSenderRefused 550"),
        ("DATA", "452 4.3.1 no space for anna@example.org", "SMTPDataError 452"),
    ],
)
def test_what_the_mail_server_does_not_take_is_tried_again(sink, verb, answer, told):
    sink.answers = {verb: answer}
    notify(a_person(email="anna@example.org"), NEWS, topic="x")

    run_due()
    job, waiting = Job.objects.get(), OutboxMail.objects.get()
    sink.answers = {}
    run_due(datetime.now(UTC) + timedelta(minutes=1))

    assert job.last_error.startswith(f"MailNotAccepted: the mail server answers {told} (")
    assert (job.failed_at, waiting.sent_at, waiting.attempts) == (None, None, 1)
    assert OutboxMail.objects.get().sent_at is not None
    assert len(sink.messages) == 1


@pytest.mark.django_db
def test_an_address_that_does_not_exist_is_not_tried_again(sink):
    sink.answers = {"RCPT": "550 5.1.1 <anna@example.org>: Recipient address rejected"}
    enqueue_mail(address="anna@example.org", template=NEWS, language="de", facts={"code": "1"})

    run_due()

    mail = OutboxMail.objects.get()
    assert (mail.skipped_reason, mail.address, mail.facts) == ("rejected", "", {})
    assert Job.objects.get().done_at is not None


@pytest.mark.django_db
def test_a_mail_server_that_is_away_for_a_weekend_loses_no_mail(settings, sink):
    notify(a_person(), NEWS, topic="x")
    now, settings.EMAIL_PORT = datetime.now(UTC), 1  # nobody listens there

    for hour in range(60):
        run_due(now + timedelta(hours=hour))
    error, settings.EMAIL_PORT = Job.objects.get().last_error, sink.port
    run_due(now + timedelta(hours=72))

    assert error.startswith("ConnectionRefusedError: Connection refused (")
    assert not failed_jobs().exists()
    assert len(sink.messages) == 1


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_taken", [False, True])
def test_a_worker_killed_while_it_sends_loses_no_mail(tmp_path, sink: SmtpSink, is_taken):
    """Killed before the server's yes, or after it: only then two copies, with one Message-ID."""
    notify(a_person(email="ada@example.org"), REAL)
    workers, may_answer = Workers(tmp_path), threading.Event()
    sink.before_yes = may_answer.wait
    server = {"FADEN_EMAIL_HOST": "127.0.0.1", "FADEN_EMAIL_PORT": str(sink.port)}
    server |= {"FADEN_EMAIL_STARTTLS": "0"}

    try:
        first = workers.start(**server)
        wait_until(lambda: sink.messages)
        first.kill()
        first.wait()
        if not is_taken:
            sink.messages.clear()  # a server that got no further than this has not taken it
        may_answer.set()
        Job.objects.update(lease_until=datetime.now(UTC))
        workers.start("--batch", **server).wait(30)
    finally:
        workers.end()

    assert len(sink.messages) == (2 if is_taken else 1)
    assert len({message["Message-ID"] for message in sink.messages}) == 1
    mail = OutboxMail.objects.get()
    assert (mail.sent_at is not None, mail.attempts) == (True, 2)
    assert Job.objects.filter(name="notifications.send", done_at__isnull=False).count() == 1
