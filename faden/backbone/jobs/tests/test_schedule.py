from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from faden.backbone.jobs import actions, queries, registry
from faden.backbone.jobs.models import Job
from faden.backbone.jobs.registry import RunningJob, task
from faden.backbone.jobs.rules import Daily, JobFailed
from faden.backbone.jobs.worker import run_due

MIDNIGHT = datetime(2026, 5, 3, 22, tzinfo=UTC)  # 4 May, 0.00 in Berlin
THREE = datetime(2026, 5, 4, 1, tzinfo=UTC)
DAY = timedelta(days=1)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nightly(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """The only task by schedule: it notes its attempts, and fails while the list holds a 0."""
    monkeypatch.setattr(registry, "_tasks", {})
    attempts: list[int] = []

    @task("samples.nightly", daily=time(3), max_attempts=3)
    def run(job: RunningJob) -> None:
        attempts.append(job.attempt)
        if 0 in attempts:
            raise JobFailed("not tonight")

    return attempts


def slots() -> list[datetime | None]:
    return list(queries.open_jobs().values_list("slot", flat=True))


def test_each_slot_gets_one_job_however_many_workers_start():
    for _worker in range(3):
        actions.plan_anew(now=MIDNIGHT)

    assert slots() == [THREE]


def test_a_scheduled_job_is_followed_by_the_next_one(nightly):
    actions.plan_anew(now=MIDNIGHT)

    ran = [run_due(MIDNIGHT + hours * timedelta(hours=1)) for hours in range(72)]

    assert [hour for hour, count in enumerate(ran) if count] == [3, 27, 51]
    assert nightly == [1, 1, 1]
    assert slots() == [THREE + 3 * DAY]


def test_a_slot_is_not_filled_again_after_its_job_is_done(nightly):
    actions.plan_anew(now=MIDNIGHT)
    run_due(THREE)

    actions.plan_anew(now=THREE - timedelta(seconds=1))  # by a host whose clock is behind
    run_due(THREE)

    assert nightly == [1]


def test_after_days_without_a_worker_a_missed_task_runs_once(nightly):
    actions.plan_anew(now=MIDNIGHT)

    actions.plan_anew(now=MIDNIGHT + 5 * DAY)
    run_due(MIDNIGHT + 5 * DAY)

    assert nightly == [1]
    assert slots() == [THREE + 5 * DAY]


def test_a_changed_schedule_replaces_what_was_planned(monkeypatch):
    actions.plan_anew(now=MIDNIGHT)
    planned = registry.task_named("samples.nightly")
    changed = replace(planned, schedule=Daily(time(4)))
    monkeypatch.setattr(registry, "_tasks", {"samples.nightly": changed})

    actions.plan_anew(now=MIDNIGHT)

    assert slots() == [THREE + timedelta(hours=1)]


def test_an_ended_schedule_leaves_nothing_planned(monkeypatch):
    actions.plan_anew(now=MIDNIGHT)
    monkeypatch.setattr(registry, "_tasks", {})

    actions.plan_anew(now=MIDNIGHT + DAY)

    assert slots() == []


def test_a_failing_schedule_does_not_pile_up_and_stays_visible(nightly):
    nightly.append(0)
    actions.plan_anew(now=MIDNIGHT)

    run_due(THREE)
    run_due(THREE + DAY)

    assert [job.slot for job in queries.failed_jobs()] == [THREE]
    assert slots() == [THREE + DAY, THREE + 2 * DAY]
    assert actions.remove_done(now=THREE + 30 * DAY) == 1


def test_the_rooms_own_housekeeping_is_scheduled():
    from faden.backbone.jobs.tasks import remove_done  # noqa: PLC0415 - was loaded at the start

    assert remove_done.schedule == Daily(time(3, 10))
    assert Job.objects.count() == 0
