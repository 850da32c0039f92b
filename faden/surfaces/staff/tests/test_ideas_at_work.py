"""What the team does with ideas from their table, and what their pages say of it."""

import pytest
import time_machine

from faden.backbone.people.tests.factories import NOON
from faden.backbone.processes.rules import Role
from faden.backbone.processes.tests.factories import a_role, an_open_process
from faden.participation.ideas.tests.factories import an_idea
from faden.shared.assignments.models import Assignment
from faden.shared.assignments.tests.factories import DUE, an_office
from faden.shared.outcomes.actions import promise
from faden.shared.outcomes.tests.factories import UNTIL, an_outcome

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _noon():
    with time_machine.travel(NOON, tick=False):
        yield


def test_many_are_assigned_from_the_table_of_ideas(client):
    process = an_open_process(title="Offen")
    ideas = [an_idea(process, title=f"Idea {n}") for n in range(3)]
    client.force_login(a_role(Role.PROCESS_MANAGER, process))
    office = an_office()
    chosen = {"bulk": "assign", "row": [idea.pk for idea in ideas], "confirmed": "1"}

    client.post(
        "/en/team/beteiligungen/offen/ideen/",
        chosen | {"unit": office.pk, "due_on": DUE.isoformat(), "note": ""},
    )
    page = client.get("/en/team/beteiligungen/offen/ideen/").text

    assert Assignment.objects.filter(closed_at=None).count() == 3
    assert page.count(">Tiefbau<") == 3


def test_the_table_of_ideas_leads_to_one_answer_for_the_chosen(client):
    chosen = [an_idea(title="Other")]
    table = f"/en/team/beteiligungen/{chosen[0].process.slug}/ideen/"
    client.force_login(a_role(Role.PROCESS_MANAGER, chosen[0].process.as_process))

    answer = client.post(table, {"bulk": "answer", "row": [chosen[0].pk]})

    assert answer.status_code == 303
    assert answer.headers["Location"].endswith(f"/antworten/neu/{chosen[0].pk}/")


def test_when_the_promised_day_has_passed_the_pages_say_so(client):
    idea = an_idea(an_open_process(title="Offen"))
    process = idea.process.as_process
    promise(process, UNTIL, actor=None, now=NOON)

    with time_machine.travel(NOON.replace(month=7)):
        pages = [client.get(path).text for path in ("/en/beteiligungen/offen/", _path(idea))]
        an_outcome(idea)
        answered = client.get(_path(idea)).text

    assert all("This day has passed." in page for page in pages)
    assert "This day has passed." not in answered


def _path(idea) -> str:
    return "/en" + idea.get_absolute_url().removeprefix("/en")
