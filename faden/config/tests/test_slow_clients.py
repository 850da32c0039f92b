"""Clients that are slow, or very many: nobody else waits for them."""

import http.client
import socket
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager

import pytest

from faden.backbone.people.tests.factories import a_person
from faden.config.tests.load import session_of
from faden.config.tests.processes import Served
from faden.participation.ideas.tests.factories import an_idea
from faden.shared.comments.models import Comment

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.alone, pytest.mark.once]
N_SLOW = 200  # many times the threads there are
FORM = "POST /kontakt/ HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: same-origin\r\n"
LARGE = "/static/vendor/kern/kern.min.css"


@pytest.fixture(scope="module")
def served(tmp_path_factory, django_db_setup) -> Iterator[Served]:
    served = Served(tmp_path_factory.mktemp("site"), FADEN_LIMITS="0")
    try:
        served.wait_until_ready()
        yield served
    finally:
        served.end()


@contextmanager
def connections(served: Served, n: int, begun: str) -> Iterator[list[socket.socket]]:
    """So many connections that have sent this and then say nothing."""
    with ExitStack() as stack:
        opened = []
        for _ in range(n):
            one = stack.enter_context(socket.socket())
            one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
            one.connect(("127.0.0.1", served.port))
            one.sendall(begun.encode())
            opened.append(one)
        yield opened


@pytest.mark.parametrize(
    "begun",
    [
        pytest.param(f"{FORM}Content-Length: 500000\r\n\r\nname=", id="bodies that do not come"),
        pytest.param(FORM, id="heads that do not end"),
        pytest.param(f"GET {LARGE} HTTP/1.1\r\nHost: localhost\r\n\r\n" * 8, id="readers"),
    ],
)
def test_people_are_answered_at_once_while_hundreds_are_slow(served, begun):
    idea, session = an_idea(), session_of(a_person())

    with connections(served, N_SLOW, begun):
        time.sleep(0.2)
        began = time.monotonic()
        page = served.page("/")[0]
        rated = served.post(f"/bewertungen/{idea.pk}/", {"wert": "dafuer"}, session=session)
        seconds = time.monotonic() - began

    assert (page, rated) == (200, 303)
    assert seconds < 10  # half of what a silent body is waited for


def test_hundreds_of_connections_at_once_are_all_answered(served):
    ask = "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"

    with connections(served, 500, ask) as opened, ThreadPoolExecutor(8) as pool:
        answers = Counter(pool.map(_first_line, opened))

    assert answers == {"HTTP/1.1 200 OK": 500}


def test_a_form_of_which_only_a_part_arrived_is_not_stored(served):
    idea = an_idea()
    head = f"POST /beitraege/{idea.pk}/kommentieren/ HTTP/1.1\r\nHost: localhost\r\n"
    kind = "Content-Type: application/x-www-form-urlencoded\r\nSec-Fetch-Site: same-origin\r\n"
    part = "Content-Length: 60\r\n\r\nstance=for&name=&text=Eine+halbe"

    with connections(served, 1, f"{head}{kind}{part}"):
        time.sleep(0.1)
    time.sleep(0.3)

    assert served.answers()
    assert not Comment.objects.exists()


def test_many_forms_go_through_one_connection(served):
    path = f"/bewertungen/{an_idea().pk}/"
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "Sec-Fetch-Site": "same-origin",
        "Cookie": f"sessionid={session_of(a_person())}",
    }

    with closing(http.client.HTTPConnection("localhost", served.port, timeout=30)) as connection:
        statuses = []
        for value in ("dafuer", "dagegen", "dafuer"):
            connection.request("POST", path, body=f"wert={value}", headers=headers)
            answer = connection.getresponse()
            answer.read()
            statuses.append(answer.status)

    assert statuses == [303] * 3


def _first_line(one: socket.socket) -> str:
    one.settimeout(30)
    return one.makefile("rb").readline().decode().strip()
