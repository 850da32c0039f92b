"""Opening hours: what can be typed, how they are kept, how people read them."""

from datetime import time

import pytest
from django.utils import translation

from faden.backbone.places.hours import NoHours, kept, lines_of, spans_of, typed, week_of

MORNING, AFTERNOON = (time(9), time(12)), (time(14, 30), time(18))


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("", []),
        ("9-12", [MORNING]),
        ("09:00 - 12.00", [MORNING]),
        ("9 bis 12 Uhr", [MORNING]),
        ("9\N{EN DASH}12, 14:30\N{EN DASH}18", [MORNING, AFTERNOON]),
        ("9-12 und 14.30-18 Uhr", [MORNING, AFTERNOON]),
    ],
)
def test_hours_are_read_as_people_write_them(text, spans):
    assert spans_of(text) == spans


@pytest.mark.parametrize("text", ["vormittags", "12-9", "9-9", "9-12, 11-14", "25-26", "9-12-14"])
def test_what_is_no_hours_is_refused(text):
    with pytest.raises(NoHours):
        spans_of(text)


def test_hours_come_back_as_they_were_kept():
    week = {0: [MORNING, AFTERNOON], 1: [], 4: [MORNING]}

    again = week_of(kept(week))

    assert again == {0: [MORNING, AFTERNOON], 4: [MORNING]}
    assert spans_of(typed(again[0])) == [MORNING, AFTERNOON]


@pytest.mark.parametrize(
    ("days", "lines"),
    [
        ([0, 1, 2], [("Montag bis Mittwoch", "9:00 bis 12:00 Uhr")]),
        ([0, 1], [("Montag und Dienstag", "9:00 bis 12:00 Uhr")]),
        (
            [0, 2, 3],
            [("Montag", "9:00 bis 12:00 Uhr"), ("Mittwoch und Donnerstag", "9:00 bis 12:00 Uhr")],
        ),
    ],
)
def test_days_in_a_row_share_a_line(days, lines):
    with translation.override("de"):
        assert lines_of({day: [MORNING] for day in days}) == lines
