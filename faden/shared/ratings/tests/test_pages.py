"""Rating in the browser: buttons that say what will be, not what changes."""

import pytest
import time_machine
from django.contrib.sessions.models import Session

from faden.backbone.items.actions import set_visibility
from faden.backbone.items.models import Item
from faden.backbone.items.tests.factories import STAFF, an_item_in
from faden.backbone.people.limits import LIMITS, take
from faden.backbone.people.models import Person
from faden.backbone.people.tests.factories import NOON, a_person
from faden.backbone.processes.tests.factories import GUEST, REGISTERED, an_open_process
from faden.shared.ratings.models import Rating
from faden.shared.ratings.queries import guest_tally

pytestmark = pytest.mark.django_db


@pytest.fixture
def idea() -> Item:
    return an_item_in(an_open_process(REGISTERED), title="Bänke")


@pytest.fixture
def open_idea() -> Item:
    """People without an account may rate this one."""
    return an_item_in(an_open_process(GUEST), title="Bänke")


def press(client, item, value):
    return client.post(f"/en/bewertungen/{item.pk}/", {"wert": value})


def counted(item: Item) -> tuple[int, int]:
    return Item.objects.values_list("n_up", "n_down").get(pk=item.pk)


@pytest.mark.parametrize(
    ("presses", "total"),
    [
        (["dafuer"], (1, 0)),
        (["dagegen"], (0, 1)),
        (["dafuer", "dagegen"], (0, 1)),
        (["dafuer", "keine"], (0, 0)),
        (["dafuer", "dafuer"], (1, 0)),
        (["keine"], (0, 0)),
        (["keine", "keine", "dagegen", "dagegen"], (0, 1)),
    ],
)
def test_what_was_pressed_last_counts_however_often(client, idea, presses, total):
    client.force_login(a_person())

    answers = [press(client, idea, value) for value in presses]

    assert {(a.status_code, a.headers["Location"]) for a in answers} == {
        (303, f"/en/ideen/{idea.pk}-baenke/#bewertung")
    }
    assert counted(idea) == total


def test_a_visitor_rates_as_a_guest_where_the_process_allows_it(client, open_idea):
    answer = press(client, open_idea, "dafuer")
    press(client, open_idea, "dagegen")

    tally = guest_tally(open_idea)
    assert "sessionid" in answer.cookies
    assert Person.objects.get().is_guest
    assert (counted(open_idea), tally.n_up, tally.n_down) == ((0, 0), 0, 1)


def test_a_visitor_who_is_refused_is_told_what_helps_and_stays_a_visitor(client, idea):
    answer = press(client, idea, "dafuer")

    assert answer.status_code == 409
    assert "This is open to people with an account." in answer.text
    assert "/en/konto/einloggen/" in answer.text
    assert ("Set-Cookie" in answer.headers, dict(answer.cookies)) == (False, {})
    assert not Session.objects.exists()
    assert (counted(idea), Rating.objects.count(), Person.objects.count()) == ((0, 0), 0, 0)


def test_a_visitor_whose_rating_is_none_of_the_buttons_stays_a_visitor(client, open_idea):
    answer = press(client, open_idea, "vielleicht")

    assert (answer.status_code, Session.objects.count()) == (400, 0)


def test_the_age_is_said_with_the_first_rating(client):
    idea = an_item_in(an_open_process(GUEST, minimum_age=16))

    unsaid = press(client, idea, "dafuer")
    said = client.post(f"/bewertungen/{idea.pk}/", {"wert": "dafuer", "is_old_enough": "on"})
    later = press(client, idea, "dagegen")

    tally = guest_tally(idea)
    assert [answer.status_code for answer in (unsaid, said, later)] == [409, 303, 303]
    assert (tally.n_up, tally.n_down, Person.objects.get().declared_age) == (0, 1, 16)


def test_where_people_can_only_be_in_favour_nothing_else_is_counted(client):
    idea = an_item_in(an_open_process(REGISTERED, rating_mode="up_only"))
    client.force_login(a_person())

    answers = [press(client, idea, value).status_code for value in ("dafuer", "dagegen")]

    assert (answers, counted(idea)) == ([303, 409], (1, 0))


def test_a_rating_comes_back_to_the_page_and_order_from_which_it_came(client, open_idea):
    answer = client.post(f"/en/bewertungen/{open_idea.pk}/?sortierung=neueste", {"wert": "dafuer"})

    assert answer.headers["Location"] == (
        f"/en/ideen/{open_idea.pk}-baenke/?sortierung=neueste#bewertung"
    )


@pytest.mark.parametrize("value", ["", "ja", "1", "DAFUER", "dafuer "])
def test_another_value_is_no_rating(client, idea, value):
    client.force_login(a_person())

    answer = press(client, idea, value)

    assert answer.status_code == 400
    assert "<h1" in answer.text
    assert counted(idea) == (0, 0)


def test_reading_the_address_rates_nothing(client, idea):
    client.force_login(a_person())

    assert client.get(f"/bewertungen/{idea.pk}/", {"wert": "dafuer"}).status_code == 405
    assert counted(idea) == (0, 0)


def test_what_is_not_public_cannot_be_rated_by_strangers(client, idea):
    set_visibility(idea, STAFF, actor=None)
    client.force_login(a_person())

    assert press(client, idea, "dafuer").status_code == 404


@pytest.mark.parametrize("number", ["0", "999", "99999999999999999999"])
def test_what_does_not_exist_cannot_be_rated(client, number):
    assert client.post(f"/bewertungen/{number}/", {"wert": "dafuer"}).status_code == 404


def test_who_rates_very_often_has_to_wait(client, idea):
    ada = a_person()
    client.force_login(ada)
    for _ in range(LIMITS["ratings"].account):
        take("ratings", now=NOON, person=ada)

    with time_machine.travel(NOON):
        answer = press(client, idea, "dafuer")

    assert (answer.status_code, counted(idea)) == (409, (0, 0))
    assert "That was very often in a short time." in answer.text


def test_ratings_through_many_clients_stay_apart(client, idea):
    people = [a_person() for _ in range(3)]
    for person in people:
        client.force_login(person)
        press(client, idea, "dafuer")

    assert counted(idea) == (3, 0)
    assert set(Rating.objects.values_list("person", flat=True)) == {p.pk for p in people}
