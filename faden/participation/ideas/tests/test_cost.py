"""What pages of ideas cost: as many queries for thirty rows as for one, whoever asks."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from faden.backbone.people.tests.factories import NOON, a_guest, a_person
from faden.backbone.places.tests.factories import a_district, a_place
from faden.backbone.processes.rules import Role
from faden.backbone.processes.tests.factories import (
    a_milestone,
    a_role,
    an_action_field,
    an_open_process,
)
from faden.participation.ideas.models import Idea
from faden.participation.ideas.tests.factories import an_idea
from faden.shared.comments.tests.factories import a_comment
from faden.shared.outcomes.tests.factories import an_outcome
from faden.shared.ratings.actions import rate

pytestmark = pytest.mark.django_db
MOST_ON_ANY_PAGE, MOST_ON_THE_LIST = 12, 8
MOST_ON_THE_FORM_AGAIN = 14  # what is alike takes four
LIST = "/beteiligungen/fluss/ideen/"
LISTS = [
    "",
    "?sortierung=zustimmung",
    "?sortierung=umstritten",
    "?sortierung=zufall",
    "?thema=feld-0&stand=zur-kenntnis-genommen&herkunft=online",
    "?meine=ja",
    "?q=bank",
    "?q=bank&sortierung=neu&thema=feld-0&stand=wartet",
    "?q=ban",
    "karte/",
    "karte/?q=bank",
    "karte.geojson?q=bank",
    "feed.atom",
    "feed.atom?q=bank&thema=feld-0",
]


@pytest.fixture
def process():
    a_place()
    process = an_open_process(title="Fluss")
    a_milestone(process)
    return process


VISITORS: dict[str, Callable] = {
    "visitor": lambda: None,
    "citizen": a_person,
    "team": lambda: a_role(Role.ADMINISTRATOR),
}


@pytest.fixture(params=VISITORS)
def asker(request, client) -> str:
    """Who asks; the client is signed in accordingly."""
    if person := VISITORS[request.param]():
        client.force_login(person)
    return request.param


def n_queries(client, url: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        page = client.get(url)
    assert page.status_code == 200, url
    return len(queries)


def a_full_idea(process, number: int) -> Idea:
    """An idea with everything that a page can show of it."""
    idea = an_idea(
        process,
        title=f"Bank {number}",
        action_field=an_action_field(process, name=f"Feld {number}"),
        district=a_district(),
    )
    for person in (a_person(), a_guest()):
        rate(idea, 1, person=person, now=NOON)
    an_outcome(idea)
    return idea


def test_the_list(client, process, asker):
    a_full_idea(process, 0)
    addresses = [f"{LIST}{path}" for path in LISTS]
    with_one = {address: n_queries(client, address) for address in addresses}
    for number in range(1, 30):
        a_full_idea(process, number)

    with_thirty = {address: n_queries(client, address) for address in addresses}

    assert all(with_thirty[url] <= with_one[url] <= MOST_ON_THE_LIST for url in addresses), (
        with_one,
        with_thirty,
    )


def test_the_page_of_an_idea(client, process, asker):
    idea = a_full_idea(process, 0)
    a_comment(idea)
    n_of_one = n_queries(client, idea.get_absolute_url())
    for minute in range(1, 30):
        a_comment(idea, a_guest() if minute % 2 else None, minute=minute)
        an_outcome(idea)

    n_of_thirty = n_queries(client, idea.get_absolute_url())

    assert n_of_thirty <= n_of_one <= MOST_ON_ANY_PAGE


def test_the_form_with_similar_ideas(client, process, asker):
    a_full_idea(process, 0)
    n_of_one = n_queries(client, f"{LIST}neu/")
    for number in range(1, 30):
        a_full_idea(process, number)

    n_of_thirty = n_queries(client, f"{LIST}neu/")
    with CaptureQueriesContext(connection) as queries:
        client.post(f"{LIST}aehnlich/", {"title": "Bank"})

    assert n_of_thirty <= n_of_one <= MOST_ON_ANY_PAGE
    assert len(queries) <= MOST_ON_THE_FORM_AGAIN


def test_the_teams_table(client, process):
    client.force_login(a_role(Role.ADMINISTRATOR))
    a_full_idea(process, 0)
    n_of_one = n_queries(client, f"/team{LIST}")
    for number in range(1, 30):
        a_full_idea(process, number)

    n_of_thirty = n_queries(client, f"/team{LIST}")

    assert n_of_thirty <= n_of_one <= MOST_ON_ANY_PAGE + 1  # besides, the filters that were saved


def test_an_idea_without_anything_asks_only_what_was_promised(client, process):
    full, bare = a_full_idea(process, 0), an_idea(process)

    of_both = [n_queries(client, idea.get_absolute_url()) for idea in (full, bare)]

    assert of_both[1] <= of_both[0] + 1
