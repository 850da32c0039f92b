"""Working days of German offices."""

from datetime import date

import pytest

from faden.lib.working_days import FIXED, Calendar, easter, repentance_day

LAENDER = {*FIXED, "06"}


@pytest.mark.parametrize(
    "day",
    [date(1981, 4, 19), date(2019, 4, 21), date(2024, 3, 31), date(2026, 4, 5), date(2038, 4, 25)],
)
def test_easter_falls_on_the_published_day(day):
    assert easter(day.year) == day


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 5, 4), True),
        (date(2026, 5, 2), False),
        (date(2026, 5, 3), False),
        (date(2026, 10, 3), False),
        (date(2025, 10, 3), False),
        (date(2026, 12, 25), False),
        (date(2026, 4, 6), False),
        (date(2026, 6, 4), True),
    ],
    ids=[
        "Monday",
        "Saturday",
        "Sunday",
        "weekend",
        "unity",
        "Christmas",
        "Easter",
        "Corpus Christi",
    ],
)
def test_without_a_land_offices_work_but_on_holidays_of_all(day, works):
    assert Calendar().is_working_day(day) is works


@pytest.mark.parametrize(
    ("day", "laender"),
    [
        (date(2026, 1, 6), {"08", "09", "15"}),
        (date(2027, 3, 8), {"11", "13"}),
        (date(2026, 6, 4), {"05", "06", "07", "08", "09", "10"}),
        (date(2028, 8, 15), {"10"}),
        (date(2027, 9, 20), {"16"}),
        (date(2028, 10, 31), {"01", "02", "03", "04", "12", "13", "14", "15", "16"}),
        (date(2027, 11, 1), {"05", "07", "08", "09", "10"}),
        (date(2026, 11, 18), {"14"}),
        (date(2028, 8, 8), set()),
    ],
    ids=[
        "Epiphany",
        "Women's Day",
        "Corpus Christi",
        "Assumption",
        "Children's Day",
        "Reformation",
        "All Saints",
        "Repentance",
        "Peace",
    ],
)
def test_a_land_has_the_holidays_of_its_law(day, laender):
    free = {land for land in LAENDER if not Calendar(land).is_working_day(day)}

    assert len(LAENDER) == 16
    assert free == laender


@pytest.mark.parametrize(
    ("land", "local", "day"),
    [
        ("16", "corpus_christi", date(2026, 6, 4)),
        ("09", "assumption", date(2028, 8, 15)),
        ("09", "peace", date(2028, 8, 8)),
    ],
)
def test_a_municipality_may_have_a_holiday_more(land, local, day):
    assert Calendar(land).is_working_day(day)
    assert not Calendar(land, frozenset({local})).is_working_day(day)


@pytest.mark.parametrize(("year", "day"), [(2023, 22), (2024, 20), (2025, 19), (2026, 18)])
def test_the_day_of_repentance_is_the_wednesday_before_23_november(year, day):
    assert repentance_day(year) == date(year, 11, day)


def test_the_first_working_day_is_looked_for_after_holidays():
    assert Calendar("05").working_day_from(date(2026, 6, 4)) == date(2026, 6, 5)
    assert Calendar("05").working_day_from(date(2026, 4, 3)) == date(2026, 4, 7)
