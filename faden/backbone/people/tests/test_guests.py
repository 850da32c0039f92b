"""Taking part without an account: who a session belongs to, and who it never belongs to."""

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import path

from faden.backbone.audit.guard import arranging
from faden.backbone.people.http import contributor
from faden.backbone.people.models import Person
from faden.backbone.people.tests.factories import NOON, a_guest, a_person, a_unit
from faden.lib.refused import Refusal, Refused

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


def look(request):
    return HttpResponse("somebody" if request.person else "nobody")


def public(_request):
    return HttpResponse("the same for all")


def act(sent):
    if "refused" in sent:
        raise Refused(Refusal("test.no", "No"))


def contribute(request):
    try:
        with contributor(request, name=request.POST.get("name"), now=NOON) as author:
            act(request.POST)
            return HttpResponse(author.pk)
    except Refused:
        return HttpResponse("refused", status=409)


urlpatterns = [
    path("look/", look),
    path("public/", public),
    path("contribute/", contribute),
]


def authors() -> list[str]:
    return list(Person.objects.order_by("pk").values_list("display_name", flat=True))


def test_reading_leaves_neither_cookie_nor_person_nor_a_page_that_varies(client):
    pages = [client.get("/look/"), client.get("/public/")]

    assert [page.content for page in pages] == [b"nobody", b"the same for all"]
    assert not client.cookies
    assert not any("Cookie" in page.get("Vary", "") for page in pages)
    assert authors() == []


def test_a_guest_begins_with_the_first_contribution_and_is_known_at_the_next(client):
    first = client.post("/contribute/", {"name": "Ada"})
    second = client.post("/contribute/")

    assert first.content == second.content
    assert authors() == ["Ada"]
    assert client.get("/look/").content == b"somebody"


def test_a_contribution_that_is_refused_leaves_nothing_behind(client):
    response = client.post("/contribute/", {"refused": "1"})

    assert response.status_code == 409
    assert authors() == []
    assert not client.cookies


@pytest.mark.parametrize(
    ("names", "guests"),
    [
        ([None, None], [""]),  # rated twice
        ([None, "Ada"], ["Ada"]),  # rated, then wrote
        (["Ada", None, "Ada"], ["Ada"]),
        (["Ada", " Ada  "], ["Ada"]),
        (["Ada", "Ben"], ["Ada", "Ben"]),  # the next one at a shared device
        (["", "Ada"], ["", "Ada"]),  # what was nameless on purpose stays so
        (["Ada", ""], ["Ada", ""]),
        (["Ada", "Ben", "Ben"], ["Ada", "Ben"]),
    ],
)
def test_whoever_signs_otherwise_is_another_guest(client, names, guests):
    for name in names:
        client.post("/contribute/", {} if name is None else {"name": name})

    assert authors() == guests


def test_a_name_that_cannot_be_shown_is_refused_and_the_guest_stays_as_it_is(client):
    client.post("/contribute/")

    refused = client.post("/contribute/", {"name": "ada@example.org"})

    assert refused.status_code == 409
    assert authors() == [""]


def test_other_browsers_are_other_guests(client):
    client.post("/contribute/", {"name": "Ada"})
    Client().post("/contribute/", {"name": "Ben"})

    assert authors() == ["Ada", "Ben"]


def test_the_number_of_a_guest_is_worth_nothing_outside_the_session(client):
    stolen = a_guest()
    client.cookies["guest"] = str(stolen.pk)
    client.cookies["sessionid"] = str(stolen.pk)

    seen = client.get("/look/", {"guest": stolen.pk})

    assert seen.content == b"nobody"


def test_a_session_that_somebody_planted_is_left_at_the_first_contribution(client):
    session = client.session  # made by an attacker, who knows its key
    session["seen"] = True
    session.save()
    planted = session.session_key
    client.cookies["sessionid"] = planted

    client.post("/contribute/", {"name": "Ada"})

    assert client.cookies["sessionid"].value != planted
    client.cookies["sessionid"] = planted
    assert client.get("/look/").content == b"nobody"


@pytest.mark.parametrize(
    "become",
    [
        {"email": "ada@example.org", "email_confirmed_at": NOON},
        {"erased_at": NOON, "is_active": False},
        {"is_active": False},
        {"kind": Person.Kind.UNIT},
    ],
)
def test_a_session_is_no_guests_any_more_when_the_row_becomes_something_else(client, become):
    client.post("/contribute/")
    with arranging():
        Person.objects.update(**become)

    assert client.get("/look/").content == b"nobody"


@pytest.mark.parametrize("value", ["1", [1], {"pk": 1}, None, True, 10**30])
def test_nonsense_in_a_session_is_nobody(client, value):
    session = client.session
    session["guest"] = value
    session.save()
    client.cookies["sessionid"] = session.session_key

    assert client.get("/look/").content == b"nobody"


def test_an_office_cannot_be_a_guest(client):
    session = client.session
    session["guest"] = a_unit().pk
    session.save()
    client.cookies["sessionid"] = session.session_key

    assert client.get("/look/").content == b"nobody"


@pytest.mark.parametrize(
    ("facts", "seen"),
    [
        ({}, b"somebody"),
        ({"is_active": False}, b"nobody"),
        ({"email_confirmed_at": None}, b"nobody"),
        ({"email": None, "email_confirmed_at": None}, b"nobody"),
    ],
)
def test_only_active_accounts_with_a_confirmed_address_are_signed_in(client, facts, seen):
    client.force_login(a_person(**facts))

    assert client.get("/look/").content == seen


def test_looking_who_it_is_costs_two_queries_once(client, django_assert_num_queries):
    client.force_login(a_person())

    with django_assert_num_queries(2):
        client.get("/look/")


def test_who_it_is_is_not_looked_up_on_a_page_that_does_not_ask(client, django_assert_num_queries):
    client.force_login(a_person())

    with django_assert_num_queries(1):  # the session, where the proof against forged forms lies
        client.get("/public/")
