"""Dates as people announce them, in both languages."""

from datetime import date

import pytest
from django.utils import translation

from faden.lib.fuzzy_date import FuzzyDate, Precision

MARCH, JULY, OCTOBER = date(2023, 3, 28), date(2020, 7, 1), date(2020, 10, 31)
DAY, EARLY, MID, END = Precision.DAY, Precision.EARLY, Precision.MID, Precision.END
MONTH, QUARTER, YEAR = Precision.MONTH, Precision.QUARTER, Precision.YEAR

WORDS = [
    (FuzzyDate(MARCH), "28. März 2023", "28 March 2023"),
    (FuzzyDate(MARCH, EARLY), "Anfang März 2023", "beginning of March 2023"),
    (FuzzyDate(MARCH, MID), "Mitte März 2023", "middle of March 2023"),
    (FuzzyDate(MARCH, END), "Ende März 2023", "end of March 2023"),
    (FuzzyDate(MARCH, MONTH), "März 2023", "March 2023"),
    (FuzzyDate(MARCH, QUARTER), "1. Quartal 2023", "quarter 1 of 2023"),
    (FuzzyDate(MARCH, YEAR), "2023", "2023"),
    (FuzzyDate(JULY, DAY, OCTOBER), "1. Juli bis 31. Oktober 2020", "1 July to 31 October 2020"),
    (
        FuzzyDate(date(2021, 2, 19), DAY, date(2021, 2, 21)),
        "19. bis 21. Februar 2021",
        "19 to 21 February 2021",
    ),
    (
        FuzzyDate(date(2020, 2, 19), DAY, date(2021, 2, 21)),
        "19. Februar 2020 bis 21. Februar 2021",
        "19 February 2020 to 21 February 2021",
    ),
    (
        FuzzyDate(date(2019, 12, 7), DAY, date(2020, 1, 6)),
        "7. Dezember 2019 bis 6. Januar 2020",
        "7 December 2019 to 6 January 2020",
    ),
    (FuzzyDate(JULY, MONTH, OCTOBER), "Juli bis Oktober 2020", "July to October 2020"),
    (
        FuzzyDate(date(2019, 11, 1), MONTH, date(2020, 2, 1)),
        "November 2019 bis Februar 2020",
        "November 2019 to February 2020",
    ),
    (
        FuzzyDate(JULY, EARLY, OCTOBER),
        "Anfang Juli 2020 bis Anfang Oktober 2020",
        "beginning of July 2020 to beginning of October 2020",
    ),
    (
        FuzzyDate(JULY, QUARTER, OCTOBER),
        "3. Quartal 2020 bis 4. Quartal 2020",
        "quarter 3 of 2020 to quarter 4 of 2020",
    ),
    (FuzzyDate(JULY, YEAR, MARCH), "2020 bis 2023", "2020 to 2023"),
]


@pytest.mark.parametrize(("value", "german", "english"), WORDS)
def test_a_date_reads_as_exactly_as_it_is_known(value, german, english):
    with translation.override("de"):
        in_german = str(value)
    with translation.override("en"):
        in_english = str(value)

    assert (in_german, in_english) == (german, english)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (FuzzyDate(JULY, DAY, JULY), "1 July 2020"),
        (FuzzyDate(JULY, MONTH, date(2020, 7, 31)), "July 2020"),
        (FuzzyDate(JULY, QUARTER, date(2020, 9, 30)), "quarter 3 of 2020"),
        (FuzzyDate(JULY, YEAR, OCTOBER), "2020"),
    ],
)
def test_a_range_within_one_day_month_quarter_or_year_is_named_once(value, words):
    with translation.override("en"):
        assert str(value) == words


@pytest.mark.parametrize(
    ("month", "quarter"), enumerate([1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4], start=1)
)
def test_the_quarter_of_every_month(month, quarter):
    with translation.override("en"):
        assert str(FuzzyDate(date(2024, month, 15), QUARTER)) == f"quarter {quarter} of 2024"


@pytest.mark.parametrize(
    ("value", "last_day"),
    [
        (FuzzyDate(MARCH), MARCH),
        (FuzzyDate(MARCH, until=date(2023, 4, 2)), date(2023, 4, 2)),
        (FuzzyDate(MARCH, EARLY), date(2023, 3, 10)),
        (FuzzyDate(MARCH, MID), date(2023, 3, 20)),
        (FuzzyDate(MARCH, END), date(2023, 3, 31)),
        (FuzzyDate(MARCH, MONTH), date(2023, 3, 31)),
        (FuzzyDate(date(2024, 2, 1), MONTH), date(2024, 2, 29)),
        (FuzzyDate(JULY, MONTH, OCTOBER), OCTOBER),
        (FuzzyDate(MARCH, QUARTER), date(2023, 3, 31)),
        (FuzzyDate(date(2023, 11, 30), QUARTER), date(2023, 12, 31)),
        (FuzzyDate(MARCH, YEAR), date(2023, 12, 31)),
    ],
)
def test_the_last_day_that_the_words_can_mean(value, last_day):
    assert value.last_day == last_day
