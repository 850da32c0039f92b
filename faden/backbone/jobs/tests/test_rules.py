from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, OperationalError

from faden.backbone.jobs.rules import Daily, Every, JobFailed, delay_after, error_text

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("attempt", "delay"),
    [
        (1, timedelta(seconds=15)),
        (2, timedelta(minutes=1)),
        (3, timedelta(minutes=4)),
        (4, timedelta(minutes=16)),
        (5, timedelta(minutes=64)),
        (6, timedelta(hours=4, minutes=16)),
        (7, timedelta(hours=6)),
        (8, timedelta(hours=6)),
        (60_000, timedelta(hours=6)),
    ],
)
def test_each_attempt_waits_four_times_as_long_but_never_more_than_six_hours(attempt, delay):
    assert delay_after(attempt) == delay


@pytest.mark.parametrize(
    ("at", "after", "slots"),
    [
        # An ordinary day: the time itself is already the next day's turn.
        (time(3, 10), "2026-11-22T02:09:59Z", ["2026-11-22T02:10Z", "2026-11-23T02:10Z"]),
        (time(3, 10), "2026-11-22T02:10:00Z", ["2026-11-23T02:10Z", "2026-11-24T02:10Z"]),
        # 28 March 2027: two o'clock becomes three, so 2.30 is 3.30 that night.
        (
            time(2, 30),
            "2027-03-27T12:00Z",
            ["2027-03-28T01:30Z", "2027-03-29T00:30Z", "2027-03-30T00:30Z"],
        ),
        # 31 October 2027: three o'clock becomes two, so 2.30 comes twice: the first counts.
        (
            time(2, 30),
            "2027-10-30T12:00Z",
            ["2027-10-31T00:30Z", "2027-11-01T01:30Z", "2027-11-02T01:30Z"],
        ),
    ],
)
def test_a_daily_task_runs_once_each_calendar_day_also_when_clocks_change(at, after, slots):
    moment, found = datetime.fromisoformat(after), []

    for _slot in slots:
        moment = Daily(at).next_slot(moment, BERLIN)
        found.append(moment)

    assert found == [datetime.fromisoformat(slot) for slot in slots]


@pytest.mark.parametrize(("day", "hours"), [("2027-03-28", 23), ("2027-10-31", 25)])
def test_an_hourly_task_runs_every_real_hour_of_the_nights_that_change_the_clocks(day, hours):
    midnight = datetime.fromisoformat(f"{day}T00:00").replace(tzinfo=BERLIN)
    next_midnight = (midnight + timedelta(days=1)).astimezone(UTC)
    slots = [midnight.astimezone(UTC)]

    while slots[-1] < next_midnight:
        slots.append(Every(timedelta(hours=1)).next_slot(slots[-1], BERLIN))

    assert len(slots) - 1 == hours
    assert {later - earlier for earlier, later in pairwise(slots)} == {timedelta(hours=1)}


@pytest.mark.parametrize(
    ("error", "kept"),
    [
        (JobFailed("the mail server answers 451"), "JobFailed: the mail server answers 451"),
        (JobFailed("anna@example.org is not there"), "JobFailed: ... is not there"),
        (ConnectionRefusedError(111, "Connection refused"), "Connection refused"),
        (FileNotFoundError(2, "No such file", "/home/anna"), "FileNotFoundError: No such file"),
        (OperationalError("server closed\nDETAIL: more"), "OperationalError: server closed"),
        (KeyError("Anna Müller"), "KeyError"),
        (IntegrityError("Key (email)=(anna@example.org) exists"), "IntegrityError"),
        (ValueError("Anna's birthday is 1 May"), "ValueError"),
    ],
)
def test_an_error_is_kept_without_the_values_it_quotes(error, kept):
    text = error_text(error)

    assert text.endswith(kept)
    assert "nna" not in text
    assert "more" not in text


def test_an_error_names_the_line_of_our_code_it_came_from():
    try:
        Daily(time(3)).next_slot(None, BERLIN)
    except AttributeError as error:
        text = error_text(error)

    assert text.startswith("AttributeError (backbone/jobs/rules.py:")
