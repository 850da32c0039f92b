"""Signing in and out: right and wrong passwords, limits that lock nobody else out, sessions."""

import pytest
from django.test import Client

from faden.backbone.audit.guard import arranging
from faden.backbone.people.models import Person
from faden.backbone.people.tests.factories import NOON, PASSWORD, a_guest, a_person

pytestmark = pytest.mark.django_db
WRONG = "wrong words here"
HERE, ELSEWHERE = "203.0.113.9", "198.51.100.1"


@pytest.fixture
def ada():
    return a_person(email="ada@example.org", display_name="Ada")


def sign_in(client, email="ada@example.org", password=PASSWORD, address=HERE, **more):
    typed = {"login": email, "password": password} | more
    return client.post("/konto/einloggen/", typed, REMOTE_ADDR=address)


def known_as_guest(client) -> Person:
    guest = a_guest(display_name="Guest Ada")
    session = client.session
    session["guest"] = guest.pk
    session.save()
    client.cookies["sessionid"] = session.session_key
    return guest


@pytest.mark.usefixtures("ada")
@pytest.mark.parametrize("email", ["ada@example.org", "ADA@Example.org", " ada@example.org "])
def test_the_right_password_opens_the_account_however_the_address_is_written(client, email):
    signed_in = sign_in(client, email)

    assert (signed_in.status_code, signed_in["Location"]) == (302, "/konto/")
    assert "Ada" in client.get("/konto/").text


def test_every_failure_looks_the_same_and_takes_the_hasher_once(ada, hashings):
    a_person(email="off@example.org", is_active=False)
    a_person(email="new@example.org", email_confirmed_at=None)

    answers = [
        sign_in(Client(), email, password)
        for email, password in (
            ("ada@example.org", WRONG),
            ("who@example.org", WRONG),
            ("off@example.org", PASSWORD),
            ("new@example.org", PASSWORD),
        )
    ]

    assert {answer.status_code for answer in answers} == {422}
    assert len({answer.text.replace(email_in(answer), "") for answer in answers}) == 1
    assert not any(answer.cookies for answer in answers)
    assert hashings == ["verify", "encode", "verify", "verify"]


def email_in(answer) -> str:
    return answer.context["form"]["login"].value()


def test_the_password_is_never_shown_again(client, ada):
    page = sign_in(client, password=WRONG)

    assert WRONG not in page.text
    assert "ada@example.org" in page.text


def test_a_hundred_wrong_sign_ins_from_one_address_do_not_lock_the_account_for_others(ada):
    failures = [sign_in(Client(), password=WRONG).status_code for _ in range(100)]
    locked = sign_in(Client())

    elsewhere = sign_in(Client(), address=ELSEWHERE)

    assert set(failures) == {422}
    assert locked.status_code == 422
    assert elsewhere.status_code == 302


def test_one_address_that_tries_many_accounts_is_stopped_as_well(ada):
    for number in range(30):
        sign_in(Client(), f"person{number}@example.org", WRONG)

    stopped, elsewhere = sign_in(Client()), sign_in(Client(), address=ELSEWHERE)

    assert (stopped.status_code, elsewhere.status_code) == (422, 302)


def test_signing_in_rightly_never_counts(ada):
    statuses = {sign_in(Client()).status_code for _ in range(40)}

    assert statuses == {302}


def test_a_whole_city_behind_a_proxy_does_not_share_one_allowance(ada, settings):
    settings.FADEN_PROXIES = 1

    def through_the_proxy(forwarded, password):
        typed = {"login": "ada@example.org", "password": password}
        proxy = {"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": forwarded}
        return Client().post("/konto/einloggen/", typed, **proxy).status_code

    for number in range(40):  # whatever the client itself claims to be
        through_the_proxy(f"192.0.2.{number}, {HERE}", WRONG)

    assert through_the_proxy(HERE, PASSWORD) == 422
    assert through_the_proxy(ELSEWHERE, PASSWORD) == 302


def test_the_session_gets_a_new_key_and_the_planted_one_is_worth_nothing(client, ada):
    known_as_guest(client)
    planted = client.cookies["sessionid"].value

    sign_in(client)

    assert client.cookies["sessionid"].value != planted
    attacker = Client()
    attacker.cookies["sessionid"] = planted
    assert attacker.get("/konto/").status_code == 302


def test_what_a_guest_did_here_belongs_to_the_account(client, ada):
    guest = known_as_guest(client)

    hint = client.get("/konto/einloggen/")
    sign_in(client)

    guest.refresh_from_db()
    assert 'action="/konto/ausloggen/"' in hint.text
    assert (guest.erased_at is None, guest.is_active) == (False, False)
    assert "guest" not in client.session


def test_a_failed_sign_in_leaves_the_guest_alone(client, ada):
    guest = known_as_guest(client)

    sign_in(client, password=WRONG)

    guest.refresh_from_db()
    assert guest.is_guest
    assert client.session["guest"] == guest.pk


def test_whoever_was_somebody_else_can_part_the_browser_from_its_guest(client, ada):
    guest = known_as_guest(client)

    client.post("/konto/ausloggen/")
    sign_in(client)

    guest.refresh_from_db()
    assert guest.is_guest


def test_opening_the_form_sets_no_cookie(client):
    page = client.get("/konto/einloggen/")

    assert page.status_code == 200
    assert not page.cookies


def test_whoever_is_signed_in_needs_no_form(client, ada):
    client.force_login(ada)

    pages = [client.get(f"/konto/{name}/") for name in ("einloggen", "anlegen", "bestaetigen")]

    assert [(page.status_code, page["Location"]) for page in pages] == [(303, "/konto/")] * 3


@pytest.mark.parametrize(
    ("target", "location"),
    [
        ("/konto/daten/", "/konto/daten/"),
        ("/en/konto/?a=1&b=2", "/en/konto/?a=1&b=2"),
        ("http://testserver/konto/", "http://testserver/konto/"),
        ("https://example.org/", "/konto/"),
        ("//example.org/", "/konto/"),
        ("/\\example.org", "/konto/"),
        ("javascript:alert(1)", "/konto/"),
        ("no-page", "/konto/"),
        ("account_deleted", "/konto/"),
        (".", "/konto/"),
        ("", "/konto/"),
    ],
)
def test_one_gets_back_to_pages_of_ours_only(client, ada, target, location):
    form = client.get("/konto/einloggen/", {"next": target})
    signed_in = sign_in(client, next=target)
    again = client.get("/konto/einloggen/", {"next": target})

    assert form.context["next_url"] == (target if location == target else "")
    assert (signed_in["Location"], again["Location"]) == (location, location)


@pytest.mark.usefixtures("ada")
def test_a_trusted_host_of_others_is_no_page_of_ours(client, settings):
    settings.ALLOWED_HOSTS = ["testserver", "other.example.org"]
    settings.CSRF_TRUSTED_ORIGINS = ["https://third.example.org"]

    for host in ("other", "third"):
        assert sign_in(Client(), next=f"https://{host}.example.org/")["Location"] == "/konto/"


def test_signing_out_ends_the_session_and_leaves_no_cookie(client, ada):
    sign_in(client)
    key = client.cookies["sessionid"].value

    asked = client.get("/konto/ausloggen/")
    signed_out = client.post("/konto/ausloggen/")
    page = client.get("/konto/ausloggen/")

    assert "Ada" in asked.text
    assert signed_out["Location"] == "/konto/ausloggen/"
    assert client.cookies["sessionid"].value == ""
    assert page.context["request"].person is None
    other = Client()
    other.cookies["sessionid"] = key
    assert other.get("/konto/").status_code == 302


def test_reading_the_page_for_signing_out_signs_nobody_out(client, ada):
    sign_in(client)

    client.get("/konto/ausloggen/")

    assert client.get("/konto/").status_code == 200


def test_a_session_ends_with_the_account(client, ada):
    sign_in(client)
    with arranging():
        Person.objects.filter(pk=ada.pk).update(is_active=False)

    assert client.get("/konto/").status_code == 302


def test_nobody_stores_when_somebody_signed_in(client, ada):
    sign_in(client)

    assert "last_login" not in {field.name for field in Person._meta.get_fields()}
    assert Person.objects.get().created_at == NOON
