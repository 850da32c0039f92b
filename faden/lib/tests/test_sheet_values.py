from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from faden.lib.refused import Refused
from faden.lib.sheets import moment, number, text, whole_number

BERLIN = ZoneInfo("Europe/Berlin")


def refusal_code(call, *arguments) -> str:
    with pytest.raises(Refused) as caught:
        call(*arguments)
    assert str(caught.value)  # its facts fill its text
    return caught.value.refusal.code


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("51,93", 51.93),
        ("51.93", 51.93),
        (" 7.14107 ", 7.14107),
        ("-7,1", -7.1),
        ("−7,1", -7.1),  # noqa: RUF001 - the minus sign of typesetters
        ("+3", 3),
        (",5", 0.5),
        ("1.234,56", 1234.56),
        ("1,234.56", 1234.56),
        ("1.234.567", 1234567),
        ("1 234,5", 1234.5),
        ("12'345.6", 12345.6),
        (12, 12),
        ("", None),
        (None, None),
    ],
)
def test_numbers_as_they_are_written(cell, value):
    assert number(cell) == value


@pytest.mark.parametrize(
    "cell", ["abc", "1,2,3", "12a", "1e5", "nan", "inf", "-", ".", "1.23.456", True, "51.93°"]
)
def test_what_is_no_number(cell):
    assert refusal_code(number, cell) == "sheets.not_a_number"


@pytest.mark.parametrize(("cell", "value"), [("12", 12), (12.0, 12), ("12,0", 12), ("-3", -3)])
def test_whole_numbers(cell, value):
    assert whole_number(cell) == value


@pytest.mark.parametrize("cell", ["1.200", "1,200", "1.5", 1.5])
def test_what_is_no_whole_number_or_has_two_meanings(cell):
    assert refusal_code(whole_number, cell) == "sheets.not_whole"


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("2017-09-13", datetime(2017, 9, 13, tzinfo=BERLIN)),
        ("2017-09-13T19:07", datetime(2017, 9, 13, 19, 7, tzinfo=BERLIN)),
        ("2017-09-13 19:07:30.250", datetime(2017, 9, 13, 19, 7, 30, tzinfo=BERLIN)),
        ("2017-09-13T19:07:00Z", datetime(2017, 9, 13, 19, 7, tzinfo=UTC)),
        ("2017-09-13T19:07+02:00", datetime(2017, 9, 13, 17, 7, tzinfo=UTC)),
        ("2017-09-13 19:07 -0330", datetime(2017, 9, 13, 22, 37, tzinfo=UTC)),
        ("13.09.2017", datetime(2017, 9, 13, tzinfo=BERLIN)),
        ("3. 9. 2017", datetime(2017, 9, 3, tzinfo=BERLIN)),
        ("13.9.2017, 19:07 Uhr", datetime(2017, 9, 13, 19, 7, tzinfo=BERLIN)),
        ("13.09.2017 19.07 Uhr", datetime(2017, 9, 13, 19, 7, tzinfo=BERLIN)),
        (date(2017, 9, 13), datetime(2017, 9, 13, tzinfo=BERLIN)),
        (datetime(2017, 9, 13, 19, 7), datetime(2017, 9, 13, 19, 7, tzinfo=BERLIN)),  # noqa: DTZ001
        ("", None),
        (None, None),
    ],
)
def test_moments_as_they_are_written(cell, value):
    assert moment(cell, BERLIN) == value


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("31.02.2017", "sheets.no_such_date"),
        ("2017-13-01", "sheets.no_such_date"),
        ("2017-09-13T25:00", "sheets.no_such_date"),
        ("0000-01-01", "sheets.no_such_date"),
        ("2017-09-13T19:07+99:00", "sheets.no_such_date"),
        ("13.09.17", "sheets.short_year"),
        ("09/13/2017", "sheets.american_date"),
        ("September 2017", "sheets.not_a_date"),
        ("42991", "sheets.not_a_date"),
        (42991, "sheets.not_a_date"),
        (time(19, 7), "sheets.not_a_date"),
        (timedelta(hours=1), "sheets.not_a_date"),
    ],
)
def test_what_is_no_moment(cell, code):
    assert refusal_code(moment, cell, BERLIN) == code


def test_the_hour_that_comes_twice_is_taken_the_first_time():
    first = datetime(2017, 10, 29, 2, 30, tzinfo=timezone(timedelta(hours=2)))

    assert moment("29.10.2017 02:30", BERLIN).astimezone(UTC) == first


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("  Grün \r\n\r\nund bunt\x0bhier\t", "Grün \n\nund bunt\nhier"),
        ("Gru\u0308n", "Grün"),
        ("\ufeffBeginn\u200b", "Beginn"),
        (12.0, "12"),
        (51.93, "51.93"),
        (date(2017, 9, 13), "2017-09-13"),
        (None, ""),
    ],
)
def test_texts_are_tidied(cell, value):
    assert text(cell) == value


def test_control_characters_are_named():
    assert refusal_code(text, "a\x07b") == "sheets.control"
