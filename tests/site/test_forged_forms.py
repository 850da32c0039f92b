"""Forms from elsewhere, from old browsers, and forms that are sent twice."""

import re
from html import unescape
from http.cookiejar import CookieJar
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, Request, build_opener

import pytest
from playwright.sync_api import Route, expect

from tests.site.browser import Visitor, visitor
from tests.site.states import address

pytestmark = pytest.mark.browser
SAME_ORIGIN = {"Sec-Fetch-Site": "same-origin"}
FORGED = """<!doctype html><title>x</title><form method=post action="{action}">
<input name=wert value=dafuer><button>Win a prize</button></form>"""


@pytest.fixture
def citizen(site, browser):
    with visitor(browser, site, "citizen") as somebody:
        yield somebody


def test_a_form_on_another_site_is_refused(citizen: Visitor):
    page = citizen.page
    action = citizen.site.url + address(citizen, "de", "ratings:rate", "idea_to_rate_pk")
    forged = FORGED.format(action=action)

    def serve(route: Route) -> None:
        route.fulfill(body=forged, content_type="text/html")

    page.route("http://other.example/", serve)
    page.goto("http://other.example/")
    with page.expect_navigation() as led_to:
        page.click("button")

    assert led_to.value.status == 403
    citizen.open(address(citizen, "de", "ideas:detail", "idea_to_rate"))
    expect(page.locator("#dafuer")).to_have_attribute("aria-pressed", "false")


def test_an_old_browser_confirms_and_loses_nothing_it_typed(site, plain_guest: Visitor):
    path = address(plain_guest, "en", "ideas:new", "process")
    typed = {"title": "Bänke am Wall, mit Lehne", "text": "Für alle, die <nicht> lange stehen."}
    old = build_opener(HTTPCookieProcessor(CookieJar()))

    status, asked = post(old, site.url + path, typed)
    assert status == 403
    assert typed["title"] in asked
    status, thanked = post(old, site.url + path, kept_in(asked))

    assert status == 200
    assert typed["title"] in thanked
    plain_guest.open(address(plain_guest, "en", "ideas:list", "process"))
    expect(plain_guest.page.locator(".faden-ideas h2").first).to_have_text(typed["title"])


def kept_in(page: str) -> dict[str, str]:
    """What the question of the page sends when it is confirmed."""
    form = page.partition("<main")[2].partition("</form>")[0]
    fields = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form)
    return {name: unescape(value) for name, value in fields}


def test_an_old_browser_with_a_wrong_token_is_asked_again(site, guest: Visitor):
    path = address(guest, "en", "ideas:new", "process")
    old = build_opener(HTTPCookieProcessor(CookieJar()))

    status, asked = post(old, site.url + path, {"title": "x", "csrfmiddlewaretoken": "a" * 64})

    assert status == 403
    assert "csrfmiddlewaretoken" in asked


def post(browser: OpenerDirector, url: str, form: dict[str, str]) -> tuple[int, str]:
    request = Request(url, urlencode(form).encode(), {"Accept-Language": "en"})  # noqa: S310 - ours
    try:
        with browser.open(request) as answer:
            return answer.status, answer.read().decode()
    except HTTPError as error:
        return error.code, error.read().decode()


def test_a_rating_sent_twice_counts_once(citizen: Visitor):
    page = citizen.page
    path = address(citizen, "en", "ratings:rate", "picture_idea_pk")
    idea = address(citizen, "en", "ideas:detail", "picture_idea")
    for _attempt in range(2):
        citizen.context.request.post(
            citizen.site.url + path, form={"wert": "dafuer"}, headers=SAME_ORIGIN
        )
    citizen.open(idea)
    counted = page.locator("#bewertung .faden-rating").inner_text()
    citizen.context.request.post(
        citizen.site.url + path, form={"wert": "dafuer"}, headers=SAME_ORIGIN
    )
    citizen.open(idea)

    assert page.locator("#bewertung .faden-rating").inner_text() == counted


@pytest.mark.parametrize("name", ["ideas:new", "comments:write"])
def test_a_contribution_sent_twice_is_published_once(citizen: Visitor, name: str):
    facts = "process" if name == "ideas:new" else "picture_idea_pk"
    text = f"Zweimal gedrückt, weil das Netz langsam war: {name}."
    form = {"title": "Zweimal gedrückt", "text": text, "stance": "neutral"}
    path = citizen.site.url + address(citizen, "en", name, facts)

    for _attempt in range(2):
        citizen.context.request.post(path, form=form, headers=SAME_ORIGIN)

    shown = address(citizen, "en", "ideas:list", "process") + "?q=Zweimal"
    if name == "comments:write":
        shown = address(citizen, "en", "ideas:detail", "picture_idea")
    citizen.open(shown)
    expect(citizen.page.get_by_text(text)).to_have_count(1)
