"""`faden serve` with real processes: what is killed comes back, and all end together."""

import os
import signal
import time
from collections.abc import Iterator

import pytest

from faden.backbone.jobs.models import Job
from faden.backbone.jobs.registry import task_named
from faden.backbone.jobs.tests.processes import wait_until
from faden.config.tests.processes import Served, children, faden, is_running

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.alone]


@pytest.fixture
def served(tmp_path) -> Iterator[Served]:
    served = Served(tmp_path)
    yield served
    served.end()


def test_one_command_serves_pages_and_runs_jobs(served):
    job = task_named("jobs.remove_done").enqueue()

    served.wait_until_ready()

    assert served.answers()
    assert (
        served.log.read_text()
        .strip()
        .endswith(f"Faden runs at http://127.0.0.1:{served.port}/  (stop with Ctrl-C)")
    )
    wait_until(lambda: Job.objects.filter(pk=job.pk, done_at__isnull=False).exists())


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_everything_ends_within_seconds_when_asked(served, number):
    served.wait_until_ready()
    processes = served.all()

    served.process.send_signal(number)
    began = time.monotonic()
    code = served.process.wait(15)

    assert (code, len(processes)) == (0, 5)
    assert time.monotonic() - began < 8
    assert not [pid for pid in processes if is_running(pid)]
    assert not served.answers()


def test_killed_workers_are_started_again(served):
    served.wait_until_ready()
    before = served.workers
    job = task_named("jobs.remove_done").enqueue()

    for pid in before:
        os.kill(pid, signal.SIGKILL)
    wait_until(lambda: len(served.workers - before) == 2)

    Job.objects.update(lease_until=None)
    wait_until(lambda: Job.objects.filter(pk=job.pk, done_at__isnull=False).exists())
    assert "Worker 1 was ended by SIGKILL; it starts again in 0.5 s." in served.log.read_text()


def test_a_killed_web_server_is_started_again(served):
    served.wait_until_ready()
    before = served.web
    below = list(children(before))

    os.kill(before, signal.SIGKILL)
    wait_until(lambda: served.web not in {0, before})

    wait_until(served.answers)
    assert not [pid for pid in below if is_running(pid)]


def test_a_killed_process_of_the_web_server_is_started_again(served):
    served.wait_until_ready()
    killed = next(iter(children(served.web)))

    os.kill(killed, signal.SIGKILL)

    wait_until(lambda: len(set(children(served.web)) - {killed}) == 2)
    assert served.answers()


@pytest.mark.parametrize("with_web_server", [False, True])
def test_nothing_is_left_when_the_supervisor_is_killed(served, with_web_server):
    served.wait_until_ready()
    processes, web = served.all(), served.web

    served.process.kill()
    if with_web_server:
        os.kill(web, signal.SIGKILL)

    wait_until(lambda: not [pid for pid in processes if is_running(pid)])
    assert not served.answers()


def test_a_taken_port_is_named_with_a_free_one(served):
    served.wait_until_ready()

    second = faden("serve", "--port", str(served.port))

    assert second.returncode == 2
    assert second.stderr.startswith(f"Port {served.port} is taken. Try: faden serve --port ")
    assert second.stderr.count("\n") == 1
