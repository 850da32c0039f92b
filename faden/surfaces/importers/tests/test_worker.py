"""Imports beside other people's writing, and through the death of a worker. Real processes."""

import time
from datetime import UTC, datetime

import pytest

from faden.backbone.jobs.models import Job
from faden.backbone.jobs.tests.processes import wait_until
from faden.backbone.people.tests.factories import a_person
from faden.participation.ideas.models import Idea
from faden.shared.ratings.actions import rate
from faden.surfaces.importers import actions, passes
from faden.surfaces.importers.models import ImportRun
from faden.surfaces.importers.tests.factories import (
    NOON,
    a_csv,
    a_process,
    an_order,
    comments,
    counts,
    ideas,
    imported,
)

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
pytestmark = pytest.mark.django_db(transaction=True)


def started(order: passes.Order) -> ImportRun:
    run = passes.begin(order, actor=None, now=NOON)
    actions.start(run, actor=None, now=NOON)
    run.refresh_from_db()
    return run


def is_in(run: ImportRun, state: str) -> bool:
    run.refresh_from_db()
    return run.state == state


@pytest.mark.alone
def test_ten_thousand_rows_arrive_in_a_minute_while_others_wait_less_than_a_second(
    tmp_path, workers
):
    process, person = a_process(), a_person()
    imported(an_order(process, a_csv(tmp_path, ideas(1), "first.csv"), source="first.de"))
    rated = Idea.objects.get()
    table = a_csv(tmp_path, ideas(10_000, text="Ein Text über den Weg am Fluss. " * 10))
    waits: list[float] = []  # seconds
    began = time.monotonic()
    run = started(an_order(process, table))
    workers.start("--batch")

    while not is_in(run, "done"):
        before = time.monotonic()
        rate(rated, (-1) ** len(waits), person=person, now=NOON)
        waits.append(time.monotonic() - before)
        time.sleep(0.05)

    assert counts(run) == {"ideas": (10_000, 0, 0)}
    assert time.monotonic() - began < 60
    assert len(waits) > 20
    assert max(waits) < 1
    rated.refresh_from_db()
    assert rated.n_up + rated.n_down == 1


def test_a_killed_worker_loses_nothing_and_doubles_nothing(tmp_path, workers):
    replies = a_csv(tmp_path, comments(600), "comments.csv")
    run = started(an_order(a_process(), a_csv(tmp_path, ideas(1_000)), replies))
    worker = workers.start()
    wait_until(lambda: Idea.objects.count() >= 400)

    worker.kill()
    worker.wait()
    Job.objects.filter(done_at=None).update(lease_until=LONG_AGO)
    written = Idea.objects.count()
    workers.start("--batch").wait(60)

    run.refresh_from_db()
    assert 400 <= written < 1_600
    assert run.state == "done"
    assert counts(run) == {"ideas": (1_000, 0, 0), "comments": (600, 0, 0)}
    assert Idea.objects.public().count() == 1_000
    assert Idea.objects.get(origin__source_id="I0").n_comments == 600
