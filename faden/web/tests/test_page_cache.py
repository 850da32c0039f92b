"""The cache in front of an application: what it keeps, for whom, and for how long."""

import gzip
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError

from faden.web.page_cache import DECLARED, Declared, PageCache

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
SITE = Declared(frozenset(["site"]), frozenset(["seite"]))


class City:
    """An application that counts how often it renders, behind a cache; time stands still."""

    def __init__(self, most_bytes: int = 1_000_000) -> None:
        self.now = NOON
        self.versions = {"site": 1}
        self.n_rendered = 0
        self.status = "200 OK"
        self.headers = [("Content-Type", "text/html")]
        self.text = "Ideen "
        self.while_rendering: Any = lambda: None
        self.cache = PageCache(
            self.application,
            read_versions=lambda scopes: {scope: self.versions[scope] for scope in scopes},
            holds_until=lambda now: now + timedelta(hours=1),
            now=lambda: self.now,
            most_bytes=most_bytes,
            session_cookie="sessionid",
        )

    def application(self, environ: Any, start: Any) -> Iterator[bytes]:
        self.n_rendered += 1
        environ[DECLARED] = SITE
        text = f"{self.text}{self.n_rendered}"
        self.while_rendering()
        start(self.status, list(self.headers))
        return iter([text.encode()])

    def ask(self, path: str = "/", query: str = "", *, method: str = "GET", **more: str) -> Any:
        """Return (status, {header: value}, body)."""
        sent: list[Any] = []
        environ = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "HTTP_HOST": "city.example",
            "wsgi.url_scheme": "https",
            **more,
        }
        body = b"".join(self.cache(environ, lambda *answer: sent.extend(answer[:2])))
        return sent[0], {name.lower(): value for name, value in sent[1]}, body

    def is_kept(self, *args: Any, **more: Any) -> bool:
        """Whether the third of three requests is answered without rendering."""
        for _ in range(2):
            self.ask(*args, **more)
        before = self.n_rendered
        self.ask(*args, **more)
        return self.n_rendered == before


@pytest.fixture
def city() -> City:
    return City()


def test_a_page_is_rendered_twice_and_then_kept(city):
    answers = [city.ask()[2] for _ in range(4)]

    assert answers == [b"Ideen 1", b"Ideen 2", b"Ideen 2", b"Ideen 2"]


@pytest.mark.parametrize(
    ("more", "is_kept"),
    [
        ({}, True),
        ({"query": "seite=2"}, True),
        ({"HTTP_COOKIE": "theme=dark"}, True),
        ({"HTTP_COOKIE": "other=1"}, True),
        ({"method": "HEAD"}, True),
        ({"HTTP_COOKIE": "sessionid=abc"}, False),
        ({"HTTP_COOKIE": "theme=dark; sessionid=abc"}, False),
        ({"method": "POST"}, False),
        ({"query": "utm=1"}, False),
        ({"query": "seite=2&utm="}, False),
        ({"query": "seite=" + "2" * 300}, False),
    ],
)
def test_only_requests_without_a_session_and_with_known_parameters_share_a_page(
    city, more, is_kept
):
    assert city.is_kept(**more) is is_kept


@pytest.mark.parametrize(
    ("status", "headers"),
    [
        ("404 Not Found", [("Content-Type", "text/html")]),
        ("302 Found", [("Content-Type", "text/html")]),
        ("200 OK", [("Content-Type", "text/html"), ("Set-Cookie", "sessionid=abc")]),
        ("200 OK", [("Content-Type", "image/png")]),
        ("200 OK", []),
    ],
)
def test_only_whole_texts_that_set_no_cookie_are_kept(city, status, headers):
    city.status, city.headers = status, headers

    assert not city.is_kept()
    assert city.ask()[0] == status


@pytest.mark.parametrize(
    "other",
    [
        {"HTTP_HOST": "other.example"},
        {"HTTP_COOKIE": "theme=dark"},
        {"wsgi.url_scheme": "http"},
        {"HTTP_X_FORWARDED_PROTO": "http"},
        {"query": "seite=2"},
        {"path": "/en/"},
    ],
)
def test_what_a_page_depends_on_gives_a_page_of_its_own(city, other):
    assert city.is_kept()
    first = city.ask()[2]

    assert city.ask(**other)[2] != first


def test_a_page_is_rendered_anew_as_soon_as_something_on_it_was_written(city):
    assert city.is_kept()

    city.versions["site"] += 1

    assert city.ask()[2] == b"Ideen 3"
    assert city.is_kept()


def test_what_is_written_while_a_page_is_rendered_is_on_the_next(city):
    city.ask()
    city.while_rendering = lambda: city.versions.update(site=city.versions["site"] + 1)
    city.ask()
    city.while_rendering = lambda: None

    assert city.ask()[2] == b"Ideen 3"


def test_a_page_ends_at_the_moment_at_which_it_changes_by_itself(city):
    assert city.is_kept()
    kept = city.ask()[2]

    city.now = NOON + timedelta(minutes=59, seconds=59)
    still = city.ask()[2]
    city.now = NOON + timedelta(hours=1)

    assert still == kept
    assert city.ask()[2] != kept


def test_who_has_the_page_already_is_told_that_it_holds(city):
    assert city.is_kept()
    etag = city.ask()[1]["etag"]

    status, _headers, body = city.ask(HTTP_IF_NONE_MATCH=f'"x", {etag}')
    city.versions["site"] += 1

    assert (status, body) == ("304 Not Modified", b"")
    assert city.ask(HTTP_IF_NONE_MATCH=etag)[0] == "200 OK"


def test_browsers_ask_again_each_time_and_nobody_between_keeps_the_page(city):
    assert city.is_kept()

    headers = city.ask()[1]

    assert headers["cache-control"] == "private, no-cache"
    assert headers["vary"] == "Cookie, Accept-Encoding"


def test_a_head_request_gets_the_headers_alone(city):
    assert city.is_kept()

    status, headers, body = city.ask(method="HEAD")

    assert (status, headers["content-length"], body) == ("200 OK", "7", b"")


def test_long_pages_are_sent_compressed_to_those_who_can_read_it(city):
    city.text = "Ideen " * 1_000
    assert city.is_kept()

    plain = city.ask()
    zipped = city.ask(HTTP_ACCEPT_ENCODING="gzip, br")

    assert zipped[1]["content-encoding"] == "gzip"
    assert gzip.decompress(zipped[2]) == plain[2]
    assert "content-encoding" not in plain[1]
    assert zipped[1]["etag"] == plain[1]["etag"]


def test_the_cache_stays_below_its_size_and_forgets_what_was_not_asked_for_longest():
    city = City(most_bytes=5_000)
    for page in range(10):
        assert city.is_kept("/", f"seite={page}")

    assert city.cache.pages.n_bytes <= 5_000
    assert city.is_kept("/", "seite=9")
    before = city.n_rendered
    city.ask("/", "seite=0")
    assert city.n_rendered == before + 1


def test_many_who_ask_at_once_wait_for_one_rendering(city):
    city.ask()
    begun, may_end = threading.Event(), threading.Event()

    def render_slowly() -> None:
        begun.set()
        may_end.wait(10)

    city.while_rendering = render_slowly
    with ThreadPoolExecutor(8) as pool:
        answers = [pool.submit(city.ask) for _ in range(8)]
        begun.wait(10)
        may_end.set()

    assert {answer.result()[2] for answer in answers} == {b"Ideen 2"}


def test_without_an_answer_of_the_database_the_application_speaks_for_itself(city, monkeypatch):
    assert city.is_kept()

    def fail(_scopes):
        raise DatabaseError

    monkeypatch.setattr(city.cache, "read_versions", fail)

    assert city.ask()[2] == b"Ideen 3"
