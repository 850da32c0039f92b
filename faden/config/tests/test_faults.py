"""A full disk, a folder that cannot be written, a mail server that is away, in a running site."""

import os
import resource
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from faden.backbone.jobs.tests.processes import wait_until
from faden.config.tests.load import Crowd, a_town, wrong
from faden.config.tests.processes import Served
from faden.participation.ideas.models import Idea
from faden.shared.media.tests.pictures import a_jpeg
from tools.postgres import server_of_tests

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.alone]
FULL = 300_000  # bytes; larger than the log of these tests, smaller than any database
BUSY = 503


@pytest.fixture(scope="module")
def served(tmp_path_factory, django_db_setup) -> Iterator[Served]:
    """One site for all tests: it outlives them."""
    served = Served(tmp_path_factory.mktemp("site"), FADEN_LIMITS="0")
    try:
        served.wait_until_ready()
        yield served
    finally:
        served.end()


@contextmanager
def no_room(served: Served) -> Iterator[None]:
    """No file of the processes that answer can grow beyond FULL."""
    for pid in served.pages:
        hard = resource.prlimit(pid, resource.RLIMIT_FSIZE)[1]
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (FULL, hard))
    yield
    for pid in served.pages:
        hard = resource.prlimit(pid, resource.RLIMIT_FSIZE)[1]
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (hard, hard))


@pytest.mark.skipif(connection.vendor != "sqlite", reason="its file is the database")
def test_a_full_disk_is_said_politely_and_what_was_stored_stays(served):
    crowd = Crowd(served, a_town())

    with crowd.writing():
        crowd.wait_for(5)
        with no_room(served):
            wait_until(lambda: crowd.answers[str(BUSY)] > 3)
            reading = served.page("/")[0]
        crowd.wait_for(20)

    assert reading == 200
    assert set(crowd.answers) == {"303", str(BUSY)}
    assert wrong(crowd) == []
    log = served.log.read_text()
    assert "The database does not do its work: " in log
    assert "Traceback" not in log


@contextmanager
def cannot_be_written(folder: Path) -> Iterator[None]:
    """A folder into which nobody can put anything; for root it takes a file system."""
    folder.mkdir(exist_ok=True)
    if os.geteuid() != 0:
        folder.chmod(0o500)
        yield
        folder.chmod(0o755)
        return
    mount = ["mount", "-t", "tmpfs", "-o", "ro", "tmpfs", str(folder)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:  # noqa: S603 - our own
        pytest.skip("this root may not mount")
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)  # noqa: S603, S607 - our own


@pytest.mark.once
def test_a_media_folder_that_cannot_be_written_is_said_politely(served):
    town = a_town()
    path = f"/beteiligungen/{town.process.slug}/ideen/neu/"
    form = {"title": "Bank am Ufer", "text": "Mit Blick auf den Fluss.", "name": ""}

    def picture() -> dict[str, object]:
        return {
            "image_1": SimpleUploadedFile("a.jpg", a_jpeg()),
            "image_1_alt": "Eine Bank",
            "has_rights": "on",
        }

    with cannot_be_written(Path(settings.MEDIA_ROOT)):
        status, headers, page = served.send(path, form | picture())
        without_picture = served.post(path, form)
    afterwards = served.send(path, form | picture() | {"title": "Bank am Wehr"})[0]

    assert (status, without_picture, afterwards) == (BUSY, 303, 303)
    assert headers["retry-after"] == "30"
    assert "Browser behalten meist, was Sie getippt haben" in page
    assert Idea.objects.filter(title__startswith="Bank am").count() == 2
    assert "The system refuses: " in served.log.read_text()


@pytest.mark.postgres_only
def test_a_restart_of_postgresql_is_said_politely_and_outlived(served):
    server, crowd = server_of_tests(), Crowd(served, a_town())
    processes = served.all()

    with crowd.writing():
        crowd.wait_for(5)
        server.stop()
        wait_until(lambda: crowd.answers[str(BUSY)] > 1)
        status, headers, page = served.page("/beteiligungen/")
        is_ready = served.answers()
        server.start()
        began = time.monotonic()
        crowd.wait_for(1)
        seconds = time.monotonic() - began
        crowd.wait_for(10)
    connection.close()

    assert (status, headers["retry-after"], is_ready) == (BUSY, "30", False)
    assert "<h1" in page
    assert "Traceback" not in page
    assert seconds < 15
    assert served.all() == processes
    assert set(crowd.answers) == {"303", str(BUSY)}
    assert wrong(crowd) == []
    assert "Traceback" not in served.log.read_text()
