"""What pages of ideas cost: as many queries for thirty rows as for one, whoever asks."""

import pytest
from django.db import connection
from django.test import Client
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


@pytest.fixture
def askers() -> dict[str, Client]:
    """Browsers of a visitor, a citizen and one of the team."""
    browsers = {who: Client() for who in ("visitor", "citizen", "team")}
    browsers["citizen"].force_login(a_person())
    browsers["team"].force_login(a_role(Role.ADMINISTRATOR))
    return browsers


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


def costs(askers: dict[str, Client], urls: list[str]) -> dict[tuple[str, str], int]:
    """How many queries each page takes for each of them."""
    return {(who, url): n_queries(client, url) for who, client in askers.items() for url in urls}


def test_lists_and_forms(process, askers):
    lists, form, table = [f"{LIST}{path}" for path in LISTS], f"{LIST}neu/", f"/team{LIST}"
    team = {"team": askers["team"]}
    a_full_idea(process, 0)
    with_one = costs(askers, [*lists, form]) | costs(team, [table])
    for number in range(1, 30):
        a_full_idea(process, number)

    with_thirty = costs(askers, [*lists, form]) | costs(team, [table])
    with CaptureQueriesContext(connection) as queries:
        askers["visitor"].post(f"{LIST}aehnlich/", {"title": "Bank"})

    most = dict.fromkeys(lists, MOST_ON_THE_LIST) | {
        form: MOST_ON_ANY_PAGE,
        table: MOST_ON_ANY_PAGE + 1,  # besides, the filters that were saved
    }
    too_many = {
        key: (with_one[key], n)
        for key, n in with_thirty.items()
        if not n <= with_one[key] <= most[key[1]]
    }
    assert too_many == {}
    assert len(queries) <= MOST_ON_THE_FORM_AGAIN


def test_the_page_of_an_idea(process, askers):
    idea = a_full_idea(process, 0)
    a_comment(idea)
    url = idea.get_absolute_url()
    of_one = costs(askers, [url])
    for minute in range(1, 30):
        a_comment(idea, a_guest() if minute % 2 else None, minute=minute)
        an_outcome(idea)

    of_thirty = costs(askers, [url])

    assert all(n <= of_one[key] <= MOST_ON_ANY_PAGE for key, n in of_thirty.items()), of_one


def test_an_idea_without_anything_asks_only_what_was_promised(client, process):
    full, bare = a_full_idea(process, 0), an_idea(process)

    of_both = [n_queries(client, idea.get_absolute_url()) for idea in (full, bare)]

    assert of_both[1] <= of_both[0] + 1
