"""The orders of the list: contested, shuffled, best matches; and what hides with the ratings."""

from datetime import date, timedelta

import pytest

from faden.backbone.people.tests.factories import NOON, a_guest, a_person
from faden.backbone.processes.tests.factories import (
    FAR_OFF,
    GUEST,
    LONG_AGO,
    a_phase,
    an_open_process,
)
from faden.participation.ideas.queries import Found, Selection, idea_page
from faden.participation.ideas.tests.factories import an_idea
from faden.participation.ideas.tests.listing import (
    LIST,
    ideas_by_minute,
    orders_offered,
    set_counters,
    titles,
)

pytestmark = pytest.mark.django_db
TODAY, TOMORROW = date(2026, 5, 4), date(2026, 5, 5)


@pytest.fixture
def process():
    return an_open_process(title="Fluss")


def test_contested_is_where_many_are_for_and_as_many_against(client, process):
    counts = {"Loved": (90, 2), "Torn": (20, 30), "Hated": (1, 99), "Small": (3, 3)}
    for idea in ideas_by_minute(process, *counts):
        set_counters(idea, n_up=counts[idea.title][0], n_down=counts[idea.title][1])

    assert titles(client, "?sortierung=umstritten") == ["Torn", "Small", "Loved", "Hated"]


def shuffled(process, *, person=None, day=TODAY, number=1) -> list[int]:
    selection = Selection(order="zufall", person=person, day=day)
    page, _n_all = idea_page(Found(process, selection), number)
    return [card.idea.pk for card in page]


def test_a_shuffle_is_the_same_for_everybody_and_another_one_tomorrow(process):
    ideas_by_minute(process, *(f"Idea {n}" for n in range(20)))

    today = shuffled(process)

    assert shuffled(process) == shuffled(process, person=a_guest()) == today
    assert sorted(today) != today
    assert sorted(today, reverse=True) != today
    assert shuffled(process, day=TOMORROW) != today
    assert sorted(shuffled(process, day=TOMORROW)) == sorted(today)


def test_people_with_an_account_have_a_shuffle_of_their_own(process):
    ideas_by_minute(process, *(f"Idea {n}" for n in range(20)))
    one, other = a_person(), a_person()

    orders = [shuffled(process, person=person) for person in (None, one, other, one)]

    assert orders[1] == orders[3]
    assert len({tuple(order) for order in orders}) == 3


def test_a_shuffle_goes_on_over_pages_and_shows_each_idea_once(process):
    ideas = ideas_by_minute(process, *(f"Idea {n}" for n in range(45)))

    found = [pk for number in (1, 2, 3) for pk in shuffled(process, number=number)]

    assert sorted(found) == sorted(idea.pk for idea in ideas)


def test_a_shuffle_gives_each_idea_its_chance(process):
    """Each of 4 comes first between 9 and 41 times in 100 days; 25 are expected."""
    ideas_by_minute(process, *(f"Idea {n}" for n in range(4)))

    firsts = [shuffled(process, day=TODAY + timedelta(days=n))[0] for n in range(100)]

    times = {pk: firsts.count(pk) for pk in set(firsts)}
    assert len(times) == 4
    assert all(9 < n < 41 for n in times.values()), times


def test_whoever_searches_gets_the_best_match_first(client, process):
    an_idea(process, title="Bäume am Weg", text="Und ein Brunnen zwischen ihnen, aus Stein.")
    an_idea(process, title="Ein Brunnen", text="Auf dem Markt.", now=NOON + timedelta(minutes=1))
    an_idea(process, title="Ein Haus", text="Mit einem Brunnen.", now=NOON + timedelta(minutes=2))

    assert titles(client, "?q=brunnen")[0] == "Ein Brunnen"
    assert titles(client, "?q=brunnen&sortierung=neu")[0] == "Ein Haus"
    assert titles(client, "?q=brunnen&sortierung=treffer")[0] == "Ein Brunnen"


def test_best_matches_are_offered_with_a_search_only(client, process):
    an_idea(process, title="Ein Brunnen")

    without, searching = client.get(LIST).text, client.get(f"{LIST}?q=brunnen").text

    assert orders_offered(without) == [
        "Newest",
        "Most positive",
        "Most discussed",
        "Contested",
        "Shuffled",
    ]
    assert orders_offered(searching) == ["Best matches", *orders_offered(without)]
    assert titles(client, "?sortierung=treffer") == ["Ein Brunnen"]


def test_best_matches_go_on_over_pages(client, process):
    for number in range(25):
        an_idea(process, title=f"Brunnen {number}", text="Wasser " * number)

    first, second = titles(client, "?q=brunnen"), titles(client, "?q=brunnen&seite=2")

    assert (len(first), len(second)) == (20, 5)
    assert len({*first, *second}) == 25


@pytest.fixture
def secretive(client):
    """A process whose phase hides the ratings, with a loved idea and a newer one."""
    process = an_open_process(title="Fluss")
    a_phase(process, {"idea.rate": GUEST}, hides_ratings=True, ends_at=FAR_OFF)
    loved, _newer = ideas_by_minute(process, "Loved", "Newer", latitude=51.9, longitude=8.8)
    set_counters(loved, n_up=4711, n_down=4712, n_comments=3)
    return process


def test_hidden_counts_are_on_no_card_and_the_page_says_until_when(client, secretive):
    page = client.get(LIST).text

    assert "4,711" not in page
    assert "4,712" not in page
    assert "faden-rating" not in page
    assert "How ideas were rated is shown after 1 January 2999." in page


@pytest.mark.parametrize("order", ["zustimmung", "umstritten"])
def test_orders_by_hidden_counts_are_not_offered_and_refused(client, secretive, order):
    page = client.get(f"{LIST}?sortierung={order}").text

    assert orders_offered(page) == ["Newest", "Most discussed", "Shuffled"]
    assert titles(client, f"?sortierung={order}") == ["Newer", "Loved"]
    assert 'aria-current="true">Newest</a>' in page


@pytest.mark.parametrize("query", ["karte/", "karte.geojson", "feed.atom"])
def test_hidden_counts_are_in_no_other_shape_of_the_list(client, secretive, query):
    answer = client.get(LIST + query).text

    assert "471" not in answer.replace("4712-", "")
    assert "Loved" in answer


def test_counts_are_shown_again_when_the_phase_has_ended(client, process):
    ended = NOON.replace(year=2021)
    a_phase(process, {"idea.rate": GUEST}, hides_ratings=True, starts_at=LONG_AGO, ends_at=ended)
    set_counters(an_idea(process), n_up=4711)

    assert "4,711" in client.get(LIST).text


def test_where_people_can_only_be_in_favour_nothing_is_against(client):
    process = an_open_process(title="Fluss", rating_mode="up_only")
    set_counters(an_idea(process), n_up=12, n_down=34)

    page = client.get(LIST).text

    assert "against" not in page
    assert "34" not in page.split('class="faden-ideas"')[1].split("</ul>")[1]
    assert "in favour" in page
    assert "Contested" not in orders_offered(page)
    assert titles(client, "?sortierung=umstritten") == titles(client)
