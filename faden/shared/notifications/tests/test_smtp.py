"""Real SMTP: what leaves, what is refused, and what a killed worker leaves behind."""

import threading
from datetime import UTC, datetime, timedelta

import pytest

from faden.backbone.jobs.models import Job
from faden.backbone.jobs.queries import failed_jobs
from faden.backbone.jobs.tests.processes import wait_until
from faden.backbone.jobs.worker import run_due
from faden.backbone.people.tests.factories import a_person
from faden.shared.notifications import rules
from faden.shared.notifications.actions import enqueue_mail, notify
from faden.shared.notifications.models import Bounce, OutboxMail
from faden.shared.notifications.queries import mail_counts, mail_trouble
from faden.shared.notifications.tests.certificates import trusted_tls, unknown_tls
from faden.shared.notifications.tests.smtp_sink import SmtpSink, smtp_sink

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
    plain, html = message.iter_parts()
    assert message.get_content_type() == "multipart/alternative"
    assert (plain.get_content_type(), html.get_content_type()) == ("text/plain", "text/html")
    assert "Grüße aus Übersee" in plain.get_content()
    assert "Grüße aus Übersee" in html.get_content()
    assert '<html lang="de">' in html.get_content()


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

    mail, bounce = OutboxMail.objects.get(), Bounce.objects.get()
    assert (mail.skipped_reason, mail.address, mail.facts) == ("rejected", "", {})
    assert (bounce.address, bounce.cause, bounce.status) == ("anna@example.org", "unknown", "5.1.1")
    assert Job.objects.get().done_at is not None


@pytest.mark.django_db
def test_a_server_that_never_says_goodbye_gets_no_mail_twice(settings, sink):
    settings.EMAIL_TIMEOUT = 0.3
    sink.before_bye = threading.Event().wait
    notify(a_person(), NEWS, topic="x")

    run_due()
    run_due(datetime.now(UTC) + timedelta(hours=1))

    assert len(sink.messages) == 1
    assert OutboxMail.objects.get().sent_at is not None


@pytest.mark.django_db
@pytest.mark.filterwarnings("ignore:Requiring AUTH")  # it knows nothing of TLS before it
@pytest.mark.parametrize("is_implicit", [False, True])
def test_mails_are_encrypted_and_signed_in_for(settings, monkeypatch, tmp_path, is_implicit):
    tls = trusted_tls(tmp_path, monkeypatch)
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "faden", "secret"
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_USE_TLS, settings.EMAIL_USE_SSL = not is_implicit, is_implicit
    notify(a_person(), NEWS, topic="x")

    with smtp_sink(tls=tls, is_implicit=is_implicit, wants_login=True) as sink:
        settings.EMAIL_PORT = sink.port
        run_due()

    assert sink.logins == [("faden", "secret")]
    assert len(sink.messages) == 1


@pytest.mark.django_db
def test_a_server_whose_certificate_is_not_valid_gets_nothing(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_USE_TLS = "127.0.0.1", True
    notify(a_person(), NEWS, topic="x")

    with smtp_sink(tls=unknown_tls()) as sink:
        settings.EMAIL_PORT = sink.port
        run_due()

    assert sink.messages == []
    assert OutboxMail.objects.get().trouble == "SSLCertVerificationError"


@pytest.mark.django_db
def test_a_server_that_takes_nothing_is_told_until_it_takes_mails_again(settings, sink):
    settings.EMAIL_PORT, port = 1, sink.port  # nobody listens there
    notify(a_person(), NEWS, topic="x")
    before = mail_trouble()

    run_due()
    trouble, settings.EMAIL_PORT = mail_trouble(), port
    run_due(datetime.now(UTC) + timedelta(minutes=1))

    assert before is None
    assert (trouble.waiting, trouble.what) == (1, "ConnectionRefusedError")
    assert mail_trouble() is None
    assert mail_counts(datetime.now(UTC)).sent == 1


@pytest.mark.django_db
def test_no_more_mails_leave_in_an_hour_than_the_server_takes(settings, sink):
    settings.FADEN_EMAIL_PER_HOUR = 10
    for _number in range(11):
        notify(a_person(), NEWS, topic="x")
    for _number in range(2):
        enqueue_mail(address="a@b.de", template=NEWS, language="de", facts={}, is_urgent=True)

    run_due()
    waiting = Job.objects.filter(done_at=None)
    next_hour = rules.hour_of(datetime.now(UTC)) + timedelta(hours=1)

    assert sink.recipients[:2] == ["a@b.de", "a@b.de"]
    assert len(sink.messages) == 9  # a tenth is kept for what somebody waits for
    assert set(waiting.values_list("run_at", "attempts")) == {(next_hour, 0)}


@pytest.mark.django_db
def test_what_comes_back_goes_to_its_own_address(settings, sink):
    settings.FADEN_EMAIL_BOUNCES = "bounces@town.example"
    settings.DEFAULT_FROM_EMAIL = "Stadt <post@town.example>"
    notify(a_person(), NEWS, topic="x")

    run_due()

    assert sink.senders == ["bounces@town.example"]
    assert sink.messages[0]["From"] == "Stadt <post@town.example>"


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
def test_a_worker_killed_while_it_sends_loses_no_mail(workers, sink: SmtpSink, is_taken):
    """Killed before the server's yes, or after it: only then two copies, with one Message-ID."""
    notify(a_person(email="ada@example.org"), REAL)
    may_answer = threading.Event()
    sink.before_yes = may_answer.wait
    server = {"FADEN_EMAIL_HOST": "127.0.0.1", "FADEN_EMAIL_PORT": str(sink.port)}
    server |= {"FADEN_EMAIL_TLS": "none"}

    first = workers.start(**server)
    wait_until(lambda: sink.messages)
    first.kill()
    first.wait()
    if not is_taken:
        sink.messages.clear()  # a server that got no further than this has not taken it
    may_answer.set()
    Job.objects.update(lease_until=datetime.now(UTC))
    workers.start("--batch", **server).wait(30)

    assert len(sink.messages) == (2 if is_taken else 1)
    assert len({message["Message-ID"] for message in sink.messages}) == 1
    mail = OutboxMail.objects.get()
    assert (mail.sent_at is not None, mail.attempts) == (True, 2)
    assert Job.objects.filter(name="notifications.send", done_at__isnull=False).count() == 1
