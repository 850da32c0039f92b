"""A new e-mail address counts once its code was typed; own contributions; one's residence."""

import pytest
from django.test import Client

from faden.backbone.people.models import Person
from faden.backbone.people.tests.factories import PASSWORD, a_guest, a_person
from faden.participation.ideas.tests.factories import an_idea

pytestmark = pytest.mark.django_db
WRONG = "wrong words"
CHANGE, CONFIRM = "/konto/e-mail/", "/konto/e-mail/bestaetigen/"


@pytest.fixture
def ada(client):
    person = a_person(email="ada@example.org", display_name="Ada")
    client.force_login(person)
    return person


def ask(client, email="new@example.org", password=PASSWORD):
    return client.post(CHANGE, {"email": email, "current_password": password})


def code_in(mails) -> str:
    return next(facts["code"] for _to, _template, facts in mails() if "code" in facts)


def test_the_code_from_the_mail_gives_the_account_its_new_address(client, ada, mails):
    asked = ask(client, "NEW@example.org")
    before = Person.objects.get(pk=ada.pk).email
    confirmed = client.post(CONFIRM, {"code": code_in(mails)})

    assert (asked.status_code, asked["Location"], before) == (303, CONFIRM, "ada@example.org")
    assert (confirmed.status_code, confirmed["Location"]) == (303, "/konto/")
    assert Person.objects.get(pk=ada.pk).email == "new@example.org"


def test_the_earlier_address_is_told(client, ada, mails):
    ask(client)
    client.post(CONFIRM, {"code": code_in(mails)})

    assert ("ada@example.org", "account/mail/address_changed", {}) in mails()


def test_without_the_password_nothing_is_asked(client, ada, mails):
    assert ask(client, password=WRONG).status_code == 422
    assert mails() == []


def test_a_wrong_code_changes_nothing(client, ada, mails):
    ask(client)

    assert client.post(CONFIRM, {"code": "000000"}).status_code == 422
    assert Person.objects.get(pk=ada.pk).email == "ada@example.org"


def test_an_address_with_an_account_looks_the_same_and_is_told_by_mail(client, ada, mails):
    a_person(email="eve@example.org")

    asked = ask(client, "eve@example.org")

    assert (asked.status_code, asked["Location"]) == (303, CONFIRM)
    assert [(to, template) for to, template, _facts in mails()] == [
        ("eve@example.org", "account/mail/account_exists")
    ]


def test_an_address_that_got_an_account_meanwhile_is_refused(client, ada, mails):
    ask(client)
    a_person(email="new@example.org")

    assert client.post(CONFIRM, {"code": code_in(mails)}).status_code == 409
    assert Person.objects.get(pk=ada.pk).email == "ada@example.org"


@pytest.mark.parametrize(
    ("addresses", "statuses"),
    [(["new@example.org"] * 6, [303] * 5 + [409]),
     ([f"new{n}@example.org" for n in range(11)], [303] * 10 + [409])],
)  # fmt: skip
def test_an_account_cannot_be_used_to_fill_mailboxes(client, ada, addresses, statuses):
    assert [ask(client, address).status_code for address in addresses] == statuses


def test_strangers_do_not_use_up_the_mails_of_somebody_who_is_signed_in(client, ada):
    for number in range(35):
        forgotten = Client(REMOTE_ADDR=f"203.0.{number}.9")
        forgotten.post("/konto/passwort-vergessen/", {"email": "new@example.org"})

    assert ask(client).status_code == 303


def test_the_page_for_the_code_alone_leads_to_the_form(client, ada):
    assert client.get(CONFIRM)["Location"] == CHANGE


@pytest.mark.parametrize("n", [1, 30])
def test_own_contributions_are_listed_with_as_many_queries_for_one_as_for_many(
    client, ada, django_assert_max_num_queries, n
):
    for number in range(n):
        an_idea(title=f"Idea {number}", person=ada)
    an_idea(title="Of somebody else")

    with django_assert_max_num_queries(9):
        page = client.get("/konto/beitraege/").text

    assert f"Idea {n - 1}" in page
    assert "Of somebody else" not in page


def test_guests_see_what_they_handed_in_here(client):
    guest = a_guest()
    an_idea(title="Of a guest", person=guest)
    session = client.session
    session["guest"] = guest.pk
    session.save()
    client.cookies["sessionid"] = session.session_key

    assert "Of a guest" in client.get("/konto/beitraege/").text


def test_visitors_without_contributions_are_led_to_the_sign_in(client):
    assert client.get("/konto/beitraege/")["Location"] == "/konto/einloggen/"
