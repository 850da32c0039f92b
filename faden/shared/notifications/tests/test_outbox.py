"""What is put into the outbox, and what is sent of it in the end."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail as mailbox
from django.core.exceptions import ValidationError
from django.db import transaction
from django.template import TemplateDoesNotExist

from faden.backbone.audit.guard import arranging
from faden.backbone.items.models import Item
from faden.backbone.jobs.models import Job
from faden.backbone.jobs.worker import run_due
from faden.backbone.people.personal import registered
from faden.backbone.people.tests.factories import NOON, a_guest, a_person
from faden.shared.notifications import actions, queries
from faden.shared.notifications.actions import enqueue_mail, notify
from faden.shared.notifications.message import message_of
from faden.shared.notifications.models import OutboxMail
from faden.shared.notifications.tests.factories import a_moderator, an_item

NEWS = "samples/mail/news"
STAFF = Item.Visibility.STAFF
pytestmark = pytest.mark.django_db


def outcomes() -> list[str]:
    """Return what became of each mail in the outbox."""
    mails = OutboxMail.objects.order_by("id")
    return [mail.skipped_reason or f"sent {bool(mail.sent_at)}" for mail in mails]


def test_a_mail_is_sent_by_the_worker_not_by_the_request():
    ada = a_person(email="ada@example.org")

    notify(ada, NEWS, topic="Radweg")
    before = len(mailbox.outbox)
    run_due()

    assert before == 0
    assert [sent.to for sent in mailbox.outbox] == [["ada@example.org"]]
    assert outcomes() == ["sent True"]


def test_nothing_is_sent_when_what_happened_is_undone():
    @transaction.atomic
    def goes_wrong() -> None:
        notify(a_person(), NEWS, topic="Radweg")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        goes_wrong()

    assert run_due() == 0
    assert not OutboxMail.objects.exists()


def test_a_mail_is_written_in_the_language_of_its_recipient():
    for language in ["de", "en"]:
        notify(a_person(language=language), NEWS, topic="Straße für <alle> & jeden")

    run_due()

    assert [sent.subject for sent in mailbox.outbox] == [
        "Ja: Straße für <alle> & jeden",
        "Yes: Straße für <alle> & jeden",
    ]


def test_a_mail_greets_shows_its_item_and_says_who_writes():
    ada, item = a_person(display_name="Ada"), an_item(title="Klima")

    notify(ada, NEWS, item=item, topic="Etwas Neues", code="4711")
    run_due()

    assert mailbox.outbox[0].body.split("\n\n")[1:3] == [
        "Etwas Neues",
        "http://localhost:8000/beteiligungen/klima/",
    ]
    assert "Ada" in mailbox.outbox[0].body.partition("\n")[0]
    assert "\n\n\n" not in mailbox.outbox[0].body


def test_a_mail_says_that_a_machine_wrote_it_and_keeps_its_message_id():
    mail = notify(a_person(language="en"), NEWS, topic="x")

    first, second = message_of(mail), message_of(OutboxMail.objects.get())

    assert first.extra_headers == second.extra_headers
    assert first.extra_headers["Auto-Submitted"] == "auto-generated"
    assert first.extra_headers["Content-Language"] == "en"
    assert first.extra_headers["Message-ID"].endswith("@localhost>")


def test_facts_cannot_add_headers_to_a_mail():
    notify(a_person(), NEWS, topic="x\r\nBcc: all@example.org\n\nBuy!\u2028\x07")

    run_due()

    message = mailbox.outbox[0].message()
    assert mailbox.outbox[0].subject.endswith(": x Bcc: all@example.org Buy!")
    assert message["Bcc"] is None


@pytest.mark.parametrize("address", ["a@example.org\nBcc: b@example.org", "a@example.org, b@c.de"])
def test_what_is_not_one_address_is_refused(address):
    with pytest.raises(ValidationError):
        enqueue_mail(address=address, template=NEWS, language="de", facts={})


def test_a_missing_template_is_noticed_at_once():
    with pytest.raises(TemplateDoesNotExist):
        notify(a_person(), "samples/mail/nothing")

    assert not OutboxMail.objects.exists()


def test_codes_and_addresses_are_forgotten_when_the_mail_is_sent():
    enqueue_mail(address="new@example.org", template=NEWS, language="de", facts={"code": "4711"})

    run_due()

    assert mailbox.outbox[0].to == ["new@example.org"]
    assert "4711" in mailbox.outbox[0].body
    assert list(OutboxMail.objects.values_list("address", "facts")) == [("", {})]


def test_a_new_address_of_an_account_gets_the_mail_instead_of_the_old_one():
    ada = a_person(email="old@example.org")

    enqueue_mail(address="new@example.org", template=NEWS, language="de", facts={}, recipient=ada)
    run_due()

    assert mailbox.outbox[0].to == ["new@example.org"]


def test_a_mail_is_sent_once_however_often_its_job_runs():
    notify(a_person(), NEWS, topic="x")

    run_due()
    Job.objects.update(done_at=None)
    run_due()

    assert len(mailbox.outbox) == 1


def test_guests_have_no_address_and_get_no_mail():
    assert notify(a_guest(), NEWS, topic="x") is None
    assert run_due() == 0


def test_an_item_hidden_meanwhile_is_not_mailed_about():
    item = an_item()
    for person in [a_person(), a_moderator(a_person()), a_person()]:
        notify(person, NEWS, item=item, topic="x")

    with arranging():
        Item.objects.update(visibility=STAFF, author=a_person())
    run_due()

    assert outcomes() == ["item_hidden", "sent True", "item_hidden"]


def test_authors_get_mails_about_their_own_hidden_item():
    ada = a_person()
    item = an_item(author=ada, visibility=STAFF)

    notify(ada, NEWS, item=item, topic="x")
    run_due()

    assert outcomes() == ["sent True"]


@pytest.mark.parametrize(
    ("change", "outcome"),
    [
        ({"email": None, "email_confirmed_at": None}, "no_address"),
        (
            {
                "email": None,
                "email_confirmed_at": None,
                "display_name": "",
                "is_active": False,
                "erased_at": NOON,
            },
            "recipient_erased",
        ),
    ],
)
def test_who_has_gone_meanwhile_gets_no_mail(change, outcome):
    ada = a_person()
    notify(ada, NEWS, topic="x")

    with arranging():
        type(ada).objects.filter(pk=ada.pk).update(**change)
    run_due()

    assert outcomes() == [outcome]
    assert OutboxMail.objects.get().facts == {}
    assert mailbox.outbox == []


def test_a_mail_that_could_not_be_sent_for_a_week_is_given_up():
    notify(a_person(), NEWS, topic="x")
    now = datetime.now(UTC)

    actions.forget_old(now=now + timedelta(days=6))
    before = outcomes()
    actions.forget_old(now=now + timedelta(days=8))

    assert (before, outcomes()) == (["sent False"], ["expired"])
    assert not queries.waiting_mails().exists()


def test_settled_mails_are_deleted_after_a_month():
    notify(a_person(), NEWS, topic="x")
    run_due()
    now = datetime.now(UTC)

    actions.forget_old(now=now + timedelta(days=29))
    before = OutboxMail.objects.count()
    actions.forget_old(now=now + timedelta(days=31))

    assert (before, OutboxMail.objects.count()) == (1, 0)


def test_mails_are_registered_as_personal_data():
    ada = a_person()
    notify(ada, NEWS, topic="x")
    (data,) = (entry for entry in registered() if entry.label == "notifications.outboxmail")

    exported = list(data.export(ada))
    with arranging():
        data.erase(ada, NOON)

    assert [row["template"] for row in exported] == [NEWS]
    assert not OutboxMail.objects.exists()
