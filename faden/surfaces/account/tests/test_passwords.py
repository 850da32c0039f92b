"""Forgotten and changed passwords."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.db import DatabaseError, connection
from django.test import Client

from faden.backbone.people.models import Person
from faden.backbone.people.tests.factories import PASSWORD, a_person

pytestmark = pytest.mark.django_db
NEW_PASSWORD = "gelbe Bank am Markt"  # noqa: S105 - of people who do not exist


@pytest.fixture
def ada():
    return a_person(email="ada@example.org", display_name="Ada")


def ask(client, email="ada@example.org"):
    return client.post("/konto/passwort-vergessen/", {"email": email})


def link_in(mails) -> str:
    return mails()[-1][2]["path"]


def may_sign_in(password) -> bool:
    typed = {"login": "ada@example.org", "password": password}
    return Client().post("/konto/einloggen/", typed).status_code == 302


@pytest.mark.usefixtures("ada")
def test_the_link_from_the_mail_leads_to_a_new_password(client, mails):
    asked = ask(client)
    opened = client.get(link_in(mails))
    form = client.get(opened["Location"])
    saved = client.post(opened["Location"], {"password1": NEW_PASSWORD})

    assert (asked.status_code, asked["Location"]) == (303, "/konto/passwort-vergessen/gesendet/")
    assert mails()[0][:2] == ("ada@example.org", "account/mail/reset")
    assert opened["Location"].endswith("-eingeben/")  # the key is not in the address any more
    assert form.status_code == 200
    assert saved["Location"] == "/konto/einloggen/"
    assert (may_sign_in(NEW_PASSWORD), may_sign_in(PASSWORD)) == (True, False)
    assert mails()[1][:2] == ("ada@example.org", "account/mail/password_changed")


@pytest.mark.usefixtures("ada")
def test_a_link_works_once(client, mails):
    ask(client)
    opened = client.get(link_in(mails))
    client.post(opened["Location"], {"password1": NEW_PASSWORD})

    again = [Client().get(link_in_first(mails)), client.get(opened["Location"])]

    assert [page.status_code for page in again] == [410, 410]


def link_in_first(mails) -> str:
    return mails()[0][2]["path"]


@pytest.mark.usefixtures("ada")
def test_a_link_is_valid_for_three_hours(client, mails):
    ask(client)

    with time_machine.travel(timedelta(hours=3, minutes=1)):
        late = client.get(link_in(mails))

    assert late.status_code == 410


@pytest.mark.parametrize("path", ["1-abc", "zzzzzzzzzzzzzzzzzzzz-a-b", "0-eingeben", "1-x-y-z"])
def test_a_link_that_somebody_made_up_leads_nowhere(client, ada, path):
    assert client.get(f"/konto/passwort-neu/{path}/").status_code == 410


@time_machine.travel(timedelta(0), tick=False)  # answers hold the time
def test_a_known_address_is_answered_like_an_unknown_one(ada, mails):
    a_person(email="off@example.org", is_active=False)
    answers = [ask(Client(), f"{name}@example.org") for name in ("ada", "who", "off")]
    pages = [Client().get(answer["Location"]) for answer in answers]

    assert [(answer.status_code, dict(answer.headers)) for answer in answers] == [
        (303, dict(answers[0].headers))
    ] * 3
    assert len({page.text for page in pages}) == 1
    assert not any(answer.cookies for answer in answers)
    assert [mail[:2] for mail in mails()] == [
        ("ada@example.org", "account/mail/reset"),
        ("who@example.org", "account/mail/no_account"),
        ("off@example.org", "account/mail/no_account"),
    ]


def test_one_address_gets_five_mails_an_hour_from_one_network(ada, mails):
    statuses = [ask(Client(), "ADA@example.org").status_code for _ in range(6)]

    assert statuses == [303] * 5 + [409]
    assert len(mails()) == 5


@pytest.mark.usefixtures("ada")
def test_a_stranger_does_not_use_up_the_mails_of_somebody_else():
    for _ in range(6):
        ask(Client(REMOTE_ADDR="203.0.113.9"))

    assert ask(Client(REMOTE_ADDR="198.51.100.1")).status_code == 303


def test_a_crowd_does_not_fill_a_mailbox(ada, mails):
    networks = [f"203.0.{number}.9" for number in range(8) for _time in range(5)]

    statuses = [ask(Client(REMOTE_ADDR=address)).status_code for address in networks]

    assert statuses == [303] * 30 + [409] * 10
    assert len(mails()) == 30


@pytest.mark.usefixtures("ada")
@pytest.mark.parametrize("password", ["", "kurz", "1234567890", "ada@example.org"])
def test_a_password_that_is_easy_to_guess_is_refused(client, mails, password):
    ask(client)
    opened = client.get(link_in(mails))

    page = client.post(opened["Location"], {"password1": password})

    assert page.status_code == 422
    assert list(page.context["form"].errors) == ["password1"]
    assert may_sign_in(PASSWORD)


def test_a_new_password_ends_all_other_sessions(client, ada, mails):
    elsewhere = Client()
    elsewhere.force_login(ada)
    ask(client)
    opened = client.get(link_in(mails))

    client.post(opened["Location"], {"password1": NEW_PASSWORD})

    assert elsewhere.get("/konto/").status_code == 302


def test_a_link_in_the_browser_of_somebody_else_signs_them_out(ada, mails):
    browser = Client()
    ask(browser)
    browser.force_login(a_person())

    opened = browser.get(link_in(mails), follow=True)

    assert opened.status_code == 200
    assert opened.context["request"].user.is_anonymous


def change(client, current=PASSWORD, new=NEW_PASSWORD):
    return client.post("/konto/passwort/", {"current_password": current, "new_password": new})


def test_changing_the_password_keeps_this_session_and_ends_the_others(client, ada, mails):
    elsewhere = Client()
    client.force_login(ada)
    elsewhere.force_login(ada)

    changed = change(client)

    assert changed["Location"] == "/konto/"
    assert (client.get("/konto/").status_code, elsewhere.get("/konto/").status_code) == (200, 302)
    assert Person.objects.get().check_password(NEW_PASSWORD)
    assert [mail[1] for mail in mails()] == ["account/mail/password_changed"]


def test_no_password_is_changed_without_the_mail_that_says_so(client, ada):
    client.force_login(ada)

    with connection.execute_wrapper(without_room_for_mails), pytest.raises(DatabaseError):
        change(client)

    assert Person.objects.get().check_password(PASSWORD)


def without_room_for_mails(execute, sql, params, many, context):
    if sql.startswith('INSERT INTO "notifications'):
        raise DatabaseError("the disk is full")
    return execute(sql, params, many, context)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"current": "wrong words here"}, "current_password"),
        ({"current": ""}, "current_password"),
        ({"new": "kurz"}, "new_password"),
        ({"new": ""}, "new_password"),
    ],
)
def test_what_does_not_fit_changes_nothing(client, ada, mails, typed, field):
    client.force_login(ada)

    page = change(client, **typed)

    assert page.status_code == 422
    assert list(page.context["form"].errors) == [field]
    assert Person.objects.get().check_password(PASSWORD)
    assert mails() == []


def test_a_password_cannot_be_guessed_at_a_computer_that_was_left_alone(client, ada):
    client.force_login(ada)

    for _ in range(10):
        change(client, current="wrong words here")

    assert change(client).status_code == 422


def test_words_of_the_mail_hold_no_other_website(ada, mails):
    ask(Client(HTTP_HOST="testserver"))

    assert re.fullmatch(r"/konto/passwort-neu/[0-9a-z]+-[0-9a-z]+-[0-9a-f]+/", link_in(mails))
