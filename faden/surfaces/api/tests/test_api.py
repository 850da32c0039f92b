"""What programs are answered: the same as people read, and nothing that is not public."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from faden.backbone.audit.guard import arranging
from faden.backbone.items.models import Item
from faden.backbone.people.models import Person
from faden.backbone.people.tests.factories import a_person
from faden.backbone.places.tests.factories import a_place
from faden.backbone.processes import actions as processes
from faden.backbone.processes.models import Process
from faden.backbone.processes.rules import Role
from faden.backbone.processes.tests.factories import (
    GUEST,
    a_phase,
    a_role,
    an_action_field,
    an_open_process,
)
from faden.participation.ideas.tests.factories import an_idea
from faden.shared.comments.tests.factories import a_comment
from faden.shared.moderation.actions import hide
from faden.shared.outcomes.tests.factories import an_outcome
from faden.surfaces.api.description import SCHEMAS, openapi

pytestmark = pytest.mark.django_db
NOW = datetime.now(UTC)
API = "/api/v1/"


@pytest.fixture
def process() -> Process:
    a_place()
    return an_open_process(GUEST, title="Wege")


def read(client: Client, address: str) -> Any:
    response = client.get(address)
    assert response.status_code == 200, address
    return json.loads(response.content)


def ids_of(client: Client, address: str) -> list[int]:
    """Read all pages that follow each other."""
    found: list[int] = []
    at: str | None = address
    while at:
        page = read(client, at.replace("http://testserver", ""))
        found += [row["id"] for row in page["items"]]
        at = page["next"]
    return found


@pytest.mark.parametrize("order", ["neu", "zustimmung", "diskussion", "umstritten"])
def test_pages_that_follow_each_other_hold_every_idea_once_in_the_order_of_the_list(
    order, process, client
):
    ideas = [an_idea(process, now=NOW) for _ in range(5)]
    with arranging():
        for number, idea in enumerate(ideas):
            counts = {"n_up": number % 2, "n_down": number % 3, "n_comments": number % 2}
            Item.objects.filter(pk=idea.pk).update(**counts)

    found = ids_of(client, f"{API}processes/wege/ideas?limit=2&sortierung={order}")

    whole = [
        row["id"] for row in read(client, f"{API}processes/wege/ideas?sortierung={order}")["items"]
    ]
    assert found == whole
    assert sorted(found) == sorted(idea.pk for idea in ideas)


def test_ideas_are_narrowed_as_on_their_page(process, client):
    topic = an_action_field(process, "Verkehr")
    idea = an_idea(process, action_field=topic, now=NOW)
    an_idea(process, now=NOW)

    assert ids_of(client, f"{API}processes/wege/ideas?thema=verkehr") == [idea.pk]


def test_comments_follow_each_other_by_number(process, client):
    idea = an_idea(process, now=NOW)
    first, second, third = (a_comment(idea) for _ in range(3))

    assert ids_of(client, f"{API}ideas/{idea.pk}/comments?limit=2") == [
        first.pk,
        second.pk,
        third.pk,
    ]


def test_what_is_hidden_is_nowhere(process, client):
    moderator = a_role(Role.MODERATOR, process)
    idea, hidden = an_idea(process, now=NOW), an_idea(process, now=NOW)
    comment = a_comment(idea)
    for item in (hidden, comment):
        hide(item, reason="Werbung.", actor=moderator, now=NOW)

    assert ids_of(client, f"{API}processes/wege/ideas") == [idea.pk]
    assert ids_of(client, f"{API}ideas/{idea.pk}/comments") == []
    assert client.get(f"{API}ideas/{hidden.pk}").status_code == 404


@pytest.mark.parametrize("rest", ["processes/wege/ideas", "ideas/{}", "ideas/{}/comments"])
@pytest.mark.parametrize("visibility", ["invited", "staff"])
def test_a_process_that_is_not_public_is_not_there_not_even_for_its_team(
    rest, visibility, process, client
):
    idea, manager = an_idea(process, now=NOW), a_role(Role.PROCESS_MANAGER, process)
    processes.set_visibility(process, visibility, actor=manager, now=NOW)
    client.force_login(manager)

    assert client.get(API + rest.format(idea.pk)).status_code == 404
    assert read(client, f"{API}processes")["items"] == []


def test_a_name_that_search_engines_are_not_to_find_is_left_out(process, client):
    named, unfound = a_person(display_name="Ada"), a_person(display_name="Berta")
    with arranging():
        Person.objects.filter(pk=unfound.pk).update(keeps_from_search_engines=True)
    ideas = [an_idea(process, person=person, now=NOW) for person in (named, unfound)]

    assert [read(client, f"{API}ideas/{idea.pk}")["author"] for idea in ideas] == ["Ada", None]


def test_hidden_counts_are_hidden_here_as_well(process, client):
    idea = an_idea(process, now=NOW)
    assert read(client, f"{API}ideas/{idea.pk}")["ratings"] == {"for": 0, "against": 0}

    manager, phase = a_role(Role.PROCESS_MANAGER, process), process.phases.get()
    processes.change_phase(phase, hides_ratings=True, actor=manager, now=NOW)

    assert read(client, f"{API}ideas/{idea.pk}")["ratings"] is None


def test_every_answer_is_as_described(process, client):
    idea = an_idea(process, action_field=an_action_field(process, "Verkehr"), now=NOW)
    a_comment(idea)
    an_outcome(idea)
    rows = {
        "Start": read(client, API),
        "Process": read(client, f"{API}processes")["items"][0],
        "Idea": read(client, f"{API}processes/wege/ideas")["items"][0],
        "Comment": read(client, f"{API}ideas/{idea.pk}/comments")["items"][0],
    }

    assert {name: list(row) for name, row in rows.items()} == {
        name: list(SCHEMAS[name]["properties"]) for name in rows
    }


def test_every_described_address_answers(process, client):
    idea = an_idea(process, now=NOW)

    for path in openapi("")["paths"]:
        read(client, API + path.lstrip("/").format(slug="wege", id=idea.pk))
    assert read(client, f"{API}openapi.json")["openapi"] == "3.1.0"


def test_the_licence_is_named_and_everybody_may_read(settings, process, client):
    settings.FADEN_LICENSE = "https://creativecommons.org/licenses/by/4.0/"

    response = client.get(API)

    assert json.loads(response.content)["license"] == settings.FADEN_LICENSE
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert client.get(API, headers={"If-None-Match": response.headers["ETag"]}).status_code == 304


@pytest.mark.parametrize("n", [1, 12])
def test_the_number_of_queries_does_not_grow(n, process, client, django_assert_max_num_queries):
    for _ in range(n):
        idea = an_idea(process, now=NOW)
        a_comment(idea)
    a_phase(process)

    for rest in ("processes", "processes/wege/ideas", f"ideas/{idea.pk}/comments"):
        with django_assert_max_num_queries(8):
            read(client, API + rest)
