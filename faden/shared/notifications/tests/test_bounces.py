"""Mails that come back: reports are read, and told to whom they concern."""

import io
import sys
from datetime import UTC, datetime, timedelta
from email import policy
from email.message import EmailMessage

import pytest
from django.core import mail as mailbox
from django.core.management import call_command

from faden.backbone.jobs.worker import run_due
from faden.backbone.people.tests.factories import NOON, a_person
from faden.backbone.processes.rules import Role
from faden.backbone.processes.tests.factories import a_role, an_open_process
from faden.lib.mailbox import Mailbox
from faden.shared.notifications import actions, queries, rules
from faden.shared.notifications.actions import enqueue_mail, notify
from faden.shared.notifications.bounces import Report, reports_in
from faden.shared.notifications.inbox import read_inbox
from faden.shared.notifications.message_ids import message_id
from faden.shared.notifications.models import Bounce, OutboxMail
from faden.shared.notifications.tests.certificates import trusted_tls
from faden.shared.notifications.tests.imap_box import imap_box

NEWS = "samples/mail/news"
MAIL = "/en/team/post/"

# As Postfix and Exchange write it, RFC 3464; the domains are for documentation.
REPORT = """\
From: MAILER-DAEMON@mail.example.org
To: bounces@town.example
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="x"

--x
Content-Type: text/plain; charset=us-ascii

This is the mail system at host mail.example.org.
--x
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example.org
Arrival-Date: Mon, 4 May 2026 12:00:00 +0200

Final-Recipient: rfc822; {address}
Original-Recipient: rfc822;{address}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 {status} Mailbox unavailable
--x
Content-Type: {quoted}

From: Stadt <post@town.example>
To: {address}
Subject: Ja
Message-ID: {message_id}

--x--
"""


def a_report(
    mail: OutboxMail | None = None,
    *,
    address: str = "ada@example.org",
    action: str = "failed",
    status: str = "5.1.1",
    quoted: str = "message/rfc822",
) -> bytes:
    known = message_id(mail) if mail else "<else@example.org>"
    facts = {"address": address, "action": action, "status": status, "quoted": quoted}
    return REPORT.format(message_id=known, **facts).replace("\n", "\r\n").encode()


@pytest.fixture
def ada(db):
    return a_person(email="ada@example.org")


@pytest.fixture
def mail(ada):
    """A mail that has left."""
    mail = notify(ada, NEWS, topic="x")
    run_due()
    return mail


@pytest.mark.parametrize("quoted", ["message/rfc822", "text/rfc822-headers"])
def test_a_report_says_which_mail_did_not_reach_whom(quoted):
    assert reports_in(a_report(quoted=quoted)) == [
        Report("<else@example.org>", "ada@example.org", "5.1.1")
    ]


def test_delays_and_other_mails_report_nothing():
    letter = EmailMessage(policy=policy.SMTP)
    letter.set_content("Guten Tag")

    assert reports_in(a_report(action="delayed", status="4.4.1")) == []
    assert reports_in(bytes(letter)) == []
    assert reports_in(b"\xff\x00 no mail at all") == []


def test_an_address_from_which_a_mail_came_back_gets_no_more_that_can_be_spared(ada, mail):
    n_noted = actions.take_report(a_report(mail), now=NOON)
    notify(ada, NEWS, topic="y")
    notify(ada, NEWS, is_urgent=True, topic="z")
    run_due()

    bounce = Bounce.objects.get()
    assert n_noted == 1
    assert (bounce.person, bounce.address, bounce.cause) == (ada, "ada@example.org", "unknown")
    assert len(mailbox.outbox) == 2  # the first, and the one somebody waits for
    assert OutboxMail.objects.filter(skipped_reason="rejected").count() == 1


def test_a_full_mailbox_is_noted_and_written_to_again(ada, mail):
    actions.take_report(a_report(mail, status="5.2.2"), now=NOON)
    notify(ada, NEWS, topic="y")
    run_due()

    assert Bounce.objects.get().cause == "full"
    assert len(mailbox.outbox) == 2


def test_a_report_that_quotes_no_mail_of_ours_counts_for_nothing(mail):
    forged = a_report(mail).replace(b".000000@", b"@").replace(b"<faden.", b"<faden.9")

    assert actions.take_report(a_report(), now=NOON) == 0
    assert actions.take_report(forged, now=NOON) == 0
    assert not Bounce.objects.exists()


def test_what_comes_back_twice_is_counted(mail):
    actions.take_report(a_report(mail), now=NOON)
    actions.take_report(a_report(mail), now=NOON + timedelta(days=1))

    bounce = Bounce.objects.get()
    assert (bounce.n_mails, bounce.first_at, bounce.last_at) == (2, NOON, NOON + timedelta(days=1))


@pytest.mark.django_db
def test_an_address_without_an_account_is_noted_as_the_mail_was_addressed():
    mail = enqueue_mail(address="neu@example.org", template=NEWS, language="de", facts={})
    run_due()

    actions.take_report(a_report(mail, address="neu@example.org"), now=NOON)

    assert (Bounce.objects.get().person, Bounce.objects.get().address) == (None, "neu@example.org")


def test_the_mail_server_pipes_a_report_to_the_command(mail, monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(a_report(mail))))

    call_command("bounces")

    assert capsys.readouterr().out == "1 addresses noted.\n"
    assert Bounce.objects.count() == 1


def test_the_mailbox_is_looked_into_and_other_mails_stay(mail, monkeypatch, tmp_path):
    tls, letter = trusted_tls(tmp_path, monkeypatch), b"Subject: Frage\r\n\r\nWann geht es los?\r\n"

    with imap_box(letter, a_report(mail), tls=tls) as box:
        place = Mailbox("127.0.0.1", box.port, "bounces", "secret", "INBOX")
        n_taken = read_inbox(place, lambda content: actions.take_report(content, now=NOON) > 0)
        n_again = read_inbox(place, lambda content: actions.take_report(content, now=NOON) > 0)

    assert (n_taken, n_again) == (1, 0)
    assert box.mails == {1: letter}
    assert box.flags[1] == {"\\Seen"}
    assert Bounce.objects.get().address == "ada@example.org"


def test_people_see_it_and_say_that_the_address_works_again(client, ada, mail):
    actions.take_report(a_report(mail), now=NOON)
    client.force_login(ada)

    before = client.get("/en/konto/").text
    client.post("/en/konto/benachrichtigungen/adresse/")
    after = client.get("/en/konto/benachrichtigungen/").text

    assert "Mails to you come back" in before
    assert "Mails to you come back" not in after
    assert not Bounce.objects.exists()


def test_the_administration_sees_addresses_that_do_not_work(client, ada, mail):
    actions.take_report(a_report(mail), now=NOON)
    client.force_login(a_role(Role.ADMINISTRATOR))

    page = client.get(MAIL).text
    chosen = {"bulk": "erneut", "row": [Bounce.objects.get().pk], "confirmed": "1"}
    again = client.post(MAIL, chosen, follow=True).text

    assert "ada@example.org" in page
    assert "does not know the address" in page
    assert "1 address is tried again" in again
    assert not Bounce.objects.exists()


def test_nobody_else_sees_addresses(client, db):
    client.force_login(a_role(Role.PROCESS_MANAGER, an_open_process()))

    assert client.get(MAIL).status_code == 404


@pytest.mark.parametrize("n", [1, 30])
def test_the_list_has_a_fixed_cost(client, db, n, django_assert_max_num_queries):
    for number in range(n):
        person = a_person(email=f"p{number}@example.org")
        actions.note_bounce(f"p{number}@example.org", "5.1.1", person=person, now=NOON)
    client.force_login(a_role(Role.ADMINISTRATOR))

    with django_assert_max_num_queries(12):
        assert client.get(MAIL).status_code == 200


def test_after_ninety_days_an_address_gets_another_chance(mail):
    actions.take_report(a_report(mail), now=NOON)

    actions.forget_old(now=NOON + rules.BOUNCES_KEPT)
    kept = queries.is_unknown("ada@example.org")
    actions.forget_old(now=NOON + rules.BOUNCES_KEPT + timedelta(days=1))

    assert kept
    assert not queries.is_unknown("ada@example.org")


@pytest.mark.parametrize(
    ("n_sent", "most", "is_urgent", "waits"),
    [
        (89, 100, False, False),
        (90, 100, False, True),
        (99, 100, True, False),
        (100, 100, True, True),
    ],
)
def test_a_tenth_of_an_hour_is_kept_for_what_somebody_waits_for(n_sent, most, is_urgent, waits):
    assert rules.waits_for_next_hour(n_sent=n_sent, most=most, is_urgent=is_urgent) == waits


def test_mails_are_counted_by_the_hour():
    moment = datetime(2026, 5, 4, 12, 59, 59, 5, tzinfo=UTC)

    assert rules.hour_of(moment) == datetime(2026, 5, 4, 12, tzinfo=UTC)
