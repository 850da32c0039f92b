"""The pages: what they show to whom, and at which cost."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from faden.backbone.items.models import Item
from faden.backbone.people.models import Person
from faden.backbone.people.tests.factories import NOON, a_person
from faden.backbone.places.tests.factories import a_place
from faden.backbone.processes.rules import Role
from faden.backbone.processes.tests.factories import a_process, a_role
from faden.participation.background import actions, queries
from faden.participation.background.models import Question
from faden.participation.background.tests.factories import (
    a_frequent_question,
    a_process_with_questions,
    a_question,
    a_term,
    an_answered_question,
)

pytestmark = pytest.mark.django_db
PAGE = "/en/beteiligungen/fluss/hintergrund/"
TEAM = "/en/team/beteiligungen/fluss/hintergrund/"
MOST = 12  # queries


@pytest.fixture
def process():
    a_place()
    return a_process_with_questions(title="Fluss", description="Das Leitbild zählt.")


@pytest.fixture
def manager(client, process):
    manager = a_role(Role.PROCESS_MANAGER, process)
    client.force_login(manager)
    return manager


def html(answer) -> str:
    return answer.content.decode()


def n_queries(client, address) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_the_page_shows_background_answers_open_questions_and_terms(client, process):
    actions.set_background(process, "Das Leitbild gilt.", answer_days=14, actor=None, now=NOON)
    a_term(process)
    a_frequent_question(process, "Was kostet es?")
    an_answered_question(process, "Wann fährt der Bus?", "Um acht.")
    a_question(process, "Wer plant das?")

    shown = html(client.get(PAGE))

    for words in ("Was kostet es?", "Nichts.", "Um acht.", "Wer plant das?", "18 May 2026"):
        assert words in shown
    assert f'<a class="faden-term" href="{PAGE}#begriff-leitbild">Leitbild</a> gilt.' in shown
    assert 'id="begriff-leitbild"' in shown


def test_the_page_of_the_process_leads_to_it_and_explains_its_terms(client, process):
    a_term(process)
    a_frequent_question(process, "Was kostet es?")

    shown = html(client.get("/en/beteiligungen/fluss/"))

    assert "Was kostet es?" in shown
    assert f'{PAGE}#begriff-leitbild">Leitbild</a> zählt.' in shown


def test_a_visitor_asks_without_an_account(client, process):
    typed = {"title": "Wann fährt der Bus?", "text": "", "name": "Anna"}

    answer = client.post(f"{PAGE}fragen/neu/", typed, follow=True)

    assert "Your question can be read here by everybody." in html(answer)
    assert "Anna" in html(answer)
    assert Question.objects.get().author.email is None


def test_a_question_that_is_too_short_is_said_beside_the_field(client, process):
    answer = client.post(f"{PAGE}fragen/neu/", {"title": "Wie?", "text": "Bleibt", "name": ""})

    assert answer.status_code == 422
    assert "Bleibt" in html(answer)


def test_where_nobody_can_ask_the_page_says_why(client):
    a_place()
    a_process(title="Fluss")

    assert "This is not planned in this process." in html(client.get(f"{PAGE}fragen/neu/"))
    assert client.post(f"{PAGE}fragen/neu/", {"title": "Wann fährt er?"}).status_code == 409


def test_a_wrong_address_leads_to_the_right_one(client, process):
    question = a_question(process)

    answer = client.get(f"/en/fragen/{question.pk}-falsch/")

    assert answer.headers["Location"] == f"/en/fragen/{question.pk}-wann-faehrt-der-bus/"


def test_the_office_answers_in_the_browser(client, process, manager):
    question = a_question(process)

    answer = client.post(
        f"/en/team/fragen/{question.pk}/", {"answer": "Um **acht**.", "unit": ""}, follow=True
    )

    assert "Um <strong>acht</strong>." in html(answer)


def test_the_team_writes_text_terms_and_frequent_questions(client, process, manager):
    client.post(f"{TEAM}text/", {"text": "Es begann 2019.", "answer_days": "5"})
    client.post(
        f"{TEAM}begriffe/neu/", {"word": "Index", "other_forms": "", "explanation": "Eine Zahl."}
    )
    client.post(f"{TEAM}fragen/neu/", {"title": "Was kostet es?", "answer": "Nichts.", "unit": ""})

    shown = html(client.get(TEAM))
    assert queries.background_of(process).answer_days == 5
    for words in ("Es begann 2019.", "Index", "Was kostet es?"):
        assert words in shown


@pytest.mark.parametrize("path", ["", "text/", "begriffe/neu/", "fragen/neu/"])
def test_strangers_find_no_page_of_the_team(client, process, path):
    client.force_login(a_person())

    assert client.get(f"{TEAM}{path}").status_code == 404


@pytest.mark.parametrize("visitor", ["visitor", "team"])
def test_thirty_questions_cost_what_one_costs(client, process, visitor):
    if visitor == "team":
        client.force_login(a_role(Role.ADMINISTRATOR))
    pages = [PAGE, *(["/en/team/beteiligungen/fluss/fragen/", TEAM] if visitor == "team" else [])]
    _fill(process, 1)
    before = [n_queries(client, page) for page in pages]

    _fill(process, 12)

    assert [n_queries(client, page) for page in pages] == before
    assert max(before) <= MOST


def _fill(process: Item, n: int) -> None:
    person: Person = a_person()
    for number in range(n):
        a_question(process, f"Offene Frage {person.pk} {number}?", person=person)
        an_answered_question(process, f"Frage {person.pk} {number}?", person=person)
        a_frequent_question(process, f"Oft gefragt {person.pk} {number}?")
        a_term(process, f"Wort {person.pk} {number}")
