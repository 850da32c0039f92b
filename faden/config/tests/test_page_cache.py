"""The cache of whole pages in real server processes: no page is older than a finished write."""

import http.client
import re
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest
from django.db import connection
from django.db.models import F

from faden.backbone.audit.actions import action, touch
from faden.backbone.items.models import Item
from faden.backbone.places.tests.factories import a_place
from faden.backbone.processes.tests.factories import an_open_process
from faden.config.tests.processes import Served
from faden.participation.ideas.tests.factories import an_idea

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.alone]
N_READERS, N_WRITERS = 3, 2
N_READ = 10_000
IN_FAVOUR = re.compile(r'faden-rating__row--up">.*?>([0-9.]+)</span>')


@pytest.fixture
def served(tmp_path) -> Iterator[Served]:
    served = Served(tmp_path, "--workers", "2")
    yield served
    served.end()


@action
def count_one(item: Item) -> None:
    Item.objects.filter(pk=item.pk).update(n_up=F("n_up") + 1)
    touch(item)


class Written:
    """How many writes have been acknowledged; writers go on until they are told to end."""

    def __init__(self, item: Item) -> None:
        self.item, self.n, self.ends = item, 0, threading.Event()
        self._lock = threading.Lock()

    def write(self) -> None:
        while not self.ends.wait(0.2):
            count_one(self.item)
            with self._lock:
                self.n += 1
        connection.close()


def read(served: Served, path: str, written: Written) -> tuple[int, int]:
    """Return how many pages were read, and how many of them older than a finished write."""
    n_old = 0
    with closing(http.client.HTTPConnection("127.0.0.1", served.port, timeout=30)) as server:
        for _ in range(N_READ // N_READERS):
            acknowledged = written.n
            server.request("GET", path)
            page = server.getresponse().read().decode()
            shown = IN_FAVOUR.search(page)
            assert shown, page[:500]
            n_old += int(shown[1].replace(".", "")) < acknowledged
    return N_READ // N_READERS, n_old


def test_of_ten_thousand_pages_none_is_older_than_what_was_acknowledged(served):
    a_place()
    idea = an_idea(an_open_process())
    written = Written(idea)
    served.wait_until_ready()

    with ThreadPoolExecutor(N_READERS + N_WRITERS) as pool:
        writers = [pool.submit(written.write) for _ in range(N_WRITERS)]
        readers = [
            pool.submit(read, served, idea.get_absolute_url(), written) for _ in range(N_READERS)
        ]
        found = [reader.result() for reader in readers]
        written.ends.set()
        for writer in writers:
            writer.result()

    assert sum(n for n, _old in found) == N_READ // N_READERS * N_READERS
    assert sum(n_old for _n, n_old in found) == 0
    assert written.n > 10
