"""Answering in the browser: who may, what is missing, what was typed."""

import re
from html import unescape

import pytest

from faden.backbone.items.models import Item
from faden.backbone.items.tests.factories import STAFF, an_item_in
from faden.backbone.people.tests.factories import a_person, a_unit
from faden.backbone.processes.rules import Role
from faden.backbone.processes.tests.factories import a_process, a_role
from faden.shared.notifications.models import OutboxMail
from faden.shared.outcomes.models import Outcome
from faden.shared.outcomes.tests.factories import an_outcome, tell_all

pytestmark = pytest.mark.django_db


@pytest.fixture
def idea() -> Item:
    return an_item_in(a_process(title="Fluss"), title="Bänke", author=a_person())


@pytest.fixture
def manager(client, idea):
    """Somebody who may answer, and is signed in."""
    manager = a_role(Role.PROCESS_MANAGER, idea.process.as_process)
    client.force_login(manager)
    return manager


def address(item: Item) -> str:
    return f"/en/team/beitraege/{item.pk}/antwort/"


def what_is_typed(**overrides) -> dict:
    typed = {"code": "declined", "reason": "Too <b>wet</b>.", "decided_on": "2026-05-04"}
    return typed | {"body": "", "unit": a_unit().pk} | overrides


def test_an_answer_is_published_and_the_author_told(client, idea, manager):
    answer = client.post(address(idea), what_is_typed())

    outcome = Outcome.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (
        303,
        f"/en/ideen/{idea.pk}-baenke/#antwort",
    )
    assert (outcome.code, outcome.reason, outcome.is_current) == (
        "declined",
        "Too <b>wet</b>.",
        True,
    )
    tell_all()
    assert OutboxMail.objects.get().recipient == idea.author


def test_the_form_shows_what_it_is_about_and_whether_there_is_an_answer(client, idea, manager):
    an_outcome(idea, manager, code="noted", reason="We look into it.")

    page = client.get(address(idea)).text

    assert "Bänke" in page
    assert "There is an answer already." in page
    assert "We look into it." in page  # to be corrected without typing it again


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("reason", {"reason": ""}),
        ("reason", {"reason": "  \n"}),
        ("reason", {"reason": "x" * 4001}),
        ("body", {"code": "forwarded"}),
        ("body", {"code": "continued", "body": "x" * 151}),
        ("code", {"code": "rejected"}),
        ("code", {"code": ""}),
        ("decided_on", {"decided_on": "soon"}),
        ("decided_on", {"decided_on": "2026-02-30"}),
        ("unit", {"unit": "99999999999999999999"}),
        ("unit", {"unit": "\x00"}),
    ],
)
def test_what_is_missing_is_named_and_what_was_typed_stays(client, idea, manager, field, wrong):
    typed = what_is_typed(**wrong)

    page = client.post(address(idea), typed)

    assert page.status_code == 422
    assert re.search(rf'href="#id_{field}', page.text)
    assert typed["reason"].strip() in unescape(page.text)
    assert not Outcome.objects.exists()


def test_a_citizen_does_not_sign_for_the_city(client, idea, manager):
    page = client.post(address(idea), what_is_typed(unit=a_person().pk))

    assert page.status_code == 422
    assert not Outcome.objects.exists()


@pytest.mark.parametrize("role", [Role.MODERATOR, Role.ON_SITE_TEAM])
def test_who_may_not_answer_is_told_so_and_loses_no_word(client, idea, role):
    client.force_login(a_role(role, idea.process.as_process))

    page = client.post(address(idea), what_is_typed())

    assert page.status_code == 409
    assert "Your role in this process does not include this." in page.text
    assert "Too <b>wet</b>." in unescape(page.text)
    assert "Too <b>wet" not in page.text
    assert not Outcome.objects.exists()


@pytest.mark.parametrize(
    ("somebody", "status"),
    [
        (lambda: None, 302),
        (a_person, 404),
        (lambda: a_role(Role.PROCESS_MANAGER, a_process()), 404),
    ],
    ids=["visitor", "citizen", "team of another process"],
)
def test_others_have_no_such_page(client, idea, somebody, status):
    if person := somebody():
        client.force_login(person)

    assert client.get(address(idea)).status_code == status
    assert client.post(address(idea), what_is_typed()).status_code == status
    assert not Outcome.objects.exists()


def test_the_author_of_a_hidden_item_does_not_answer_it(client):
    author = a_person()
    hidden = an_item_in(a_process(), author=author, visibility=STAFF)
    client.force_login(author)

    assert client.get(address(hidden)).status_code == 404


def test_a_process_itself_is_no_contribution_to_be_answered(client):
    process, statuses = a_process(), []
    for manager in (a_role(Role.EVALUATOR, a_process()), a_role(Role.EVALUATOR, process)):
        client.force_login(manager)
        statuses.append(client.get(address(process)).status_code)

    assert statuses == [404, 404]


@pytest.mark.parametrize("number", ["0", "999", "99999999999999999999"])
def test_what_does_not_exist_is_not_answered(client, manager, number):
    assert client.get(f"/team/beitraege/{number}/antwort/").status_code == 404
