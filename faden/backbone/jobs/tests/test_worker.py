"""Real worker processes, killed and asked to end at the worst moment."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter

import pytest
from django.db import connection

from faden.backbone.jobs.models import Job
from faden.backbone.jobs.tests import sample_tasks
from faden.backbone.jobs.tests.processes import wait_until

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.alone]


def test_two_workers_run_a_thousand_jobs_each_exactly_once(workers):
    jobs = [sample_tasks.note.enqueue() for _number in range(1000)]

    both = [workers.start("--batch"), workers.start("--batch")]
    codes = [worker.wait(120) for worker in both]

    assert codes == [0, 0]
    assert Counter(workers.traced()) == Counter(f"{job.pk} 1" for job in jobs)
    done_at_once = Job.objects.filter(name=jobs[0].name, done_at__isnull=False, attempts=1)
    assert done_at_once.count() == 1000


def test_an_idle_worker_sees_a_new_job_soon(workers):
    workers.start()
    sample_tasks.note.enqueue(word="first")
    wait_until(workers.traced)

    job = sample_tasks.note.enqueue(word="second")
    wait_until(lambda: len(workers.traced()) == 2, seconds=3)

    assert workers.traced()[1] == f"{job.pk} 1 second"
    wait_until(lambda: f"samples.note {job.pk} done, attempt 1" in workers.log.read_text())


def test_the_job_of_a_killed_worker_is_taken_over_after_its_lease(workers):
    job = sample_tasks.doze.enqueue(seconds=60)
    worker = workers.start()
    wait_until(workers.traced)

    worker.kill()
    workers.start()
    wait_until(lambda: len(workers.traced()) == 3)

    assert workers.traced() == [f"{job.pk} 1 begins", f"{job.pk} 2 begins", f"{job.pk} 2 ends"]
    wait_until(lambda: Job.objects.filter(pk=job.pk, done_at__isnull=False, attempts=2).exists())


def test_a_job_that_says_how_far_it_is_outlives_its_lease(workers):
    job = sample_tasks.steps.enqueue(count=30)  # 3 seconds with a lease of 2

    workers.start("--batch").wait(20)
    workers.start("--batch").wait(20)

    job.refresh_from_db()
    assert (job.attempts, job.progress_done, job.progress_total) == (1, 30, 30)
    assert job.done_at is not None


def test_a_job_that_hangs_is_interrupted_before_another_worker_may_take_it(workers):
    job = sample_tasks.doze.enqueue(seconds=60)

    began = time.monotonic()
    workers.start("--batch").wait(20)

    job.refresh_from_db()
    assert time.monotonic() - began < 10
    assert job.last_error.startswith("TookTooLong (backbone/jobs/tests/sample_tasks.py:")
    assert (job.attempts, job.lease_until, job.done_at) == (1, None, None)


def test_a_worker_asked_to_end_finishes_a_short_job(workers):
    job = sample_tasks.sleep.enqueue(seconds=1)
    worker = workers.start()
    wait_until(workers.traced)

    worker.terminate()

    assert worker.wait(5) == 0
    assert workers.traced() == [f"{job.pk} 1 begins", f"{job.pk} 1 ends"]
    job.refresh_from_db()
    assert job.done_at is not None


@pytest.mark.parametrize(
    ("name", "arguments"), [("steps", {"count": 600}), ("sleep", {"seconds": 60})]
)
def test_a_worker_asked_to_end_puts_a_long_job_back(workers, name, arguments):
    job = getattr(sample_tasks, name).enqueue(**arguments)
    worker = workers.start()
    wait_until(workers.traced)

    worker.terminate()

    assert worker.wait(8) == 0
    job.refresh_from_db()
    assert (job.attempts, job.lease_until, job.done_at) == (0, None, None)
    assert "put back for the next worker" in workers.log.read_text()


def test_a_worker_ends_with_the_process_that_started_it(workers):
    parent = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    orphan = workers.start("--parent", str(parent.pid))  # never its parent: as if it had gone

    assert orphan.wait(20) == 0

    parent.kill()
    parent.wait()


def test_a_worker_stays_while_the_process_that_started_it_runs(workers):
    worker = workers.start("--parent", str(os.getpid()))
    sample_tasks.note.enqueue()
    wait_until(workers.traced)

    time.sleep(1)

    assert worker.poll() is None
    worker.send_signal(signal.SIGINT)
    assert worker.wait(5) == 0


@pytest.mark.postgres_only
@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has no connections to cut")
def test_a_worker_outlives_cut_database_connections(workers):
    worker = workers.start(PGAPPNAME="cut")
    sample_tasks.note.enqueue(word="before")
    wait_until(workers.traced)

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'cut'"
        )
    sample_tasks.note.enqueue(word="after")
    wait_until(lambda: len(workers.traced()) == 2)

    assert worker.poll() is None
    wait_until(lambda: not Job.objects.filter(done_at__isnull=True, slot__isnull=True).exists())
