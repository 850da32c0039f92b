"""The second factor: apps and recovery codes, each code once, and no team page without."""

import re
import time
from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils.translation import override

from faden.backbone.audit.tests.logged import log_of
from faden.backbone.people.tests.factories import NOON, PASSWORD, a_person
from faden.backbone.processes.queries import require, roles_of
from faden.backbone.processes.rules import Permission, Role
from faden.backbone.processes.tests.factories import a_process, a_role
from faden.lib.refused import Refused
from faden.shared.notifications.models import OutboxMail
from faden.surfaces.account import actions, queries

pytestmark = pytest.mark.django_db
SECRET = "JBSWY3DPEHPK3PXP"  # noqa: S105 - of a test
FACTORS, SIGN_IN, STEP = (
    "/konto/zweiter-faktor/",
    "/konto/einloggen/",
    "/konto/einloggen/zweiter-faktor/",
)


@pytest.fixture(autouse=True)
def second_factor_is_demanded(settings):
    settings.FADEN_SECOND_FACTOR = True


@pytest.fixture
def ada():
    return a_person(email="ada@example.org", display_name="Ada")


def code_of(secret: str = SECRET, steps: int = 0) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def sign_in(client, email="ada@example.org"):
    return client.post(SIGN_IN, {"login": email, "password": PASSWORD})


def give_code(client, code):
    return client.post(STEP, {"code": code})


def signed_in_twice(client):
    sign_in(client)
    give_code(client, code_of())


def a_moderator():
    return a_role(Role.MODERATOR, a_process(title="Fluss"), a_person(email="ada@example.org"))


def test_an_app_is_connected_with_its_first_code_and_the_password(client, ada):
    client.force_login(ada)
    page = client.get(f"{FACTORS}app/").text
    secret = re.search(r"<code>([A-Z2-7 ]+)</code>", page)[1].replace(" ", "")

    added = client.post(f"{FACTORS}app/", {"code": code_of(secret), "current_password": PASSWORD})

    assert (added.status_code, added["Location"]) == (303, f"{FACTORS}ersatzcodes/neu/")
    assert Authenticator.objects.get(user=ada, type="totp").data["secret"] != secret


@pytest.mark.parametrize(
    "typed",
    [{"code": "000000", "current_password": PASSWORD}, {"code": "", "current_password": ""}],
)
def test_a_wrong_first_code_connects_nothing_and_keeps_the_key(client, ada, typed):
    client.force_login(ada)
    key = re.search(r"<code>([A-Z2-7 ]+)</code>", client.get(f"{FACTORS}app/").text)[1]

    answer = client.post(f"{FACTORS}app/", typed)

    assert answer.status_code == 422
    assert key in answer.text
    assert not Authenticator.objects.exists()


def test_a_password_that_is_wrong_connects_nothing(client, ada):
    client.force_login(ada)
    page = client.get(f"{FACTORS}app/").text
    secret = re.search(r"<code>([A-Z2-7 ]+)</code>", page)[1].replace(" ", "")

    client.post(f"{FACTORS}app/", {"code": code_of(secret), "current_password": "wrong words"})

    assert not Authenticator.objects.exists()


def test_recovery_codes_are_shown_once(client, ada):
    actions.add_app(ada, SECRET)
    signed_in_twice(client)
    client.post(f"{FACTORS}ersatzcodes/", {"current_password": PASSWORD})

    first, second = (
        client.get(f"{FACTORS}ersatzcodes/neu/"),
        client.get(f"{FACTORS}ersatzcodes/neu/"),
    )

    assert len(re.findall(r"<code>\d{8}</code>", first.text)) == 10
    assert (second.status_code, second["Location"]) == (303, FACTORS)


def test_after_the_password_the_code_is_asked_for_and_only_then_is_one_signed_in(client, ada):
    actions.add_app(ada, SECRET)

    asked = sign_in(client)
    closed = client.get("/konto/")
    given = give_code(client, code_of())

    assert (asked.status_code, asked["Location"]) == (302, STEP)
    assert closed.status_code == 302
    assert (given.status_code, given["Location"]) == (302, "/konto/")
    assert "Ada" in client.get("/konto/").text


def test_a_code_opens_once(client, ada):
    actions.add_app(ada, SECRET)
    code = code_of()
    sign_in(client)
    give_code(client, code)
    other = Client()
    sign_in(other)

    assert give_code(other, code).status_code == 422


def test_a_recovery_code_opens_once(client, ada):
    actions.add_app(ada, SECRET)
    code = queries.recovery_codes_of(ada)[0]
    sign_in(client)
    other = Client()
    sign_in(other)

    assert give_code(client, code).status_code == 302
    assert give_code(other, code).status_code == 422


@pytest.mark.parametrize("wrong", ["", "12345", "abcdef", "000000"])
def test_wrong_codes_are_refused_in_words(client, ada, wrong):
    actions.add_app(ada, SECRET)
    sign_in(client)

    assert give_code(client, wrong).status_code == 422


def test_guessing_codes_ends_soon_and_the_right_one_waits_too(client, ada):
    actions.add_app(ada, SECRET)
    sign_in(client)
    for _try in range(10):
        give_code(client, "000000")

    assert give_code(client, code_of()).status_code == 422


def test_the_step_alone_leads_to_the_password(client):
    assert client.get(STEP)["Location"] == SIGN_IN


def test_the_next_page_survives_the_second_step(client, ada):
    actions.add_app(ada, SECRET)
    client.post(SIGN_IN, {"login": ada.email, "password": PASSWORD, "next": "/beteiligungen/"})

    assert give_code(client, code_of())["Location"] == "/beteiligungen/"


def test_the_team_s_pages_stay_closed_to_a_password_alone(client):
    client.force_login(a_moderator())

    closed = client.get("/team/")

    assert (closed.status_code, closed["Location"]) == (302, f"{FACTORS}?next=%2Fteam%2F")


def test_the_team_s_pages_open_with_a_second_factor(client):
    actions.add_app(a_moderator(), SECRET)
    sign_in(client)
    give_code(client, code_of())

    assert client.get("/team/").status_code == 200


def test_setting_up_the_factor_opens_the_team_s_pages_at_once(client):
    client.force_login(a_moderator())
    page = client.get(f"{FACTORS}app/").text
    secret = re.search(r"<code>([A-Z2-7 ]+)</code>", page)[1].replace(" ", "")
    client.post(f"{FACTORS}app/", {"code": code_of(secret), "current_password": PASSWORD})

    assert client.get("/team/").status_code == 200


def test_a_password_alone_brings_no_role_anywhere(client):
    moderator = a_moderator()
    moderator.lacks_second_factor = True

    assert roles_of(moderator, None, now=NOON) == frozenset()
    with pytest.raises(Refused):
        require(moderator, Permission.MODERATE, process_id=None, now=NOON)


def test_a_new_sign_in_inherits_no_second_factor(client, ada):
    session = client.session
    session["second_factor"] = True
    session.save()
    client.cookies["sessionid"] = session.session_key
    sign_in(client)

    assert "second_factor" not in client.session


def test_removing_the_last_factor_removes_the_recovery_codes(client, ada):
    actions.add_app(ada, SECRET)
    signed_in_twice(client)
    factor = Authenticator.objects.get(user=ada, type="totp")

    client.post(f"{FACTORS}{factor.pk}/entfernen/", {"current_password": PASSWORD})

    assert not Authenticator.objects.exists()


def test_nobody_removes_the_factor_of_somebody_else(client, ada):
    actions.add_app(ada, SECRET)
    client.force_login(a_person(email="eve@example.org"))
    factor = Authenticator.objects.get(user=ada, type="totp")

    assert client.get(f"{FACTORS}{factor.pk}/entfernen/").status_code == 404


def test_adding_and_removing_is_told_by_mail(ada, mails):
    actions.add_app(ada, SECRET)
    actions.remove_factor(ada, Authenticator.objects.get(user=ada, type="totp"))

    assert [template for _address, template, _facts in mails()] == [
        "account/mail/factor_added",
        "account/mail/factor_removed",
    ]


def test_nobody_learns_when_a_factor_was_used_last(client, ada):
    actions.add_app(ada, SECRET)
    sign_in(client)
    give_code(client, code_of())

    assert set(Authenticator.objects.values_list("last_used_at", flat=True)) == {None}


@pytest.mark.parametrize("page", ["app/", "passkey/", "ersatzcodes/"])
def test_a_password_alone_changes_no_factor_of_an_account_that_has_one(client, ada, page):
    actions.add_app(ada, SECRET)
    client.force_login(ada)
    before = queries.recovery_codes_of(ada)

    answer = client.post(FACTORS + page, {"current_password": PASSWORD})

    assert (answer.status_code, answer["Location"]) == (303, FACTORS)
    assert queries.recovery_codes_of(ada) == before


def test_a_password_alone_removes_no_factor(client, ada):
    actions.add_app(ada, SECRET)
    client.force_login(ada)
    factor = Authenticator.objects.get(user=ada, type="totp")

    client.post(f"{FACTORS}{factor.pk}/entfernen/", {"current_password": PASSWORD})

    assert Authenticator.objects.filter(pk=factor.pk).exists()


def test_setting_up_the_first_factor_ends_all_other_sessions(client, ada):
    other = Client()
    sign_in(other)
    client.force_login(ada)
    page = client.get(f"{FACTORS}app/").text
    secret = re.search(r"<code>([A-Z2-7 ]+)</code>", page)[1].replace(" ", "")
    client.post(f"{FACTORS}app/", {"code": code_of(secret), "current_password": PASSWORD})

    assert client.get("/konto/").status_code == 200
    assert other.get("/konto/").status_code == 302


def test_removing_the_last_factor_closes_the_team_s_pages_in_every_session(client):
    moderator = a_moderator()
    actions.add_app(moderator, SECRET)
    signed_in_twice(client)
    factor = Authenticator.objects.get(user=moderator, type="totp")

    client.post(f"{FACTORS}{factor.pk}/entfernen/", {"current_password": PASSWORD})

    assert client.get("/team/")["Location"].startswith(FACTORS)


def test_who_lost_the_second_factor_gets_in_with_the_password_again(client, ada):
    actions.add_app(ada, SECRET)
    elsewhere = Client()
    elsewhere.force_login(ada)

    call_command("second_factor_remove", "ADA@example.org", stdout=StringIO())
    sign_in(client)

    assert client.get("/konto/").status_code == 200
    assert elsewhere.get("/konto/").status_code == 302
    assert not Authenticator.objects.exists()
    assert [entry.actor_id for entry in log_of(ada).filter(action="account.reset_factors")] == [
        None
    ]
    assert OutboxMail.objects.last().template == "account/mail/factors_reset"


@pytest.mark.parametrize(
    ("email", "line"),
    [("ada@example.org", "no second factor"), ("who@example.org", "no account who@example.org")],
)
@pytest.mark.usefixtures("ada")
def test_the_command_says_what_there_is_not(email, line):
    with override("en"), pytest.raises(CommandError, match=line):
        call_command("second_factor_remove", email)
