"""Rating up and down, changing one's mind, and who is counted where."""

import json
from itertools import product

import pytest
from django.db import IntegrityError, transaction

from faden.backbone.audit.actions import action
from faden.backbone.audit.guard import arranging
from faden.backbone.audit.models import LogEntry
from faden.backbone.audit.queries import versions
from faden.backbone.items.actions import lock
from faden.backbone.items.models import Item
from faden.backbone.items.tests.factories import STAFF, an_item_in
from faden.backbone.people import actions as people
from faden.backbone.people.models import Person
from faden.backbone.people.queries import export
from faden.backbone.people.tests.factories import NOON, a_guest, a_person
from faden.backbone.processes.models import Process
from faden.backbone.processes.tests.factories import (
    FAR_OFF,
    GUEST,
    REGISTERED,
    VERIFIED,
    a_phase,
    a_process,
    an_open_process,
)
from faden.lib.refused import Refused
from faden.shared.ratings.actions import forget_ratings, rate
from faden.shared.ratings.models import Rating
from faden.shared.ratings.queries import guest_tally, own_ratings
from faden.shared.ratings.rules import change

pytestmark = pytest.mark.django_db
UP, DOWN, NONE = 1, -1, 0


@pytest.fixture
def item() -> Item:
    """An idea that everybody may rate, with an account or without."""
    return an_item_in(an_open_process(GUEST))


@action
def forget(item: Item) -> None:
    forget_ratings(lock(item))


def counted(item: Item) -> tuple[int, int]:
    return Item.objects.values_list("n_up", "n_down").get(pk=item.pk)


def counted_apart(item: Item) -> tuple[int, int] | None:
    tally = guest_tally(item)
    return tally and (tally.n_up, tally.n_down)


def stored(item: Item) -> set[tuple[int, int, bool]]:
    return set(item.ratings.values_list("person", "value", "is_by_guest"))


@pytest.mark.parametrize(
    ("before", "after", "difference"),
    [
        (NONE, NONE, (0, 0)),
        (NONE, UP, (1, 0)),
        (NONE, DOWN, (0, 1)),
        (UP, UP, (0, 0)),
        (UP, NONE, (-1, 0)),
        (UP, DOWN, (-1, 1)),
        (DOWN, DOWN, (0, 0)),
        (DOWN, NONE, (0, -1)),
        (DOWN, UP, (1, -1)),
    ],
)
def test_what_a_changed_mind_changes(before, after, difference):
    assert change(before=before, after=after) == difference


@pytest.mark.parametrize(("first", "second"), [*product([UP, DOWN, NONE], repeat=2)])
def test_the_last_word_counts_for_people_with_an_account(item, first, second):
    ada, ben = a_person(), a_person()
    rate(item, UP, person=ben, now=NOON)

    rate(item, first, person=ada, now=NOON)
    rate(item, second, person=ada, now=NOON)

    assert counted(item) == {UP: (2, 0), DOWN: (1, 1), NONE: (1, 0)}[second]
    assert own_ratings(ada, [item]) == ({item.pk: second} if second else {})
    assert counted_apart(item) is None


@pytest.mark.parametrize(("first", "second"), [*product([UP, DOWN, NONE], repeat=2)])
def test_ratings_without_an_account_are_counted_apart(item, first, second):
    guest = a_guest()

    rate(item, first, person=guest, now=NOON)
    rate(item, second, person=guest, now=NOON)

    assert counted(item) == (0, 0)
    assert counted_apart(item) == {UP: (1, 0), DOWN: (0, 1), NONE: None}[second]


def test_a_rating_says_who_what_and_when_and_whether_without_an_account(item):
    ada, guest = a_person(), a_guest()

    rate(item, UP, person=ada, now=NOON)
    rate(item, DOWN, person=guest, now=NOON)

    assert stored(item) == {(ada.pk, UP, False), (guest.pk, DOWN, True)}
    assert set(item.ratings.values_list("rated_at", flat=True)) == {NOON}


def test_who_gets_an_account_and_changes_their_mind_is_counted_once(item):
    person = a_guest()
    rate(item, UP, person=person, now=NOON)
    with arranging():
        person.email, person.email_confirmed_at = "ada@example.org", NOON
        person.save()

    rate(item, DOWN, person=person, now=NOON)

    assert (counted(item), counted_apart(item)) == ((0, 1), None)


def test_everybody_sees_only_their_own_ratings(item):
    ada, ben, other = a_person(), a_person(), an_item_in(item.process)
    rate(item, UP, person=ada, now=NOON)
    rate(other, DOWN, person=ben, now=NOON)

    assert own_ratings(ada, [item, other]) == {item.pk: UP}
    assert own_ratings(ben, [item]) == {}
    assert own_ratings(None, [item, other]) == {}


def test_who_rated_what_is_not_in_the_log_but_pages_change(item):
    scope = f"process:{item.process_id}"
    before = versions([scope])[scope]

    rate(item, UP, person=a_person(), now=NOON)
    rate(item, UP, person=a_guest(), now=NOON)

    assert not LogEntry.objects.exists()
    assert versions([scope])[scope] == before + 2


@pytest.mark.parametrize(
    ("level", "value", "somebody", "code"),
    [
        (REGISTERED, UP, a_guest, "processes.needs_account"),
        (REGISTERED, NONE, a_guest, "processes.needs_account"),
        (VERIFIED, UP, a_person, "processes.needs_verified"),
    ],
)
def test_who_may_not_rate_changes_nothing(level, value, somebody, code):
    item = an_item_in(an_open_process(level))

    with pytest.raises(Refused) as refused:
        rate(item, value, person=somebody(), now=NOON)

    assert refused.value.refusal.code == code
    assert (counted(item), counted_apart(item), stored(item)) == ((0, 0), None, set())


@pytest.mark.parametrize(
    ("starts_at", "ends_at", "code"),
    [
        (FAR_OFF, None, "processes.not_yet_open"),
        (NOON.replace(year=2020), NOON, "processes.over"),
    ],
)
def test_ratings_are_taken_while_a_phase_runs(starts_at, ends_at, code):
    process = a_process()
    a_phase(process, {"idea.rate": GUEST}, starts_at=starts_at, ends_at=ends_at)

    with pytest.raises(Refused) as refused:
        rate(an_item_in(process), UP, person=a_person(), now=NOON)

    assert refused.value.refusal.code == code


def test_what_is_hidden_in_the_meantime_is_not_rated(item):
    with arranging():
        Item.objects.update(visibility=STAFF)

    with pytest.raises(Refused) as refused:
        rate(item, UP, person=a_person(), now=NOON)

    assert refused.value.refusal.code == "ideas.hidden"


def test_where_people_can_only_be_in_favour_an_older_no_can_be_taken_back():
    item = an_item_in(an_open_process(GUEST))
    ada, ben = a_person(), a_person()
    rate(item, DOWN, person=ada, now=NOON)
    with arranging():
        Process.objects.update(rating_mode="up_only")

    with pytest.raises(Refused) as refused:
        rate(item, DOWN, person=ben, now=NOON)
    rate(item, NONE, person=ada, now=NOON)

    assert refused.value.refusal.code == "processes.up_only"
    assert (counted(item), stored(item)) == ((0, 0), set())


@pytest.mark.parametrize("leave", [people.erase, None], ids=["erased", "blocked"])
def test_who_is_gone_meanwhile_rates_no_more(item, leave):
    ada = a_person()
    if leave:
        leave(ada, now=NOON)
    else:
        with arranging():
            Person.objects.filter(pk=ada.pk).update(is_active=False)

    with pytest.raises(Refused) as refused:
        rate(item, UP, person=ada, now=NOON)

    assert refused.value.refusal.code == "people.gone"
    assert (counted(item), stored(item)) == ((0, 0), set())


def test_the_ratings_of_what_is_gone_are_forgotten(item):
    for person, value in [(a_person(), UP), (a_person(), DOWN), (a_guest(), UP)]:
        rate(item, value, person=person, now=NOON)

    forget(item)

    assert (counted(item), counted_apart(item), stored(item)) == ((0, 0), None, set())


@pytest.mark.parametrize("value", [2, -2, 5])
def test_a_rating_is_up_or_down(item, value):
    with pytest.raises(IntegrityError), transaction.atomic():
        rate(item, value, person=a_person(), now=NOON)

    assert counted(item) == (0, 0)


def test_the_database_holds_one_rating_per_person(item):
    ada = a_person()
    rate(item, UP, person=ada, now=NOON)

    with pytest.raises(IntegrityError), transaction.atomic(), arranging():
        Rating.objects.create(item=item, person=ada, value=DOWN, rated_at=NOON)


@pytest.mark.parametrize(
    ("by_guest", "by_account", "kept", "total"),
    [
        (UP, NONE, UP, (1, 0)),
        (DOWN, NONE, DOWN, (0, 1)),
        (UP, DOWN, DOWN, (0, 1)),
        (DOWN, UP, UP, (1, 0)),
        (UP, UP, UP, (1, 0)),
        (NONE, UP, UP, (1, 0)),
    ],
)
def test_who_signs_in_keeps_what_they_rated_before_and_the_account_has_the_last_word(
    item, by_guest, by_account, kept, total
):
    guest, account, other_guest = a_guest(), a_person(), a_guest()
    rate(item, by_account, person=account, now=NOON)
    rate(item, by_guest, person=guest, now=NOON)
    rate(item, UP, person=other_guest, now=NOON)

    people.merge(guest, account, now=NOON)

    assert own_ratings(account, [item]) == {item.pk: kept}
    assert stored(item) == {(account.pk, kept, False), (other_guest.pk, UP, True)}
    assert (counted(item), counted_apart(item)) == (total, (1, 0))


def test_whoever_leaves_takes_their_ratings_back(item):
    ada, guest, ben = a_person(), a_guest(), a_person()
    for person, value in [(ada, UP), (guest, DOWN), (ben, DOWN)]:
        rate(item, value, person=person, now=NOON)

    people.erase(ada, now=NOON)
    people.erase(guest, now=NOON)

    assert stored(item) == {(ben.pk, DOWN, False)}
    assert (counted(item), counted_apart(item)) == ((0, 1), None)


def test_the_export_holds_a_persons_own_ratings(item):
    ada = a_person()
    rate(item, DOWN, person=ada, now=NOON)
    rate(item, UP, person=a_person(), now=NOON)

    exported = export(ada)

    assert exported["ratings.rating"] == [{"item_id": item.pk, "value": DOWN, "rated_at": NOON}]
    assert json.dumps(exported, default=str)


def test_nobody_rates_what_is_their_own():
    ada = a_person()
    own = an_item_in(an_open_process(GUEST), author=ada)

    with pytest.raises(Refused) as refused:
        rate(own, UP, person=ada, now=NOON)
    rate(own, UP, person=a_person(), now=NOON)

    assert refused.value.refusal.code == "ratings.own"
    assert counted(own) == (1, 0)


@pytest.mark.parametrize("author", ["guest", "account"])
def test_what_turns_out_to_be_ones_own_keeps_no_rating_of_oneself(author):
    process, people_by_name = an_open_process(GUEST), {"guest": a_guest(), "account": a_person()}
    guest, account = people_by_name.values()
    own = an_item_in(process, author=people_by_name[author])
    rater = account if author == "guest" else guest
    rate(own, UP, person=rater, now=NOON)

    people.merge(guest, account, now=NOON)

    assert (counted(own), counted_apart(own), stored(own)) == ((0, 0), None, set())
