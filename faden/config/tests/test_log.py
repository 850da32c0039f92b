"""What goes wrong is on the standard error output, as the page about it says; nobody is in it."""

import json
import logging
from http import HTTPStatus
from io import StringIO

import pytest
from django.db import connection
from django.test import Client, RequestFactory

from faden.config.log import FORMATTERS, JsonLines, settings
from faden.config.requests import SEEN, Answered, Requests, Seen
from faden.web import request_id

SECRET = "Ada Beispiel, ada@town.example, /konto/link/geheim"  # noqa: S105 - what must not be told


@pytest.fixture
def log(monkeypatch) -> StringIO:
    """What the handlers of Django's messages write."""
    written = StringIO()
    for handler in logging.getLogger("django").handlers:
        monkeypatch.setattr(handler, "stream", written, raising=False)
    return written


@pytest.mark.django_db
def test_a_failure_of_ours_is_in_the_log_with_its_place_and_the_name_of_the_request(log) -> None:
    name = request_id.begin("", is_trusted=False)
    with connection.execute_wrapper(_breaks):
        answer = Client(raise_request_exception=False).get("/?suche=Ada", {"token": SECRET})
    request_id.end()

    written = log.getvalue()
    assert answer.status_code == HTTPStatus.INTERNAL_SERVER_ERROR
    assert f"ERROR GET home 500 [{name}]" in written
    assert "ZeroDivisionError" in written
    assert "test_log.py" in written
    assert not [word for word in ("Ada", "town.example", "geheim", "suche") if word in written]
    assert name in answer.content.decode()


@pytest.mark.django_db
def test_an_address_that_does_not_exist_is_not_in_the_log(log) -> None:
    answer = Client().get("/gibt-es-nicht/")

    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert log.getvalue() == ""


def _breaks(*_statement: object) -> None:
    """A database that fails at every statement, and quotes what it was given."""
    raise ZeroDivisionError(SECRET)


def test_json_is_one_object_a_line() -> None:
    try:
        _breaks()
    except ZeroDivisionError:
        record = logging.LogRecord("faden.jobs", logging.ERROR, "", 1, "%s", ("two\nlines",), None)
        record.exc_info = __import__("sys").exc_info()

    line = JsonLines().format(record)

    assert "\n" not in line
    told = json.loads(line)
    assert told["message"] == "two\nlines"
    assert (told["level"], told["logger"]) == ("error", "faden.jobs")
    assert told["error"][-1].startswith("ZeroDivisionError")
    assert "Ada" not in line


@pytest.mark.parametrize("chosen", FORMATTERS)
def test_each_format_can_be_set(chosen) -> None:
    assert settings(chosen)["formatters"]["line"]["()"].endswith("Lines")


@pytest.mark.parametrize(
    ("proxies", "given", "is_kept"),
    [
        (1, "0123abcd-4567", True),
        (0, "0123abcd-4567", False),
        (1, "short", False),
        (1, "with blanks in it", False),
        (1, "x" * 65, False),
    ],
)
def test_the_proxy_names_requests_if_there_is_one(settings, proxies, given, is_kept) -> None:
    settings.FADEN_PROXIES = proxies
    headers: dict[str, str] = {}
    application = Requests(_page)

    body = application(_environ(HTTP_X_REQUEST_ID=given), lambda _s, h: headers.update(h))

    assert list(body) == [headers["X-Request-ID"].encode()]
    assert (headers["X-Request-ID"] == given) is is_kept
    assert request_id.current() == ""


def test_answers_are_counted_by_route_and_the_cache_by_what_it_saved() -> None:
    told: list[Answered] = []
    application = Requests(_page, count=told.append)

    application(_environ(route="home:home", is_cacheable=True), lambda *_a: None)
    application(_environ(), lambda *_a: None)
    application(_environ(path="/team/", route="staff:start"), lambda *_a: None)

    assert [(a.route, a.status, a.cache) for a in told] == [
        ("home:home", "200", "miss"),
        ("home:home", "200", "hit"),
        ("staff:start", "200", "none"),
    ]


def _page(environ, start) -> list[bytes]:
    """A page that the application below answers, as the middleware would tell of it."""
    environ[SEEN].route, environ[SEEN].is_cacheable = (
        environ["told"].route,
        environ["told"].is_cacheable,
    )
    start("200 OK", [])
    return [request_id.current().encode()]


def _environ(path: str = "/", *, route: str = "", is_cacheable: bool = False, **more: str) -> dict:
    request = RequestFactory().get(path)
    return {**request.environ, "told": Seen(route, is_cacheable), **more}
