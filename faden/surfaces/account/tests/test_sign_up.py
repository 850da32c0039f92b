"""Creating an account: what is stored when, and what others can find out."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.test import Client

from faden.backbone.people.models import Level, Person
from faden.backbone.people.tests.factories import PASSWORD, a_guest, a_person

pytestmark = pytest.mark.django_db
SHORT = "kurz%9"
THEIRS = "the attacker's own words"
ADA = {"display_name": "Ada", "email": "ada@example.org", "password": PASSWORD}


def sign_up(client, **overrides):
    return client.post("/konto/anlegen/", ADA | overrides)


def confirm(client, code):
    return client.post("/konto/bestaetigen/", {"code": code})


def last_code(mails) -> str:
    return mails()[-1][2]["code"]


def test_an_account_begins_with_the_code_from_the_mail(client, mails):
    asked = sign_up(client)
    waiting = client.get("/konto/bestaetigen/")
    before = Person.objects.count()
    confirmed = confirm(client, last_code(mails))
    account = client.get("/konto/")

    assert (asked.status_code, asked["Location"]) == (303, "/konto/bestaetigen/")
    assert "ada@example.org" in waiting.text
    assert before == 0
    assert (confirmed.status_code, confirmed["Location"]) == (303, "/konto/")
    assert "ada@example.org" in account.text
    person = Person.objects.get()
    assert (person.display_name, person.level, person.language) == ("Ada", Level.REGISTERED, "de")


def test_nothing_but_hashes_of_password_and_code_waits_in_the_session(client, mails):
    sign_up(client)

    waiting = client.session["sign_up"]
    assert last_code(mails) not in str(waiting)
    assert PASSWORD not in str(waiting)
    assert waiting["password_hash"].startswith("argon2$")


def test_a_code_may_be_typed_with_spaces(client, mails):
    sign_up(client)
    code = last_code(mails)

    confirmed = confirm(client, f" {code[:3]} {code[3:]} ")

    assert confirmed.status_code == 303


@pytest.mark.parametrize("code", ["12345", "1234567", "abcdef", "", "١٢٣٤٥٦", "123456"])
def test_a_wrong_code_is_refused_and_another_may_be_tried(client, mails, code):
    sign_up(client)
    code = "654321" if code == last_code(mails) else code

    wrong = confirm(client, code)

    assert wrong.status_code == 422
    assert not Person.objects.exists()
    assert confirm(client, last_code(mails)).status_code == 303


def test_after_five_wrong_codes_even_the_right_one_does_not_help_until_a_new_one_is_sent(
    client, mails
):
    sign_up(client)
    first = last_code(mails)
    wrong = "000000" if first != "000000" else "111111"

    statuses = [confirm(client, wrong).status_code for _ in range(5)]
    too_late = confirm(client, first)
    client.post("/konto/bestaetigen/neuer-code/")
    stale = confirm(client, first)
    confirmed = confirm(client, last_code(mails))

    assert statuses == [422] * 5
    assert too_late.status_code == 409
    assert stale.status_code == 422
    assert confirmed.status_code == 303


def test_a_code_is_valid_for_an_hour(client, mails):
    sign_up(client)

    with time_machine.travel(timedelta(minutes=61)):
        late = confirm(client, last_code(mails))

    assert late["Location"] == "/konto/anlegen/"
    assert not Person.objects.exists()


def test_a_code_is_worth_nothing_in_another_browser(client, mails):
    sign_up(client)

    elsewhere = confirm(Client(), last_code(mails))

    assert elsewhere["Location"] == "/konto/anlegen/"
    assert not Person.objects.exists()


def test_whoever_uses_my_address_before_me_does_not_get_into_my_account(client, mails):
    attacker = Client()
    sign_up(attacker, password=THEIRS)
    sign_up(client)
    sign_up(attacker, password=THEIRS)
    my_code = mails()[1][2]["code"]

    hijacked = confirm(attacker, my_code)
    confirmed = confirm(client, my_code)

    assert hijacked.status_code == 422
    assert confirmed.status_code == 303
    assert Person.objects.get().check_password(PASSWORD)


def test_two_browsers_of_one_person_make_one_account(client, mails):
    other = Client()
    sign_up(client)
    sign_up(other)
    first, second = (facts["code"] for _, _, facts in mails())

    confirmed = confirm(client, first)
    refused = confirm(other, second)

    assert (confirmed.status_code, refused.status_code) == (303, 409)
    assert Person.objects.count() == 1


def without_values_of_this_request(page) -> str:
    return re.sub(r"[\w.+-]+@example\.org", "ADDRESS", page.text)


@time_machine.travel(timedelta(0), tick=False)  # answers hold the time
def test_a_known_address_is_answered_like_an_unknown_one(mails):
    a_person(email="known@example.org", display_name="Known")
    known, unknown = Client(), Client()

    answers = [
        sign_up(client, email=email)
        for client, email in ((known, "Known@example.org"), (unknown, "other@example.org"))
    ]
    pages = [client.get("/konto/bestaetigen/") for client in (known, unknown)]
    wrong = [confirm(client, "000000") for client in (known, unknown)]
    resent = [client.post("/konto/bestaetigen/neuer-code/") for client in (known, unknown)]

    for one, other in (answers, pages, wrong, resent):
        assert one.status_code == other.status_code
        assert one.headers == other.headers
        assert without_values_of_this_request(one) == without_values_of_this_request(other)
    assert [mail[:2] for mail in mails()] == [
        ("known@example.org", "account/mail/account_exists"),
        ("other@example.org", "account/mail/code"),
    ] * 2


def test_the_hasher_runs_for_known_and_unknown_addresses(hashings, mails):
    a_person(email="known@example.org")

    sign_up(Client(), email="known@example.org")
    sign_up(Client(), email="other@example.org")

    assert hashings == ["encode", "encode"]


@pytest.mark.parametrize(
    ("overrides", "field"),
    [
        ({"display_name": ""}, "display_name"),
        ({"display_name": "x" * 61}, "display_name"),
        ({"display_name": "ada@example.org"}, "display_name"),
        ({"email": ""}, "email"),
        ({"email": "nonsense"}, "email"),
        ({"email": "a" * 250 + "@example.org"}, "email"),
        ({"email": "ada@example.org\nBcc: eve@example.org"}, "email"),
        ({"password": ""}, "password"),
        ({"password": "neun9neun"}, "password"),
        ({"password": "1234567890"}, "password"),
        ({"password": "ada@example.org"}, "password"),
        ({"password": "x" * 201}, "password"),
    ],
)
def test_what_cannot_be_accepted_is_said_beside_the_field(client, mails, overrides, field):
    page = sign_up(client, **overrides)

    assert page.status_code == 422
    assert list(page.context["form"].errors) == [field]
    assert mails() == []


def test_what_was_typed_is_kept_except_the_password(client):
    page = sign_up(client, display_name='Ada "Countess" <L.>', password=SHORT)

    assert "Ada &quot;Countess&quot; &lt;L.&gt;" in page.text
    assert "ada@example.org" in page.text
    assert SHORT not in page.text


def test_a_form_without_anything_is_no_new_form(client):
    assert client.post("/konto/anlegen/").status_code == 422


def test_a_program_that_fills_the_trap_sees_the_same_and_gets_nothing(client, mails):
    trapped = sign_up(client, website="https://example.org")
    page = client.get("/konto/bestaetigen/")
    tried = confirm(client, "000000")
    again = client.post("/konto/bestaetigen/neuer-code/")

    assert (trapped.status_code, page.status_code, tried.status_code) == (303, 200, 422)
    assert again.status_code == 303
    assert mails() == []


def test_one_address_gets_five_mails_an_hour_whoever_asks(client, mails):
    statuses = [sign_up(Client()).status_code for _ in range(6)]

    assert statuses == [303] * 5 + [409]
    assert len(mails()) == 5


def test_the_page_one_came_from_is_where_one_gets_to(client, mails):
    sign_up(client, next="/en/konto/daten/")

    assert confirm(client, last_code(mails))["Location"] == "/en/konto/daten/"


@pytest.mark.parametrize(
    "target",
    [
        "https://example.org/",
        "//example.org/",
        "/\\example.org",
        "javascript:alert(1)",
        "http:///example.org",
        "https:example.org",
        " https://example.org",
    ],
)
def test_nobody_is_sent_to_another_website(client, mails, target):
    sign_up(client, next=target)

    assert confirm(client, last_code(mails))["Location"] == "/konto/"


def test_the_english_pages_lead_to_english_pages_and_mails(client, mails):
    asked = client.post("/en/konto/anlegen/", ADA)
    confirmed = client.post("/en/konto/bestaetigen/", {"code": last_code(mails)})

    assert asked["Location"] == "/en/konto/bestaetigen/"
    assert confirmed["Location"] == "/en/konto/"
    assert Person.objects.get().language == "en"


def test_signing_up_changes_the_session_key_twice(client, mails):
    session = client.session
    session.save()
    client.cookies["sessionid"] = planted = session.session_key

    sign_up(client)
    waiting = client.cookies["sessionid"].value
    confirm(client, last_code(mails))

    assert len({planted, waiting, client.cookies["sessionid"].value}) == 3
    assert not Session.objects.filter(session_key__in=[planted, waiting]).exists()


def test_what_a_guest_did_belongs_to_the_account(client, mails):
    guest = a_guest(display_name="Ada")
    session = client.session
    session["guest"] = guest.pk
    session.save()
    client.cookies["sessionid"] = session.session_key

    hint = client.get("/konto/anlegen/")
    sign_up(client)
    confirm(client, last_code(mails))

    guest.refresh_from_db()
    assert 'action="/konto/ausloggen/"' in hint.text  # for those who are somebody else
    assert guest.erased_at is not None
    assert "guest" not in client.session


def test_opening_the_form_sets_no_cookie(client):
    page = client.get("/konto/anlegen/")

    assert page.status_code == 200
    assert not page.cookies
