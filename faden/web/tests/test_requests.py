"""Forged, broken and unreadable requests, and the pages that answer failures."""

import pytest
from django.test import Client

from faden.web import errors
from faden.web.tests.documents import document

pytestmark = pytest.mark.django_db
SAME, CROSS = {"Sec-Fetch-Site": "same-origin"}, {"Sec-Fetch-Site": "cross-site"}


@pytest.fixture
def browser():
    return Client(enforce_csrf_checks=True, raise_request_exception=False)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, 200),
        ({"Origin": "http://testserver"}, 200),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Sec-Fetch-Site": "none"}, 403),
        ({}, 403),
    ],
)
def test_only_forms_of_our_own_pages_are_taken(browser, headers, status):
    assert browser.post("/echo/", {"a": "1"}, headers=headers).status_code == status


@pytest.mark.parametrize("headers", [{}, {"Referer": "http://testserver/form/"}])
def test_an_old_browser_confirms_and_loses_nothing(browser, headers):
    asked = browser.post("/en/echo/?x=1", {"title": "A <b>", "groups": ["a", "b"]}, headers=headers)

    form = document(asked).forms[0]
    answer = browser.post(form.action, form.form_values() and dict_of(form), headers=headers)

    assert asked.status_code == 403
    assert "no-store" in asked.headers["Cache-Control"]
    assert answer.json()["post"]["title"] == ["A <b>"]
    assert answer.json()["post"]["groups"] == ["a", "b"]
    assert answer.json()["get"] == {"x": ["1"]}


def dict_of(form):
    values: dict[str, list[str]] = {}
    for name, value in form.form_values():
        values.setdefault(name, []).append(value)
    return values


def test_a_password_is_not_written_into_the_page_that_asks(browser):
    page = browser.post("/echo/", {"email": "a@example.org", "password": "correct horse"})

    assert b"correct horse" not in page.content
    assert document(page).xpath("//main//input[@type='password']/@name") == ["password"]


@pytest.mark.parametrize(
    "headers", [CROSS, {"Origin": "https://evil.example"}, {"Referer": "https://evil.example/"}]
)
def test_another_site_s_form_cannot_be_confirmed(browser, headers):
    page = browser.post("/echo/", {"title": "forged"}, headers=headers)

    assert page.status_code == 403
    assert b"forged" not in page.content
    assert b"csrfmiddlewaretoken" not in page.content


def test_a_forged_token_is_refused(browser):
    browser.post("/echo/", {})

    assert browser.post("/echo/", {"csrfmiddlewaretoken": "a" * 64}).status_code == 403


@pytest.mark.parametrize(
    "path", ["/echo/?q=%00", "/echo/?%00=1", "/echo/a%00b/", "/echo/?q=%1B[31m", "/%00/"]
)
def test_an_unreadable_address_is_a_clear_error(client, path):
    page = client.get(path)

    assert page.status_code == 400
    assert document(page).xpath("//h1")


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_host_that_is_not_ours_is_a_clear_error_and_no_news(browser, method, caplog):
    page = getattr(browser, method)(
        "/echo/", HTTP_HOST="evil.example", headers={"Referer": "http://evil.example/"} | SAME
    )

    assert page.status_code == 400
    assert "evil.example" not in page.text
    assert not caplog.records


def test_a_session_cookie_with_control_characters_is_a_clear_error(client):
    client.cookies["sessionid"] = "a" * 32 + "\x00"

    assert client.get("/_kern/").status_code == 400


def test_nobody_but_the_browser_keeps_pages_of_a_session(client):
    without = client.get("/_kern/")
    client.cookies["sessionid"] = "a" * 32

    assert "Cache-Control" not in without.headers
    assert client.get("/_kern/").headers["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize("query", ["seite=abc", "seite=99999999999999999999", "seite=-1", "seite="])
def test_a_wrong_page_number_shows_a_page(client, query):
    assert client.get(f"/_kern/?{query}").status_code == 200
    assert client.get(f"/table/?{query}").status_code == 200


def test_control_characters_do_not_reach_a_view(client):
    answer = client.post("/echo/", {"a": "one\x00two\x1b\r\nthree\tfour", "b\x00": "1"})

    assert answer.json()["post"] == {"a": ["onetwo\nthree\tfour"], "b": ["1"]}


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"--x\r\nbroken", "multipart/form-data; boundary=x"),
        (b"a=1", "multipart/form-data"),
        (b"a=1", "application/x-www-form-urlencoded; charset=utf-16"),
    ],
)
def test_a_broken_form_is_a_clear_error(body, content_type):
    browser = Client(raise_request_exception=False)

    answer = browser.post("/echo/", body, content_type=content_type)

    assert answer.status_code in (200, 400)


def test_a_refusal_nobody_caught_is_a_page(client):
    page = client.post("/en/refuse/?stranger", headers={"Referer": "http://testserver/en/_kern/"})

    assert page.status_code == 409
    assert "Rating needs an account." in page.content.decode()
    hrefs = document(page).xpath("//main//a/@href")
    assert "/en/_kern/" in hrefs
    assert "/konto/einloggen/?next=%2Fen%2F_kern%2F" in hrefs


def test_a_refusal_leads_back_to_no_other_site(client):
    page = client.post("/refuse/", headers={"Referer": "https://evil.example/"})

    assert b"evil.example" not in page.content


def test_a_refusal_can_be_a_message(client):
    page = client.post("/refuse-softly/", follow=True)

    assert page.redirect_chain == [("/_kern/", 303)]
    assert (
        "The collection is over." in document(page).xpath("//*[@id='messages']")[0].text_content()
    )


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/nowhere/", 404),
        ("/forbid/", 403),
        ("/overflow/", 413),
        ("/fail/", 500),
        ("/refuse/", 409),
    ],
)
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_failures_have_a_page_in_the_language_of_the_address(path, status, prefix):
    browser = Client(raise_request_exception=False)

    page = browser.get(prefix + path)

    (heading,) = document(page).xpath("//h1/text()")
    assert page.status_code == status
    assert document(page).get("lang") == (prefix[1:] or "de")
    assert document(page).xpath("//title/text()")[0].startswith(heading)
    assert document(page).xpath("//main//a/@href")[-1] == f"{prefix}/"


def test_the_reason_of_a_forbidden_page_is_shown(client):
    assert "Only moderators may do this." in client.get("/forbid/").content.decode()


def test_a_failure_shows_its_page_even_when_everything_else_fails(settings):
    settings.FADEN_PAGE_CONTEXT = "faden.nowhere.page_facts"
    browser = Client(raise_request_exception=False)

    page = browser.get("/en/nowhere/")

    assert page.status_code == 500
    assert document(page).xpath("//h1/text()") == ["Something went wrong on our side"]


def test_the_last_page_of_all_needs_not_even_a_template(settings, monkeypatch):
    def broken(*_args, **_kwargs):
        raise OSError("the disk is gone")

    monkeypatch.setattr(errors, "render_to_string", broken)
    browser = Client(raise_request_exception=False)

    page = browser.get("/fail/")

    assert page.status_code == 500
    assert "Fehler bei uns" in page.content.decode()
