"""Counting what costs others something."""

import threading
from datetime import timedelta

import pytest
from django.db import connection

from faden.backbone.people import limits
from faden.backbone.people.limits import LIMITS, Limit, give_back, sweep, take
from faden.backbone.people.models import RateLimit
from faden.backbone.people.tests.factories import NOON, a_guest, a_person
from faden.lib.refused import Refused, Remedy

HERE, NEXT_DOOR, ELSEWHERE = "203.0.113.9", "203.0.113.10", "198.51.100.1"


@pytest.fixture(autouse=True)
def _two_times(monkeypatch):
    few = {"ideas": Limit(network=2, account=3), "sign_in": Limit(network=2)}
    monkeypatch.setattr(limits, "LIMITS", few)


def is_refused(name="ideas", now=NOON, **whose):
    try:
        take(name, now=now, **({"address": HERE} | whose))
    except Refused:
        return True
    return False


@pytest.mark.django_db
def test_a_network_has_its_times_and_then_waits_for_the_next_window():
    times = [is_refused() for _ in range(4)]

    assert times == [False, False, True, True]
    assert not is_refused(now=NOON + timedelta(hours=1))


@pytest.mark.django_db
def test_neighbours_share_the_allowance_and_others_have_their_own():
    times = [is_refused(address=address) for address in (HERE, NEXT_DOOR, NEXT_DOOR, ELSEWHERE)]

    assert times == [False, False, True, False]


@pytest.mark.django_db
def test_an_account_has_its_own_allowance_wherever_it_is():
    ada, ben = a_person(), a_person()

    times = [is_refused(person=ada) for _ in range(4)]

    assert times == [False, False, False, True]
    assert is_refused(person=ada, address=ELSEWHERE)
    assert not is_refused(person=ben)


@pytest.mark.django_db
def test_a_new_guest_does_not_bring_a_new_allowance():
    times = [is_refused(person=a_guest()) for _ in range(3)]

    assert times == [False, False, True]


@pytest.mark.django_db
def test_a_count_about_one_thing_leaves_the_others_alone():
    for _ in range(2):
        take("sign_in", address=HERE, about="ada@example.org", now=NOON)

    assert is_refused("sign_in", about="ada@example.org")
    assert not is_refused("sign_in", about="ben@example.org")
    assert not is_refused("sign_in", about="ada@example.org", address=ELSEWHERE)


@pytest.mark.django_db
def test_what_is_given_back_does_not_count():
    for _ in range(5):
        take("sign_in", address=HERE, now=NOON)
        give_back("sign_in", address=HERE, now=NOON)

    assert RateLimit.objects.get().n == 0


@pytest.mark.django_db
def test_the_refusal_names_the_end_of_the_window():
    for _ in range(2):
        take("ideas", address=HERE, now=NOON)

    with pytest.raises(Refused) as refused:
        take("ideas", address=HERE, now=NOON + timedelta(minutes=20))

    refusal = refused.value.refusal
    assert (refusal.remedy, refusal.facts["until"]) == (
        Remedy.WAIT_UNTIL,
        NOON + timedelta(hours=1),
    )


@pytest.mark.django_db
def test_the_table_does_not_tell_who_it_was_and_has_new_keys_every_day():
    for day in range(2):
        take("ideas", address=HERE, now=NOON + timedelta(days=day))

    keys = set(RateLimit.objects.values_list("key", flat=True))
    assert len(keys) == 2
    assert all(len(key) == 64 and "203" not in key[:3] for key in keys)


@pytest.mark.django_db
def test_past_windows_are_forgotten_and_the_present_one_is_not():
    take("ideas", address=HERE, now=NOON)
    take("ideas", address=HERE, now=NOON + timedelta(hours=2))

    swept = sweep(now=NOON + timedelta(hours=2, minutes=1))

    assert swept == 1
    assert RateLimit.objects.get().starts_at == NOON + timedelta(hours=2)


@pytest.mark.django_db
def test_limits_can_be_switched_off_for_load_tests(settings):
    settings.FADEN_LIMITS = False

    assert [is_refused() for _ in range(3)] == [False] * 3
    assert not RateLimit.objects.exists()


def test_no_limit_is_longer_than_the_day_its_key_lives():
    assert all(limit.window <= timedelta(days=1) for limit in LIMITS.values())


@pytest.mark.django_db(transaction=True)
def test_many_at_the_same_moment_get_no_more_than_there_is(monkeypatch):
    monkeypatch.setattr(limits, "LIMITS", {"ideas": Limit(network=5)})
    outcomes: list[bool] = []
    threads = [threading.Thread(target=_taken, args=(outcomes,)) for _ in range(12)]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == [False] * 5 + [True] * 7
    assert RateLimit.objects.get().n == 12


def _taken(outcomes: list[bool]) -> None:
    try:
        outcomes.append(is_refused())
    finally:
        connection.close()
