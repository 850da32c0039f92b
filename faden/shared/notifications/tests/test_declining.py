"""Mails that nobody has to get: declined by a link in one, or in the account."""

import pytest
from django.contrib.sessions.models import Session
from django.core import mail as mailbox
from django.test import Client

from faden.backbone.jobs.worker import run_due
from faden.backbone.people import actions as people
from faden.backbone.people.queries import export
from faden.backbone.people.tests.factories import NOON, a_person
from faden.shared.notifications.actions import notify, want_mails
from faden.shared.notifications.links import link_to_decline, person_and_sort
from faden.shared.notifications.models import Declined, OutboxMail
from faden.shared.notifications.queries import declined_by
from faden.shared.notifications.rules import SORTS

NEWS, SORT = "samples/mail/news", "discussion"
pytestmark = pytest.mark.django_db


def path_of(person) -> str:
    return "/" + link_to_decline(person, SORT).split("/", 3)[3]


def test_whoever_declined_gets_no_mail_of_this_sort_and_all_others():
    ada, ben = a_person(), a_person()
    want_mails(ada, SORT, is_wanted=False)

    sent = [notify(person, NEWS, sort=sort, topic="x")
            for person in (ada, ben) for sort in (SORT, "")]  # fmt: skip

    assert [mail is not None for mail in sent] == [False, True, True, True]
    assert OutboxMail.objects.count() == 3


def test_a_mail_that_is_declined_while_it_waits_is_not_sent():
    ada = a_person()
    notify(ada, NEWS, sort=SORT, topic="x")
    notify(ada, NEWS, topic="y")

    want_mails(ada, SORT, is_wanted=False)
    run_due()

    assert len(mailbox.outbox) == 1
    assert [mail.skipped_reason for mail in OutboxMail.objects.order_by("pk")] == ["declined", ""]


def test_a_choice_made_twice_is_one():
    ada = a_person()

    for is_wanted in (False, False, True, True, False):
        want_mails(ada, SORT, is_wanted=is_wanted)

    assert declined_by(ada) == {SORT}
    assert Declined.objects.count() == 1


def test_a_mail_of_this_sort_says_how_to_decline_and_others_do_not():
    ada = a_person(email="ada@example.org")
    notify(ada, NEWS, sort=SORT, topic="x")
    notify(ada, NEWS, topic="x")

    run_due()

    declinable, needed = mailbox.outbox
    assert declinable.extra_headers["List-Unsubscribe"] == f"<{link_to_decline(ada, SORT)}>"
    assert declinable.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "List-Unsubscribe" not in needed.extra_headers


def test_the_link_asks_first_and_works_without_signing_in(client):
    ada = a_person()

    asked = client.get(path_of(ada))
    before = declined_by(ada)
    done = client.post(path_of(ada))
    after = declined_by(ada)
    client.post(path_of(ada), {"wieder": "ja"})

    assert (asked.status_code, before) == (200, frozenset())
    assert str(SORTS[SORT]) in asked.text
    assert 'content="noindex"' in asked.text
    assert "Sie bekommen solche Mails nicht mehr." in done.text
    assert (after, declined_by(ada)) == ({SORT}, frozenset())
    assert not Session.objects.exists()


def test_a_mail_program_declines_with_one_click():
    ada = a_person()
    program = Client(enforce_csrf_checks=True)  # it sends no origin and knows no token

    answer = program.post(path_of(ada), {"List-Unsubscribe": "One-Click"})

    assert (answer.status_code, declined_by(ada)) == (200, {SORT})


@pytest.mark.parametrize("token", ["x", "W10:1abc:def", "a:b:c", "%20"])
def test_a_made_up_link_has_no_page(client, token):
    assert client.get(f"/benachrichtigungen/{token}/").status_code == 404
    assert client.post(f"/benachrichtigungen/{token}/").status_code == 404


def test_a_link_says_nothing_of_the_address_and_dies_with_the_account(client):
    ada = a_person(email="ada@example.org")
    path = path_of(ada)

    pk_and_sort = person_and_sort(path.strip("/").split("/")[1])
    people.erase(ada, now=NOON)

    assert pk_and_sort == (ada.pk, SORT)
    assert "ada" not in path
    assert client.get(path).status_code == 404


def test_in_the_account_all_sorts_stand_with_what_one_chose(client):
    ada = a_person()
    client.force_login(ada)

    before = client.get("/en/konto/benachrichtigungen/").text
    answer = client.post("/en/konto/benachrichtigungen/", {})
    after = client.get("/en/konto/benachrichtigungen/").text
    client.post("/en/konto/benachrichtigungen/", {SORT: "on"})

    assert ("checked" in before.split("<footer")[0], "checked" in after) == (True, False)
    assert answer.status_code == 303
    assert declined_by(ada) == frozenset()


def test_a_choice_is_exported_and_goes_with_the_account(client):
    ada = a_person()
    want_mails(ada, SORT, is_wanted=False)

    exported = export(ada)["notifications.declined"]
    people.erase(ada, now=NOON)

    assert exported == [{"sort": SORT}]
    assert not Declined.objects.exists()


def test_visitors_are_sent_to_sign_in(client):
    assert client.get("/konto/benachrichtigungen/").status_code == 302
