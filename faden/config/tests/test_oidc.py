"""The sign-in of the city, as the environment describes it."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from faden.backbone.processes.rules import Role
from faden.config import oidc

COMPLETE = {
    "FADEN_OIDC_ISSUER": "https://login.town.example/realms/staff",
    "FADEN_OIDC_CLIENT_ID": "faden",
    "FADEN_OIDC_DOMAINS": "Town.example, stadtwerke.example",
    "FADEN_OIDC_ROLES": "moderator=dialog-moderation, administrator=dialog-it",
}


@pytest.fixture
def complete(monkeypatch, tmp_path):
    """The environment of a city that has it, the secret in a file."""
    (tmp_path / "secret").write_text("from the file\n")
    monkeypatch.setenv("FADEN_OIDC_CLIENT_SECRET_FILE", str(tmp_path / "secret"))
    for name, value in COMPLETE.items():
        monkeypatch.setenv(name, value)
    return monkeypatch


def test_it_is_read_from_the_environment_and_the_secret_from_a_file(complete):
    city = oidc.city_sign_in()

    assert (city.client_secret, city.origin) == ("from the file", "https://login.town.example")
    assert city.domains == {"town.example", "stadtwerke.example"}
    assert dict(city.roles) == {"dialog-moderation": "moderator", "dialog-it": "administrator"}


def test_there_is_none_without_an_issuer():
    assert oidc.city_sign_in() is None


@pytest.mark.parametrize(
    ("name", "value", "begins"),
    [
        ("FADEN_OIDC_ISSUER", "http://login.town.example", "FADEN_OIDC_ISSUER is 'http"),
        ("FADEN_OIDC_CLIENT_ID", "", "FADEN_OIDC_CLIENT_ID is missing"),
        ("FADEN_OIDC_DOMAINS", "", "FADEN_OIDC_DOMAINS is missing"),
        ("FADEN_OIDC_ROLES", "king=all", "FADEN_OIDC_ROLES holds 'king=all'"),
    ],
)
def test_what_is_wrong_stops_the_start_and_is_named(complete, name, value, begins):
    complete.setenv(name, value)

    with pytest.raises(ImproperlyConfigured, match=f"^{begins}"):
        oidc.city_sign_in()


def test_passwords_of_staff_are_switched_off_only_where_the_city_signs_in(monkeypatch):
    monkeypatch.setenv("FADEN_STAFF_PASSWORDS", "0")

    with pytest.raises(ImproperlyConfigured, match="FADEN_OIDC_ISSUER"):
        oidc.staff_passwords(None)


def test_every_role_can_be_given_by_a_group():
    assert set(oidc.ROLES) == set(Role.values)
