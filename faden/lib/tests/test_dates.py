"""Dates in words, in the city's zone, also in the nights in which the clock changes."""

from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from faden.lib import dates

NOON = datetime(2026, 10, 19, 10, tzinfo=UTC)  # in Berlin it is 12:00
END_OF_OCTOBER = datetime(2026, 10, 31, 23, tzinfo=UTC)  # 1 November, 0:00 in Berlin


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.mark.parametrize(
    ("language", "words"), [("de", "7. Dezember 2019"), ("en", "7 December 2019")]
)
def test_a_day_is_written_as_people_say_it(language, words):
    with translation.override(language):
        assert dates.day(date(2019, 12, 7)) == words


def test_a_time_belongs_to_the_city_s_day():
    late = datetime(2019, 12, 7, 23, 30, tzinfo=UTC)

    assert dates.day(late) == "8 December 2019"
    assert dates.day_time(late) == "8 December 2019, 00:30"
    assert dates.machine(late) == "2019-12-08T00:30:00+01:00"
    assert dates.machine(date(2019, 12, 7)) == "2019-12-07"


def test_what_ends_at_midnight_was_possible_the_day_before():
    assert dates.last_day(END_OF_OCTOBER) == date(2026, 10, 31)
    assert dates.until(END_OF_OCTOBER) == "31 October 2026"


def test_an_end_within_a_day_names_the_hour():
    assert dates.until(datetime(2026, 10, 31, 17, tzinfo=UTC)) == "31 October 2026, 18:00"


@pytest.mark.parametrize(
    ("now", "words"),
    [
        (NOON, "12 more days, until 31 October 2026"),
        (datetime(2026, 10, 30, 22, 59, tzinfo=UTC), "1 more day, until 31 October 2026"),
        (datetime(2026, 10, 31, 10, tzinfo=UTC), "last day, 13 hours left"),
        (datetime(2026, 10, 31, 22, 1, tzinfo=UTC), "last day, less than 1 hour left"),
        (END_OF_OCTOBER, "ended on 31 October 2026"),
    ],
)
def test_the_time_left_is_counted_in_days_of_the_calendar(now, words):
    assert dates.time_left(END_OF_OCTOBER, now=now) == words


@pytest.mark.parametrize(
    ("now", "ends_at"),
    [
        # the last Sunday of October has 25 hours, that of March 23
        (datetime(2026, 10, 24, 22, 30, tzinfo=UTC), datetime(2026, 10, 26, 23, tzinfo=UTC)),
        (datetime(2027, 3, 27, 23, 30, tzinfo=UTC), datetime(2027, 3, 29, 22, tzinfo=UTC)),
    ],
)
def test_the_nights_of_the_clock_change_are_one_day_each(now, ends_at):
    assert dates.days_left(ends_at, now=now) == 1
