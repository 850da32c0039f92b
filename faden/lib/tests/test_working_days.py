"""Working days of German offices."""

from datetime import date

import pytest

from faden.lib.working_days import easter, is_working_day


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
def test_offices_work_from_monday_to_friday_without_holidays_of_all_laender(day, works):
    assert is_working_day(day) is works
