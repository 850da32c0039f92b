"""The clock of the machine jumps: work is neither lost nor done twice, pages stay true."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client

from faden.backbone.audit.actions import action, touch
from faden.backbone.audit.queries import versions
from faden.backbone.jobs import actions
from faden.backbone.jobs.models import Job
from faden.backbone.jobs.queries import open_jobs
from faden.backbone.jobs.registry import LeaseLost
from faden.backbone.jobs.tests import sample_tasks
from faden.backbone.people.tests.factories import a_person
from faden.backbone.processes.tests.factories import an_open_process

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
HOUR, YEAR = timedelta(hours=1), timedelta(days=365)
pytestmark = pytest.mark.django_db


def test_after_a_jump_back_no_job_runs_twice_and_none_is_lost():
    running, waiting = (sample_tasks.note.enqueue(run_at=NOON) for _ in range(2))
    assert actions.claim("first", now=NOON) == running

    assert actions.claim("second", now=NOON - HOUR) is None
    actions.finish(Job.objects.get(pk=running.pk), now=NOON - HOUR)

    assert actions.claim("second", now=NOON) == waiting
    assert list(open_jobs()) == [waiting]


def test_after_a_jump_forward_whoever_lost_the_job_changes_nothing_any_more():
    job = sample_tasks.note.enqueue(run_at=NOON)
    before = actions.claim("first", now=NOON)

    assert actions.claim("second", now=NOON + YEAR) == job
    with pytest.raises(LeaseLost):
        actions.finish(before, now=NOON + YEAR)


def test_what_was_planned_by_a_wrong_clock_is_planned_anew_at_the_next_start():
    actions.plan_anew(now=NOON)
    right = set(open_jobs().values_list("name", "slot"))
    Job.objects.all().delete()
    actions.plan_anew(now=NOON + YEAR)

    actions.plan_anew(now=NOON)

    assert set(open_jobs().values_list("name", "slot")) == right


@action
def change(item, *, now: datetime) -> None:
    touch(item)


@pytest.mark.parametrize("jump", [-YEAR, YEAR])
def test_versions_of_pages_count_writes_and_not_time(jump):
    process = an_open_process()
    scopes = process.page_scopes()
    before = versions(scopes)

    change(process, now=NOON + jump)

    assert any(version > before[scope] for scope, version in versions(scopes).items())


def test_after_a_jump_back_people_stay_signed_in():
    person = a_person()
    with time_machine.travel(NOON + HOUR):
        client = Client()
        client.force_login(person)

    with time_machine.travel(NOON - YEAR):
        assert client.get("/konto/").status_code == 200
