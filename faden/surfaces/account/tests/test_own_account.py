"""The account itself: what is shown, changed, taken away and deleted."""

import json

import pytest
from django.test import Client

from faden.backbone.people.actions import rename
from faden.backbone.people.models import Person
from faden.backbone.people.personal import registered
from faden.backbone.people.tests.factories import PASSWORD, a_guest, a_person

pytestmark = pytest.mark.django_db
OWN_PAGES = ["", "angaben/", "passwort/", "daten/", "loeschen/"]


@pytest.fixture
def ada(client):
    person = a_person(email="ada@example.org", display_name="Ada")
    client.force_login(person)
    return person


@pytest.mark.parametrize("page", OWN_PAGES)
@pytest.mark.parametrize("prefix", ["/konto/", "/en/konto/"])
def test_own_pages_are_for_people_with_an_account(page, prefix):
    sent = Client().get(prefix + page)

    assert sent.status_code == 302
    assert sent["Location"] == f"{prefix}einloggen/?next={prefix}{page}"


@pytest.mark.parametrize("page", OWN_PAGES)
def test_own_pages_are_not_for_guests(client, page):
    session = client.session
    session["guest"] = a_guest().pk
    session.save()
    client.cookies["sessionid"] = session.session_key

    assert client.get(f"/konto/{page}").status_code == 302


@pytest.mark.parametrize("page", OWN_PAGES)
def test_own_pages_are_kept_by_no_browser(client, ada, page):
    own = client.get(f"/konto/{page}")

    assert own.status_code == 200
    assert {"no-store", "private"} <= set(own["Cache-Control"].split(", "))


@pytest.mark.parametrize("page", [page for page in OWN_PAGES if page != "daten/"])
def test_own_pages_ask_little_of_the_database(client, ada, page, django_assert_max_num_queries):
    with django_assert_max_num_queries(5):  # session, person, place, roles; mails that came back
        client.get(f"/konto/{page}")


@pytest.mark.parametrize("renamed", [1, 30])
def test_own_data_cost_as_many_queries_as_there_are_kinds_of_them(
    client, ada, renamed, django_assert_max_num_queries
):
    for number in range(renamed):
        rename(ada, f"Ada {number}")

    with django_assert_max_num_queries(len(registered()) + 2):  # and session, person
        client.get("/konto/daten/")


def test_the_overview_shows_what_is_known(client, ada):
    page = client.get("/konto/")

    assert all(fact in page.text for fact in ("Ada", "ada@example.org"))


def test_name_and_language_can_be_changed(client, ada):
    changed = client.post("/konto/angaben/", {"display_name": " Ada  L. ", "language": "en"})

    assert changed["Location"] == "/konto/"
    person = Person.objects.get()
    assert (person.display_name, person.language) == ("Ada L.", "en")


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"display_name": ""}, "display_name"),
        ({"display_name": "ada@example.org"}, "display_name"),
        ({"display_name": "x" * 61}, "display_name"),
        ({"language": "xx"}, "language"),
    ],
)
def test_details_that_do_not_fit_are_refused_and_kept_in_the_form(client, ada, typed, field):
    page = client.post("/konto/angaben/", {"display_name": "New", "language": "de"} | typed)

    assert page.status_code == 422
    assert list(page.context["form"].errors) == [field]
    assert Person.objects.get().display_name == "Ada"


def test_a_name_can_be_changed_five_times_an_hour(client, ada):
    statuses = [
        client.post(
            "/konto/angaben/", {"display_name": f"Ada {number}", "language": "de"}
        ).status_code
        for number in range(6)
    ]

    assert statuses == [303] * 5 + [409]


def test_own_data_can_be_taken_away(client, ada):
    downloaded = client.get("/konto/daten/")

    assert downloaded["Content-Disposition"] == 'attachment; filename="meine-daten.json"'
    assert json.loads(downloaded.content)["people.person"][0]["email"] == "ada@example.org"


def test_deleting_needs_the_password(client, ada):
    page = client.post("/konto/loeschen/", {"current_password": "wrong words here"})

    assert page.status_code == 422
    assert Person.objects.get().is_active


def test_deleting_ends_the_account_and_every_session(client, ada):
    elsewhere = Client()
    elsewhere.force_login(ada)

    deleted = client.post("/konto/loeschen/", {"current_password": PASSWORD})
    page = client.get(deleted["Location"])

    assert deleted["Location"] == "/konto/geloescht/"
    assert page.status_code == 200
    assert client.cookies["sessionid"].value == ""
    assert (client.get("/konto/").status_code, elsewhere.get("/konto/").status_code) == (302, 302)
    person = Person.objects.get()
    assert (person.email, person.display_name, person.is_active) == (None, "", False)
    typed = {"login": "ada@example.org", "password": PASSWORD}
    assert Client().post("/konto/einloggen/", typed).status_code == 422
