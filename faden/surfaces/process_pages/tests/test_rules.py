"""How far a process is, and what comes next: pure, without a database."""

from datetime import date, timedelta

import pytest

from faden.backbone.people.tests.factories import NOON
from faden.backbone.processes.models import Milestone, Phase, Process
from faden.surfaces.process_pages.rules import NextStep, Stage, next_step, stage_of

DAY = timedelta(days=1)
TODAY = NOON.date()
PAST, RUNNING, FUTURE = (-9, -2), (-2, 2), (2, 9)


def a_phase(days: tuple[int, int], name: str = "Phase") -> Phase:
    start, end = days
    return Phase(name=name, starts_at=NOON + start * DAY, ends_at=NOON + end * DAY)


def an_entry(state: str, days: int = 30, **facts) -> Milestone:
    facts = {"pk": 7, "title": "Entry", "precision": "day", "was_precision": "day"} | facts
    return Milestone(state=state, starts_on=TODAY + days * DAY, **facts)


@pytest.mark.parametrize(
    ("phases", "states", "stage"),
    [
        ([], [], Stage.BETWEEN),
        ([FUTURE], [], Stage.COMING),
        ([], ["planned"], Stage.COMING),
        ([FUTURE], ["planned", "postponed"], Stage.COMING),
        ([RUNNING], [], Stage.RUNNING),
        ([PAST, FUTURE], [], Stage.BETWEEN),
        ([PAST], ["planned"], Stage.BETWEEN),
        ([PAST], ["done", "current"], Stage.RUNNING),
        ([FUTURE], ["done"], Stage.BETWEEN),
        ([PAST], [], Stage.ENDED),
        ([PAST], ["done", "cancelled"], Stage.ENDED),
        ([], ["done"], Stage.ENDED),
        ([PAST], ["cancelled"], Stage.ENDED),
    ],
)
def test_a_process_runs_while_something_is_under_way(phases, states, stage):
    found = stage_of(
        Process(visibility="public"),
        [a_phase(days) for days in phases],
        milestones=[an_entry(state) for state in states],
        now=NOON,
    )

    assert found == stage


@pytest.mark.parametrize(
    ("archived_at", "visibility", "stage"),
    [
        (NOON, "public", Stage.ARCHIVED),
        (NOON, "staff", Stage.ARCHIVED),
        (NOON + DAY, "public", Stage.RUNNING),
        (None, "staff", Stage.DRAFT),
        (None, "invited", Stage.RUNNING),
    ],
)
def test_an_archived_process_and_a_draft_say_so_whatever_their_phases(
    archived_at, visibility, stage
):
    process = Process(visibility=visibility, archived_at=archived_at)

    assert stage_of(process, [a_phase(RUNNING)], milestones=[], now=NOON) == stage


def test_the_nearest_phase_or_entry_comes_next():
    phases = [a_phase(RUNNING), a_phase((5, 9), "Vote"), a_phase((3, 4), "Talk")]
    entries = [an_entry("done", -9), an_entry("planned", 4)]

    assert next_step(phases, entries, now=NOON) == NextStep("Talk", "7. Mai 2026", "phasen")


def test_an_entry_counts_on_the_day_of_the_event_it_announces():
    event = an_entry(
        "planned", -60, title="Conference", event_starts_on=TODAY + DAY, event_ends_on=TODAY + DAY
    )

    step = next_step([a_phase((3, 4), "Talk")], [event], now=NOON)

    assert step == NextStep("Conference", "5. Mai 2026", "meilenstein-7")


def test_what_is_planned_for_a_month_is_ahead_until_the_month_is_over():
    entry = an_entry("planned", precision="month", title="Decision")
    entry.starts_on = date(2026, 5, 1)

    step = next_step([], [entry, an_entry("planned", -90, title="Forgotten")], now=NOON)

    assert step is not None
    assert step.title == "Decision"


def test_an_entry_that_is_still_planned_though_its_date_is_over_comes_last_and_without_it():
    overdue = an_entry("planned", -90, title="Adoption")

    with_more_ahead = next_step([a_phase(FUTURE, "Vote")], [overdue], now=NOON)
    alone = next_step([], [overdue], now=NOON)

    assert with_more_ahead is not None
    assert with_more_ahead.title == "Vote"
    assert alone == NextStep("Adoption", "Termin offen", "meilenstein-7")


@pytest.mark.parametrize("state", ["done", "current", "cancelled"])
def test_nothing_comes_next_when_nothing_is_planned(state):
    assert next_step([a_phase(PAST), a_phase(RUNNING)], [an_entry(state, -1)], now=NOON) is None
