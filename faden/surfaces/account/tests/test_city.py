"""Staff sign in by the city: with a real provider, linked safely, with roles by group."""

import oidc_provider_mock
import pytest
import requests
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from faden.backbone.audit.tests.logged import log_of
from faden.backbone.people.actions import erase
from faden.backbone.people.models import Person
from faden.backbone.people.queries import account_by_email
from faden.backbone.people.tests.factories import NOON, PASSWORD, a_person
from faden.backbone.processes.rules import Role
from faden.backbone.processes.tests.factories import a_role
from faden.lib.refused import Refused
from faden.surfaces.account import actions, rules
from faden.surfaces.account.city import CitySignIn, claims_of
from faden.surfaces.account.models import CityAccount
from faden.web.security import content_security_policy

SIGN_IN, BEGIN, TEAM = "/konto/einloggen/", "/konto/einloggen/stadt/", "/team/"
CITY = CitySignIn(
    issuer="https://login.town.example/realms/staff",
    client_id="faden",
    client_secret="secret",  # noqa: S106 - of a test
    domains=frozenset({"town.example"}),
    staff=frozenset({"dialog"}),
    roles=(("dialog-admin", "administrator"), ("dialog-moderation", "moderator")),
)
ADA = {
    "sub": "u-1",
    "email": "Ada@town.example",
    "email_verified": True,
    "name": "Ada Lovelace",
    "groups": ["dialog", "dialog-moderation"],
}


def claims(**told):
    return claims_of(ADA | told, CITY)


def enter(city=CITY, **told):
    return actions.enter_by_city(claims_of(ADA | told, city), city, language="de", now=NOON)


@pytest.mark.parametrize(
    ("told", "refusal"),
    [
        ({}, None),
        ({"groups": "dialog"}, None),
        ({"groups": ["others"]}, rules.NOT_STAFF),
        ({"groups": None}, rules.NOT_STAFF),
        ({"email": "ada@elsewhere.example"}, rules.WRONG_ADDRESS),
        ({"email": "ada@evil.town.example"}, rules.WRONG_ADDRESS),
        ({"email": None}, rules.WRONG_ADDRESS),
        ({"email_verified": False}, rules.NOT_CONFIRMED),
        ({"email_verified": "false"}, rules.NOT_CONFIRMED),
        ({"email_verified": None}, rules.NOT_CONFIRMED),
    ],
)
def test_who_enters_is_of_the_staff_and_has_a_confirmed_address_of_the_city(told, refusal):
    assert rules.city_refusal(claims(**told), CITY) == refusal


def test_groups_may_lie_inside_an_object():
    nested = claims_of(ADA | {"realm_access": {"roles": ["dialog"]}}, KEYCLOAK)

    assert nested.values == {"dialog"}


KEYCLOAK = CitySignIn("https://x", "a", "b", CITY.domains, claim="realm_access.roles")


@pytest.mark.parametrize(
    ("city", "told", "counts"),
    [
        (CITY, {"amr": ["pwd"]}, False),
        (CITY, {"amr": ["pwd", "mfa"]}, True),
        (CITY, {"acr": "gold"}, False),
        (CitySignIn("https://x", "a", "b", CITY.domains, acr=("gold",)), {"acr": "gold"}, True),
        (CITY, {}, False),
    ],
)
def test_a_second_factor_of_the_provider_counts_as_the_settings_say(city, told, counts):
    assert claims_of(ADA | told, city).has_second_factor == counts


@pytest.mark.parametrize(
    ("name", "shown"), [("Ada Lovelace", "Ada Lovelace"), ("ada@town.example", "Ada"), ("", "Ada")]
)
def test_the_name_is_one_that_can_be_shown(name, shown):
    assert rules.city_name(claims(name=name)) == shown


@pytest.mark.django_db
def test_somebody_new_gets_an_account_without_a_password_and_the_roles_of_the_groups():
    ada = enter()

    assert (ada.email, ada.public_name) == ("ada@town.example", "Ada Lovelace")
    assert not ada.has_usable_password()
    assert {grant.role for grant in ada.role_grants.all()} == {Role.MODERATOR}


@pytest.mark.django_db
def test_the_owner_of_an_account_with_the_same_address_is_told(mails):
    ada = a_person(email="ada@town.example")

    assert enter() == enter() == ada
    assert mails() == [("ada@town.example", "account/mail/city_linked", {})]


@pytest.mark.django_db
def test_another_subject_with_the_address_does_not_take_the_account_over():
    enter()

    with pytest.raises(Refused) as refused:
        enter(sub="u-2")

    assert refused.value.refusal == rules.TAKEN
    assert CityAccount.objects.count() == 1


@pytest.mark.django_db
def test_the_subject_decides_although_the_address_at_the_city_changed():
    ada = enter()

    assert enter(email="ada.king@town.example") == ada
    assert account_by_email("ada.king@town.example") is None


@pytest.mark.django_db
def test_roles_follow_the_groups_and_those_given_by_people_stay():
    ada = enter()
    a_role(Role.EVALUATOR, None, ada)

    enter(groups=["dialog"])

    assert {grant.role for grant in ada.role_grants.all()} == {Role.EVALUATOR}


@pytest.mark.django_db
def test_who_leaves_the_staff_loses_the_roles_of_the_groups_and_every_session():
    ada = enter()

    actions.leave_city(claims(groups=[]), CITY, now=NOON)

    ada.refresh_from_db()
    assert (ada.role_grants.count(), ada.session_epoch) == (0, 1)


@pytest.mark.django_db
def test_a_deleted_account_is_unknown_to_the_city():
    erase(enter(), now=NOON)

    assert CityAccount.objects.count() == 0
    assert enter().email == "ada@town.example"


@pytest.mark.django_db
@pytest.mark.parametrize("path", [BEGIN, f"{BEGIN}zurueck/"])
def test_nothing_of_it_is_there_where_the_city_has_none(client, path):
    assert client.get(path).status_code == 404
    assert "Stadt" not in client.get(SIGN_IN).text.partition("<main")[2].partition("</main")[0]


def test_signing_out_may_lead_to_the_provider():
    policy = content_security_policy("", sign_out=CITY.origin)

    assert "form-action 'self' https://login.town.example;" in policy


@pytest.fixture(scope="module")
def provider():
    """A real provider, at this machine."""
    people = [
        oidc_provider_mock.User(sub="ada", claims=ADA | {"sub": "ada"}),
        oidc_provider_mock.User(sub="twice", claims=ADA | {"sub": "twice", "amr": ["mfa"]}),
        oidc_provider_mock.User(sub="citizen", claims=ADA | {"sub": "citizen", "groups": []}),
    ]
    with oidc_provider_mock.run_server_in_thread(user_claims=people) as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture
def city(provider, settings):
    settings.FADEN_SECOND_FACTOR = True
    settings.FADEN_OIDC = CitySignIn(
        provider, "faden", "secret", CITY.domains, staff=CITY.staff, roles=CITY.roles
    )
    return settings.FADEN_OIDC


def sign_in_by_city(client: Client, who: str, target: str = ""):
    """Go the whole way, as a browser does: there, the provider's form, back."""
    there = client.get(BEGIN, {"next": target})
    assert there.status_code == 302, there
    back = requests.post(there["Location"], {"sub": who}, allow_redirects=False, timeout=5)
    return client.get(back.headers["Location"].removeprefix("http://localhost:8000"))


@pytest.mark.django_db
def test_staff_sign_in_by_the_city_and_out_again(client, city):
    assert BEGIN in client.get(f"{SIGN_IN}?next={TEAM}").text

    entered = sign_in_by_city(client, "twice", TEAM)

    assert (entered.status_code, entered["Location"]) == (303, TEAM)
    assert client.get(TEAM).status_code == 200
    assert client.session.get_expiry_age() <= 10 * 3600
    left = client.post("/konto/ausloggen/")
    assert left["Location"].startswith(f"{city.issuer}/oauth2/end_session?id_token_hint=")
    assert client.get("/konto/").status_code == 302


@pytest.mark.django_db
def test_without_a_second_factor_of_the_city_the_team_asks_for_one_of_its_own(client, city):
    sign_in_by_city(client, "ada")

    assert client.get("/konto/").status_code == 200
    assert client.get(TEAM)["Location"] == "/konto/zweiter-faktor/?next=%2Fteam%2F"
    assert "current_password" not in client.get("/konto/loeschen/").text


@pytest.mark.django_db
def test_an_own_second_factor_is_asked_where_the_city_asked_none(client, city):
    ada = a_person(email="ada@town.example")
    actions.add_app(ada, "JBSWY3DPEHPK3PXP")

    entered = sign_in_by_city(client, "ada")

    assert entered["Location"] == "/konto/einloggen/zweiter-faktor/"
    assert client.get("/konto/").status_code == 302


@pytest.mark.django_db
def test_who_is_not_of_the_staff_is_sent_back_with_the_reason(client, city):
    refused = sign_in_by_city(client, "citizen")

    assert refused["Location"] == SIGN_IN
    assert str(rules.NOT_STAFF) in client.get(SIGN_IN).text
    assert Person.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["", "?code=forged&state=forged", "?error=access_denied"])
def test_an_answer_that_nobody_asked_for_opens_nothing(client, city, query):
    refused = client.get(f"{BEGIN}zurueck/{query}")

    assert refused["Location"] == SIGN_IN
    assert client.get("/konto/").status_code == 302


@pytest.mark.django_db
def test_a_provider_that_does_not_answer_is_said(client, settings):
    settings.FADEN_OIDC = CitySignIn("http://localhost:9", "faden", "secret", CITY.domains)

    assert client.get(BEGIN)["Location"] == SIGN_IN
    assert "IT-Abteilung" in client.get(SIGN_IN).text


@pytest.fixture
def ada_of_staff(settings):
    """Works for the city, where passwords of staff are switched off."""
    settings.FADEN_OIDC, settings.FADEN_STAFF_PASSWORDS = CITY, False
    ada = a_person(email="ada@town.example")
    a_role(Role.ADMINISTRATOR, None, ada)
    return ada


def by_password(client, email="ada@town.example"):
    return client.post(SIGN_IN, {"login": email, "password": PASSWORD})


@pytest.mark.django_db
def test_the_password_of_staff_opens_nothing_and_that_of_citizens_does(client, ada_of_staff):
    a_person(email="berta@example.org")

    assert str(rules.CITY_ONLY) in by_password(client).text
    assert by_password(client, "berta@example.org").status_code == 302


@pytest.mark.django_db
def test_a_session_that_a_password_opened_before_holds_no_role(client, ada_of_staff):
    client.force_login(ada_of_staff)

    assert client.get(TEAM)["Location"] == f"{reverse('account_city')}?next=%2Fteam%2F"


@pytest.mark.django_db
def test_the_emergency_account_opens_by_its_password_and_everybody_is_told(
    client, ada_of_staff, mails, caplog
):
    eve = a_person(email="eve@town.example")
    a_role(Role.ADMINISTRATOR, None, eve)
    call_command("emergency_account", "ada@town.example")

    assert by_password(client).status_code == 302

    assert client.get(TEAM).status_code == 200
    assert [entry.action for entry in log_of(ada_of_staff)][-1] == "account.use_emergency"
    told = [address for address, template, _ in mails() if template.endswith("emergency_used")]
    assert told == ["ada@town.example", "eve@town.example"]
    assert "ada" not in caplog.text


@pytest.mark.django_db
def test_there_is_one_emergency_account_at_most(ada_of_staff):
    eve = a_person(email="eve@town.example")
    call_command("emergency_account", "ada@town.example")

    call_command("emergency_account", "eve@town.example")

    assert (hasattr(ada_of_staff, "emergency"), hasattr(eve, "emergency")) == (False, True)
