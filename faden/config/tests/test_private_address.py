"""One site with all that administrators look at: figures, health in full, the log."""

import json
from collections.abc import Iterator
from http import HTTPStatus
from http.client import HTTPConnection, HTTPResponse
from urllib.parse import urlencode

import pytest

from faden.backbone.jobs.tests.processes import wait_until
from faden.backbone.people.actions import create_account
from faden.backbone.people.tests.factories import NOON
from faden.backbone.processes.tests.factories import an_open_process
from faden.config.tests.processes import Served, free_port

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.alone]
PASSWORD = "correct horse battery"  # noqa: S105 - of nobody
BROWSER = {"Sec-Fetch-Site": "same-origin", "Content-Type": "application/x-www-form-urlencoded"}
PERSONAL = ("Ada", "ada@", "town.example", "Geheimwort", "Seestra", "battery", "127.0.0.1")


@pytest.fixture
def port(monkeypatch) -> int:
    port = free_port()
    monkeypatch.setenv("FADEN_METRICS_PORT", str(port))
    monkeypatch.setenv("FADEN_LOG", "json")
    return port


@pytest.fixture
def site(port, tmp_path) -> Iterator[Served]:
    site = Served(tmp_path, "--workers", "2")
    try:
        site.wait_until_ready()
        yield site
    finally:
        site.end()


def answer(port: int, path: str, form: dict[str, str] | None = None) -> tuple[HTTPResponse, str]:
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    headers = {"Host": "localhost", **(BROWSER if form else {})}
    body = urlencode(form) if form else None
    connection.request("POST" if form else "GET", path, body=body, headers=headers)
    found = connection.getresponse()
    return found, found.read().decode()


def figures(port: int) -> dict[str, float]:
    """What the private address tells, `{name with labels: value}`."""
    lines = answer(port, "/metrics")[1].splitlines()
    found = (line.rpartition(" ") for line in lines if not line.startswith("#"))
    return {name: float(value) for name, _, value in found}


def visit(site: Served) -> set[str]:
    """Read, sign in, search and hand in an idea; return the names of the requests."""
    process = an_open_process()
    create_account(email="ada@town.example", display_name="Ada", password=PASSWORD, now=NOON)
    ideas = f"/beteiligungen/{process.slug}/ideen/"
    idea = {"title": "Geheimwort", "text": "Ada wohnt in der Seestraße.", "name": "Ada"}
    account = {"login": "ada@town.example", "password": PASSWORD}

    found = [answer(site.port, path)[0] for path in ("/", "/", "/", f"{ideas}?suche=Geheimwort")]
    found += [answer(site.port, f"{ideas}neu/", idea)[0]]
    found += [answer(site.port, "/konto/einloggen/", account)[0]]

    assert found[-1].status == HTTPStatus.FOUND
    assert all(page.status < HTTPStatus.INTERNAL_SERVER_ERROR for page in found)
    return {page.headers["X-Request-ID"] for page in found}


def test_what_administrators_look_at(site, port):
    names = visit(site)
    wait_until(lambda: answer(port, "/healthz/live")[0].status == HTTPStatus.OK)
    told = figures(port)
    full, checks = answer(port, "/healthz/ready")
    public, words = answer(site.port, "/healthz/ready?format=json")
    lines = [line for line in site.log.read_text().splitlines() if "Faden runs at" not in line]

    assert len(names) == 6
    home = 'faden_requests_total{method="GET",route="home",status="200"}'
    assert told[home] >= 3
    assert told['faden_request_seconds_count{route="home"}'] == told[home]
    assert told['faden_page_cache_total{result="miss"}'] > 0
    assert told["faden_database_queries_total"] > 0
    assert told['faden_jobs{state="failed"}'] == 0
    assert told['faden_mails{state="waiting"}'] == 0
    roles = {name.partition('role="')[2].partition('"')[0] for name in told if "memory" in name}
    assert roles == {"web", "work", "supervisor", "metrics"}
    assert (full.status, public.status, json.loads(words)) == (200, 200, {"status": "ok"})
    of_checks = {check["name"]: check["is_ok"] for check in json.loads(checks)["checks"]}
    assert of_checks["database"]
    assert told.keys() >= {f'faden_check{{check="{name}"}}' for name in of_checks}
    assert [word for word in PERSONAL for line in lines if word in line] == []
