import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction

from faden.backbone.jobs import actions, queries
from faden.backbone.jobs.models import Job, Priority
from faden.backbone.jobs.registry import LeaseLost, NoSuchTask
from faden.backbone.jobs.tests import sample_tasks
from faden.backbone.jobs.worker import run_due

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)
pytestmark = pytest.mark.django_db


def a_job(**options) -> Job:
    return sample_tasks.note.enqueue(**({"run_at": NOON} | options))


def claimed(*, now: datetime = NOON) -> Job:
    job = actions.claim("a worker", now=now)
    assert job is not None
    return job


def test_a_job_is_not_enqueued_when_the_transaction_is_undone():
    @transaction.atomic
    def goes_wrong() -> None:
        a_job()
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        goes_wrong()

    assert not Job.objects.exists()


def test_arguments_the_task_does_not_take_are_refused_at_once():
    with pytest.raises(TypeError):
        sample_tasks.note.enqueue(letter="a")


def test_arguments_that_are_not_json_are_refused_at_once():
    with pytest.raises(TypeError):
        sample_tasks.note.enqueue(word=object())


def test_a_task_that_no_room_has_is_refused_at_once():
    with pytest.raises(NoSuchTask, match=r"samples\.nonsense"):
        actions.enqueue("samples.nonsense")


def test_jobs_are_taken_in_the_order_in_which_they_are_due():
    late, early, same = a_job(run_at=NOON), a_job(run_at=NOON - SECOND), a_job(run_at=NOON)
    a_job(run_at=NOON + SECOND)

    taken = [actions.claim("a worker", now=NOON) for _turn in range(4)]

    assert taken == [early, late, same, None]


def test_a_job_is_taken_again_when_its_lease_ends():
    job = a_job()
    first = claimed()

    during = actions.claim("another", now=NOON + timedelta(seconds=119))
    after = actions.claim("another", now=NOON + timedelta(seconds=121))

    assert during is None
    assert after == job
    assert (first.attempts, after.attempts) == (1, 2)


def test_progress_is_stored_and_extends_the_lease():
    a_job()
    job = claimed()

    actions.extend(job, done=20, total=100, now=NOON + timedelta(seconds=100))

    job.refresh_from_db()
    assert (job.progress_done, job.progress_total) == (20, 100)
    assert actions.claim("another", now=NOON + timedelta(seconds=219)) is None


@pytest.mark.parametrize(
    "change",
    [
        lambda job: actions.extend(job, done=1, total=2, now=NOON),
        lambda job: actions.finish(job, now=NOON),
        lambda job: actions.fail(job, "", now=NOON),
        actions.release,
    ],
)
def test_who_has_lost_the_lease_changes_nothing_any_more(change):
    a_job()
    slow = claimed()
    fast = claimed(now=NOON + timedelta(minutes=3))

    with pytest.raises(LeaseLost):
        change(slow)

    fast.refresh_from_db()
    assert (fast.attempts, fast.leased_by, fast.done_at) == (2, "a worker", None)


def test_a_failing_job_is_tried_again_later_and_stays_visible_in_the_end():
    job = sample_tasks.fail.enqueue(run_at=NOON)
    tried_at = []

    for minute in range(20):
        now = NOON + timedelta(minutes=minute)
        tried_at += [minute] * run_due(now)

    job.refresh_from_db()
    assert tried_at == [0, 1, 2]  # 15 seconds and one minute later
    assert job.last_error.startswith("JobFailed: no. 3 (")
    assert list(queries.failed_jobs()) == [job]
    assert not queries.open_jobs().exists()


def test_a_job_of_an_unknown_task_says_so():
    Job.objects.create(name="samples.gone", run_at=NOON)

    run_due(NOON)

    assert Job.objects.get().last_error.startswith("NoSuchTask: no room has a task samples.gone")


def test_a_job_that_takes_its_worker_down_each_time_is_given_up():
    job = a_job()
    Job.objects.update(attempts=7)
    claimed()
    later = NOON + timedelta(hours=1)

    again = actions.claim("another", now=later)
    given_up = actions.give_up_abandoned(now=later)

    assert (again, given_up) == (None, 1)
    assert list(queries.failed_jobs()) == [job]


def test_a_released_job_has_not_used_up_an_attempt():
    job = a_job()

    actions.release(claimed())

    job.refresh_from_db()
    assert (job.attempts, job.lease_until, job.leased_by) == (0, None, "")
    assert claimed() == job


def test_a_waiting_job_is_not_put_twice():
    job = a_job(unique_key="a key")

    again = a_job(unique_key="a key")

    assert again == job
    assert run_due(NOON) == 1


def test_what_is_enqueued_while_it_runs_runs_once_more():
    job = a_job(unique_key="a key")
    running = claimed()

    again = a_job(unique_key="a key")
    actions.finish(running, now=NOON)

    assert again == job
    assert run_due(NOON) == 1
    assert queries.job_by_key("a key").done_at == NOON


def test_a_key_is_free_when_its_job_is_done():
    first = a_job(unique_key="a key")
    run_due(NOON)

    second = a_job(unique_key="a key")

    assert second != first
    assert queries.job_by_key("a key") == second


def test_jobs_without_a_key_are_all_put():
    a_job()
    a_job()

    assert run_due(NOON) == 2


def test_the_lag_tells_how_long_work_has_been_waiting():
    assert queries.lag(NOON) == timedelta()

    a_job(run_at=NOON - timedelta(minutes=5))
    a_job(run_at=NOON + timedelta(minutes=5))

    assert queries.lag(NOON) == timedelta(minutes=5)


def test_done_jobs_are_removed_after_a_week_and_failed_ones_stay():
    old, fresh, failed = a_job(), a_job(), a_job()
    Job.objects.filter(pk=old.pk).update(done_at=NOON - timedelta(days=8))
    Job.objects.filter(pk=fresh.pk).update(done_at=NOON - timedelta(days=6))
    Job.objects.filter(pk=failed.pk).update(failed_at=NOON - timedelta(days=100))

    removed = actions.remove_done(now=NOON)

    assert removed == 1
    assert set(Job.objects.all()) == {fresh, failed}


@pytest.mark.django_db(transaction=True)
def test_a_key_gets_one_job_when_many_put_it_at_the_same_moment():
    start = threading.Barrier(8)

    def put() -> None:
        start.wait()
        a_job(unique_key="a key")
        connection.close()

    threads = [threading.Thread(target=put) for _number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert Job.objects.count() == 1


def test_what_somebody_waits_for_goes_first_and_what_can_wait_goes_last():
    usual = a_job(run_at=NOON - SECOND)
    later = a_job(run_at=NOON - timedelta(days=1), priority=Priority.CAN_WAIT)
    urgent = a_job(priority=Priority.SOMEBODY_WAITS)

    taken = [claimed() for _turn in range(3)]

    assert taken == [urgent, usual, later]


def test_a_worker_kept_free_leaves_what_takes_minutes():
    long_job = sample_tasks.count_long.enqueue(run_at=NOON)
    leave = frozenset({long_job.name})

    left = actions.claim("short", now=NOON, leave=leave)

    assert left is None
    assert claimed() == long_job


def test_a_task_can_put_itself_off_without_using_up_an_attempt():
    job = a_job()

    actions.postpone(claimed(), until=NOON + SECOND)

    job.refresh_from_db()
    assert (job.attempts, job.run_at, job.lease_until) == (0, NOON + SECOND, None)


def test_the_counts_tell_what_waits_runs_and_failed():
    waiting, retrying, running, failed = (a_job() for _number in range(4))
    Job.objects.filter(pk=running.pk).update(attempts=1, lease_until=NOON + SECOND)
    Job.objects.filter(pk=retrying.pk).update(attempts=1, run_at=NOON + SECOND)
    Job.objects.filter(pk=failed.pk).update(failed_at=NOON)
    Job.objects.filter(pk=waiting.pk).update(run_at=NOON - SECOND)

    assert queries.counts(NOON) == queries.Counts(
        waiting=1,
        retrying=1,
        running=1,
        failed=1,
        oldest_waiting=SECOND,
        failed_by_task={"samples.note": 1},
    )
