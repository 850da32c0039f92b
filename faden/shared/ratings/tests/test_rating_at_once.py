"""Many ratings at the same moment: no count is lost, none counts twice."""

from functools import partial
from threading import Event, Thread

import pytest
from django.db import connection

from faden.backbone.audit.actions import action
from faden.backbone.audit.queries import versions
from faden.backbone.audit.tests.threads import WANTS_ROW_LOCKS, at_once
from faden.backbone.items.models import Item
from faden.backbone.items.tests.factories import an_item_in
from faden.backbone.people import actions as people
from faden.backbone.people.tests.factories import NOON, a_guest, a_person
from faden.backbone.processes.tests.factories import GUEST, an_open_process
from faden.shared.ratings.actions import rate
from faden.shared.ratings.models import Rating
from faden.shared.ratings.queries import guest_tally

pytestmark = pytest.mark.django_db(transaction=True)
UP, DOWN = 1, -1
N_PEOPLE = 20 if connection.vendor == "sqlite" else 100  # there, each waits for the one before


@pytest.fixture(autouse=True)
def patience(monkeypatch) -> None:
    """Let everybody wait long enough on a machine that has other things to do."""
    if connection.vendor == "sqlite":
        monkeypatch.setitem(connection.settings_dict["OPTIONS"], "timeout", 60)
    else:
        monkeypatch.setattr(connection.pool, "timeout", 60)


@pytest.fixture
def item() -> Item:
    return an_item_in(an_open_process(GUEST))


def counted(item: Item) -> tuple[int, int]:
    return Item.objects.values_list("n_up", "n_down").get(pk=item.pk)


def ratings_of(people, item, value_of):
    return [partial(rate, item, value_of(n), person=p, now=NOON) for n, p in enumerate(people)]


def test_every_rating_of_a_crowd_counts(item):
    crowd = [a_person() for _ in range(N_PEOPLE)]
    scope = f"process:{item.process_id}"
    before = versions([scope])[scope]

    answers = at_once(ratings_of(crowd, item, lambda n: DOWN if n % 4 == 0 else UP))

    assert set(answers) == {None}
    assert counted(item) == (3 * N_PEOPLE // 4, N_PEOPLE // 4)
    assert Rating.objects.count() == N_PEOPLE
    assert versions([scope])[scope] == before + N_PEOPLE


def test_a_crowd_without_accounts_is_counted_apart(item):
    crowd = [a_guest() for _ in range(N_PEOPLE // 2)]

    answers = at_once(ratings_of(crowd, item, lambda _n: UP))

    tally = guest_tally(item)
    assert set(answers) == {None}
    assert (counted(item), tally.n_up, tally.n_down) == ((0, 0), N_PEOPLE // 2, 0)


def test_a_button_pressed_many_times_at_once_counts_once(item):
    ada = a_person()

    answers = at_once(ratings_of([ada] * 10, item, lambda _n: UP))

    assert set(answers) == {None}
    assert (counted(item), Rating.objects.count()) == ((1, 0), 1)


def test_a_mind_changed_many_times_at_once_counts_as_the_row_that_is_left(item):
    ada = a_person()

    answers = at_once(ratings_of([ada] * 10, item, lambda n: UP if n % 2 else DOWN))

    rating = Rating.objects.get()
    assert set(answers) == {None}
    assert counted(item) == ((1, 0) if rating.value == UP else (0, 1))


@pytest.mark.postgres_only
@WANTS_ROW_LOCKS
@pytest.mark.parametrize("leave", ["erase", "merge"])
def test_a_rating_changed_while_its_person_leaves_is_taken_back_as_it_is_then(item, leave):
    person, account, others = a_guest(), a_person(), [a_guest(), a_guest()]
    for other in others:
        rate(item, UP, person=other, now=NOON)
    rate(item, UP, person=person, now=NOON)
    is_changed, may_commit = Event(), Event()

    @action
    def change_slowly():
        rate(item, DOWN, person=person, now=NOON)
        is_changed.set()
        may_commit.wait(timeout=5)

    slow = Thread(target=at_once, args=([change_slowly],))
    slow.start()
    is_changed.wait(timeout=5)
    leaving = {
        "erase": partial(people.erase, person, now=NOON),
        "merge": partial(people.merge, person, account, now=NOON),
    }[leave]
    leaver = Thread(target=at_once, args=([leaving],))
    leaver.start()
    leaver.join(timeout=0.5)  # it waits for the item that the other has locked
    may_commit.set()
    slow.join()
    leaver.join()

    tally = guest_tally(item)
    assert (tally.n_up, tally.n_down) == (2, 0)
    assert counted(item) == ((0, 0) if leave == "erase" else (0, 1))
    assert not Rating.objects.filter(person=person).exists()


@pytest.mark.postgres_only
@WANTS_ROW_LOCKS
def test_a_rating_that_arrives_while_its_account_is_erased_does_not_stay_on_the_blank_row(item):
    ada = a_person()
    is_rated, may_commit = Event(), Event()

    @action
    def rate_slowly():
        rate(item, UP, person=ada, now=NOON)
        is_rated.set()
        may_commit.wait(timeout=5)

    slow = Thread(target=at_once, args=([rate_slowly],))
    slow.start()
    is_rated.wait(timeout=5)
    leaver = Thread(target=at_once, args=([partial(people.erase, ada, now=NOON)],))
    leaver.start()
    leaver.join(timeout=0.5)  # it waits for the row of the person that the rating has locked
    was_waiting = leaver.is_alive()
    may_commit.set()
    slow.join()
    leaver.join()

    assert was_waiting
    assert (counted(item), Rating.objects.count()) == ((0, 0), 0)
