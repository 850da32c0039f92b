"""`faden serve` with real processes: what is killed comes back, and all end together."""

import os
import signal
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from django.test import Client

from faden.backbone.audit.tests.threads import at_once
from faden.backbone.items.models import Item
from faden.backbone.items.tests.factories import an_item_in
from faden.backbone.jobs.models import Job
from faden.backbone.jobs.registry import task_named
from faden.backbone.jobs.tests.processes import wait_until
from faden.backbone.people.tests.factories import a_person
from faden.backbone.processes.tests.factories import an_open_process
from faden.config.tests.processes import Served, children, faden, is_running
from faden.shared.ratings.models import Rating

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.alone]


@pytest.fixture
def served(tmp_path) -> Iterator[Served]:
    """A site of its own, for a test that ends it."""
    yield from a_running_site(tmp_path)


@pytest.fixture(scope="module")
def shared(tmp_path_factory, django_db_setup) -> Iterator[Served]:
    """One site for all tests that leave it running."""
    yield from a_running_site(tmp_path_factory.mktemp("site"))


def a_running_site(folder: Path) -> Iterator[Served]:
    site = Served(folder)
    try:
        site.wait_until_ready()
        yield site
    finally:
        site.end()


def test_one_command_serves_pages_and_runs_jobs(shared):
    job = task_named("jobs.remove_done").enqueue()

    assert shared.answers()
    line = f"Faden runs at http://127.0.0.1:{shared.port}/  (stop with Ctrl-C)\n"
    assert line in shared.log.read_text()
    wait_until(lambda: Job.objects.filter(pk=job.pk, done_at__isnull=False).exists())


def test_a_hundred_ratings_sent_at_once_are_counted_exactly(shared):
    item = an_item_in(an_open_process())
    crowd = [a_person() for _ in range(100)]
    sessions = [session_of(person) for person in crowd]

    statuses = at_once(
        partial(
            shared.post,
            f"/bewertungen/{item.pk}/",
            {"wert": "dagegen" if number % 4 else "dafuer"},
            session=session,
        )
        for number, session in enumerate(sessions)
    )

    assert set(statuses) == {303}
    assert Item.objects.values_list("n_up", "n_down").get(pk=item.pk) == (25, 75)
    assert Rating.objects.filter(item=item).count() == 100


def session_of(person) -> str:
    """The key of a new session in which the person is signed in."""
    client = Client()
    client.force_login(person)
    return client.cookies["sessionid"].value


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_everything_ends_within_seconds_when_asked(served, number):
    processes = served.all()

    served.process.send_signal(number)
    began = time.monotonic()
    code = served.process.wait(15)

    assert (code, len(processes)) == (0, 5)
    assert time.monotonic() - began < 8
    assert not [pid for pid in processes if is_running(pid)]
    assert not served.answers()


def test_killed_workers_are_started_again(shared):
    before = shared.workers
    job = task_named("jobs.remove_done").enqueue()

    for pid in before:
        os.kill(pid, signal.SIGKILL)
    wait_until(lambda: len(shared.workers - before) == 2)

    Job.objects.update(lease_until=None)
    wait_until(lambda: Job.objects.filter(pk=job.pk, done_at__isnull=False).exists())
    assert "Worker 1 was ended by SIGKILL; it starts again in 0.5 s." in shared.log.read_text()


def test_a_killed_web_server_is_started_again(shared):
    before = shared.web
    below = list(children(before))

    os.kill(before, signal.SIGKILL)
    wait_until(lambda: shared.web not in {0, before})

    wait_until(shared.answers)
    assert not [pid for pid in below if is_running(pid)]


def test_a_killed_process_of_the_web_server_is_started_again(shared):
    killed = next(iter(children(shared.web)))

    os.kill(killed, signal.SIGKILL)

    wait_until(lambda: len(set(children(shared.web)) - {killed}) == 2)
    assert shared.answers()


@pytest.mark.parametrize("with_web_server", [False, True])
def test_nothing_is_left_when_the_supervisor_is_killed(served, with_web_server):
    processes, web = served.all(), served.web

    served.process.kill()
    if with_web_server:
        os.kill(web, signal.SIGKILL)

    wait_until(lambda: not [pid for pid in processes if is_running(pid)])
    assert not served.answers()


def test_a_taken_port_is_named_with_a_free_one(shared):
    second = faden("serve", "--port", str(shared.port))

    assert second.returncode == 2
    assert second.stderr.startswith(f"Port {shared.port} is taken. Try: faden serve --port ")
    assert second.stderr.count("\n") == 1
