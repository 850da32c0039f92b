"""What is open when and to whom: phase x level x verb."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation
from django.utils.timezone import localtime

from faden.backbone.people.models import Level
from faden.backbone.people.tests.factories import NOON
from faden.backbone.processes.models import Opening, Phase, Process
from faden.backbone.processes.rules import Standing, level_of, phase_state, verb_refusal
from faden.backbone.processes.tests.factories import GUEST, REGISTERED, VERIFIED
from faden.lib.refused import Remedy

DAY, SECOND = timedelta(days=1), timedelta(seconds=1)
BERLIN = ZoneInfo("Europe/Berlin")
NEVER = ("processes.never_open", Remedy.NONE, {})
OPEN = None


def a_phase_of(first: int, end: int | None) -> Phase:
    """A phase of a public process by days from NOON; it is not stored."""
    return Phase(
        process=Process(visibility="public"),
        starts_at=NOON + first * DAY,
        ends_at=None if end is None else NOON + end * DAY,
    )


def opening(first: int, end: int | None, level: Level, name: str = "idea.submit") -> Opening:
    kind, verb = name.split(".")
    opened = Opening(phase=a_phase_of(first, end), kind=kind, verb=verb, level=level)
    opened.district_names = {}
    return opened


def answer(openings, level, *, name="idea.submit", now=NOON):
    """(code, remedy, facts) of the refusal, or OPEN."""
    kind, verb = name.split(".")
    standing = Standing(None, level, frozenset(), now)
    refusal = verb_refusal(openings, kind=kind, verb=verb, standing=standing)
    return refusal and (refusal.code, refusal.remedy, dict(refusal.facts))


def not_before(days: int):
    return ("processes.not_yet_open", Remedy.WAIT_UNTIL, {"until": NOON + days * DAY})


def over_since(days: int):
    ended_at = NOON + days * DAY
    until = localtime(ended_at).strftime("%-d %B %Y, %H:%M")  # not at midnight: with the hour
    facts = {"ended_at": ended_at, "what": "Submit an idea", "until": until}
    return ("processes.over", Remedy.NONE, facts)


@pytest.mark.parametrize("asker", Level)
@pytest.mark.parametrize("needed", Level)
@pytest.mark.parametrize(
    ("phases", "expected"),
    [
        ([], NEVER),
        ([(1, 2)], not_before(1)),
        ([(1, None)], not_before(1)),
        ([(-2, -1)], over_since(-1)),
        ([(-4, -3), (-2, -1)], over_since(-1)),
        ([(-2, -1), (-4, -3)], over_since(-1)),
        ([(-3, -2), (2, 3)], not_before(2)),
        ([(4, 5), (2, 3)], not_before(2)),
        ([(-1, 0)], over_since(0)),
    ],
    ids=[
        "never",
        "before",
        "before an open end",
        "after",
        "after both",
        "after both, given in any order",
        "between two",
        "before both",
        "at the very end",
    ],
)
def test_while_no_phase_runs_it_is_the_same_for_everybody(phases, expected, needed, asker):
    openings = [opening(first, end, needed) for first, end in phases]

    assert answer(openings, asker) == expected


NEEDS_ACCOUNT = ("processes.needs_account", Remedy.SIGN_IN, {})
SIGN_IN_TO_VERIFY = ("processes.needs_verified", Remedy.SIGN_IN, {})
NEEDS_VERIFIED = ("processes.needs_verified", Remedy.VERIFY, {})


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.mark.parametrize(
    "phases",
    [[(-1, 1)], [(-1, None)], [(0, 1)], [(-5, 1), (-1, 5)], [(-9, -8), (-1, 1), (8, 9)]],
    ids=["in", "open end", "at the very beginning", "in two that overlap", "in a repeated one"],
)
@pytest.mark.parametrize(
    ("needed", "asker", "expected"),
    [
        (GUEST, GUEST, OPEN),
        (GUEST, REGISTERED, OPEN),
        (GUEST, VERIFIED, OPEN),
        (REGISTERED, GUEST, NEEDS_ACCOUNT),
        (REGISTERED, REGISTERED, OPEN),
        (REGISTERED, VERIFIED, OPEN),
        (VERIFIED, GUEST, SIGN_IN_TO_VERIFY),
        (VERIFIED, REGISTERED, NEEDS_VERIFIED),
        (VERIFIED, VERIFIED, OPEN),
    ],
)
def test_while_a_phase_runs_the_level_decides(phases, needed, asker, expected):
    openings = [opening(first, end, needed) for first, end in phases]

    assert answer(openings, asker) == expected


@pytest.mark.parametrize(
    ("asker", "expected"),
    [(GUEST, NEEDS_ACCOUNT), (REGISTERED, OPEN), (VERIFIED, OPEN)],
)
def test_of_phases_that_overlap_the_more_open_one_counts(asker, expected):
    openings = [opening(-1, 1, VERIFIED), opening(-1, 1, REGISTERED), opening(5, 6, GUEST)]

    assert answer(openings, asker) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("idea.submit", OPEN),
        ("idea.rate", NEEDS_ACCOUNT),
        ("idea.comment", not_before(1)),
        ("idea.annotate", NEVER),
        ("survey.submit", NEVER),
    ],
)
def test_each_verb_of_each_kind_has_its_own_answer(name, expected):
    openings = [
        opening(-1, 1, GUEST, "idea.submit"),
        opening(-1, 1, REGISTERED, "idea.rate"),
        opening(1, 2, GUEST, "idea.comment"),
    ]

    assert answer(openings, GUEST, name=name) == expected


def test_a_phase_begins_and_ends_at_the_second_announced():
    phase = a_phase_of(0, 1)
    moments = [-SECOND, 0 * SECOND, DAY - SECOND, DAY]

    states = [phase_state(phase, now=NOON + moment) for moment in moments]

    assert states == ["future", "current", "current", "past"]


def test_a_phase_without_an_end_never_ends():
    assert phase_state(a_phase_of(0, None), now=NOON + 365_000 * DAY) == "current"


@pytest.mark.parametrize(
    ("ends_at", "last_day", "in_utc"),
    [
        (datetime(2026, 11, 1, tzinfo=BERLIN), "31. Oktober 2026", "2026-10-31T23:00:00+00:00"),
        (datetime(2026, 10, 25, tzinfo=BERLIN), "24. Oktober 2026", "2026-10-24T22:00:00+00:00"),
        (datetime(2026, 10, 26, tzinfo=BERLIN), "25. Oktober 2026", "2026-10-25T23:00:00+00:00"),
        (datetime(2026, 3, 29, tzinfo=BERLIN), "28. März 2026", "2026-03-28T23:00:00+00:00"),
        (datetime(2026, 3, 30, tzinfo=BERLIN), "29. März 2026", "2026-03-29T22:00:00+00:00"),
    ],
    ids=["31 October", "before autumn", "autumn, 25 hours", "before spring", "spring, 23 hours"],
)
def test_until_a_day_means_to_its_last_second_in_the_city(ends_at, last_day, in_utc):
    stored = datetime.fromisoformat(in_utc)
    phase = Phase(starts_at=datetime(2026, 1, 1, tzinfo=BERLIN), ends_at=stored)

    with translation.override("de"):
        words = phase.days

    assert stored == ends_at
    assert words.endswith(last_day)
    assert phase_state(phase, now=stored - SECOND) == "current"
    assert phase_state(phase, now=stored) == "past"


def test_the_hour_that_comes_twice_in_autumn_is_in_the_phase_both_times():
    phase = Phase(
        starts_at=datetime(2026, 10, 25, 2, tzinfo=BERLIN),
        ends_at=datetime(2026, 10, 25, 3, tzinfo=BERLIN),
    )
    half_past_two = datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN)
    moments = [
        half_past_two,
        half_past_two.replace(fold=1),
        datetime(2026, 10, 25, 3, tzinfo=BERLIN),
    ]

    states = [phase_state(phase, now=moment.astimezone(UTC)) for moment in moments]

    assert states == ["current", "current", "past"]


def test_what_should_begin_in_the_hour_that_spring_leaves_out_begins_after_it():
    phase = Phase(starts_at=datetime(2026, 3, 29, 2, 30, tzinfo=BERLIN))
    moments = [
        datetime(2026, 3, 29, 1, 59, tzinfo=BERLIN),
        datetime(2026, 3, 29, 3, 29, tzinfo=BERLIN),
        datetime(2026, 3, 29, 3, 30, tzinfo=BERLIN),
    ]

    states = [phase_state(phase, now=moment.astimezone(UTC)) for moment in moments]

    assert states == ["future", "future", "current"]


@pytest.mark.parametrize(
    ("starts_at", "ends_at", "words"),
    [
        (datetime(2026, 5, 4, tzinfo=BERLIN), None, "from 4 May 2026"),
        (datetime(2026, 5, 4, tzinfo=BERLIN), datetime(2026, 5, 5, tzinfo=BERLIN), "4 May 2026"),
        (
            datetime(2026, 5, 4, tzinfo=BERLIN),
            datetime(2026, 11, 1, tzinfo=BERLIN),
            "4 May to 31 October 2026",
        ),
        (
            datetime(2026, 5, 4, 9, tzinfo=BERLIN),
            datetime(2027, 5, 4, 18, tzinfo=BERLIN),
            "4 May 2026 to 4 May 2027",
        ),
    ],
)
def test_the_days_of_a_phase_in_words(starts_at, ends_at, words):
    with translation.override("en"):
        assert Phase(starts_at=starts_at, ends_at=ends_at).days == words


def test_a_visitor_counts_as_somebody_without_an_account():
    assert level_of(None) is GUEST
