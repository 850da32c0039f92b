"""The addresses of accounts: ours, and none of allauth's own."""

import pytest
from allauth.account import urls as allauth_urls
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse

from faden.surfaces.account.urls import urlpatterns

OURS = {pattern.name for pattern in urlpatterns}
THEIRS = {pattern.name for pattern in allauth_urls.urlpatterns}
EXPOSED = {
    "account_login",
    "account_logout",
    "account_signup",
    "account_change_password",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
}
PUBLIC_PAGES = ["anlegen/", "einloggen/", "ausloggen/", "passwort-vergessen/"]
PUBLIC_PAGES += ["passwort-vergessen/gesendet/", "geloescht/"]


def test_only_these_names_of_allauth_lead_somewhere():
    assert OURS & THEIRS == EXPOSED
    for name in THEIRS - EXPOSED:
        with pytest.raises(NoReverseMatch):
            reverse(name)


def test_no_view_of_allauth_is_reached_but_through_ours():
    resolver = get_resolver()
    names = [name for name in resolver.reverse_dict if callable(name)]

    assert not [view for view in names if view.__module__ == "allauth.account.views"]


@pytest.mark.parametrize("path", ["login", "signup", "email", "confirm-email", "inactive"])
@pytest.mark.parametrize("prefix", ["/konto/", "/accounts/", "/en/konto/"])
@pytest.mark.django_db
def test_addresses_that_allauth_would_have_do_not_exist(client, prefix, path):
    assert client.get(f"{prefix}{path}/").status_code == 404


@pytest.mark.parametrize(
    "name",
    ["account/login.html", "account/signup.html", "account/logout.html", "account/email.html"],
)
def test_pages_of_allauth_are_not_even_there(name):
    with pytest.raises(TemplateDoesNotExist):
        get_template(f"account/{name}")


@pytest.mark.django_db
@pytest.mark.parametrize("prefix", ["/konto/", "/en/konto/"])
@pytest.mark.parametrize("page", PUBLIC_PAGES)
def test_public_pages_set_no_cookie(client, prefix, page):
    shown = client.get(prefix + page)

    assert shown.status_code == 200
    assert not shown.cookies


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["anlegen/", "einloggen/", "passwort-vergessen/"])
def test_a_form_from_another_website_is_refused(page):
    strict = Client(enforce_csrf_checks=True)

    forged = strict.post(f"/konto/{page}", {"email": "a"}, HTTP_SEC_FETCH_SITE="cross-site")
    own = strict.post(f"/konto/{page}", {"email": "a"}, HTTP_SEC_FETCH_SITE="same-origin")

    assert (forged.status_code, own.status_code) == (403, 422)


@pytest.mark.django_db
def test_nobody_answers_in_json(client):
    wanted = {"accept": "application/json"}
    typed = {"login": "a", "password": "b"}

    answers = [
        client.post("/konto/einloggen/", typed, headers=wanted),
        client.get("/konto/passwort-neu/1-abc/", headers=wanted),
    ]

    assert all(answer["Content-Type"].startswith("text/html") for answer in answers)
