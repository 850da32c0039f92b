"""What JavaScript adds, and that nothing is missing without it, in a real Chromium."""

import re
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
OUTLINED = """() => {
  const rings = [null, "::after"].map((part) => getComputedStyle(document.activeElement, part));
  return rings.some((ring) => ring.outlineStyle !== "none" && ring.outlineWidth !== "0px");
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One for all tests; Django takes its event loop for one of a server, so it is told."""
    program = next(filter(None, map(shutil.which, NAMES)))
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def page(live_server, browser) -> Iterator[Page]:
    page = browser.new_page()
    yield page
    page.close()


@pytest.fixture
def plain_page(live_server, browser) -> Iterator[Page]:
    page = browser.new_page(java_script_enabled=False)
    yield page
    page.close()


def mark(page: Page) -> None:
    """Leave a sign that vanishes when the whole page is loaded anew."""
    page.evaluate("window.isSamePage = true")


def is_same_page(page: Page) -> bool:
    return bool(page.evaluate("window.isSamePage === true"))


def test_a_switch_changes_in_place_and_keeps_the_focus(page, live_server):
    page.goto(f"{live_server.url}/en/rating/")
    mark(page)

    page.get_by_role("button", name="Agree").focus()
    page.keyboard.press("Enter")

    expect(page.get_by_role("button", name="Agree", pressed=True)).to_be_focused()
    assert is_same_page(page)


def test_without_javascript_the_same_buttons_work(plain_page, live_server):
    plain_page.goto(f"{live_server.url}/en/rating/")

    plain_page.get_by_role("button", name="Agree").click()
    expect(plain_page.get_by_role("button", name="Agree", pressed=True)).to_be_visible()
    plain_page.get_by_role("button", name="Refuse").click()

    expect(plain_page.get_by_role("heading", level=1)).to_have_text("This is not possible")
    plain_page.get_by_role("link", name="Back to the page").click()
    expect(plain_page).to_have_url(f"{live_server.url}/en/rating/")


def test_a_refusal_becomes_a_page_with_its_reason(page, live_server):
    page.goto(f"{live_server.url}/en/rating/")

    page.get_by_role("button", name="Refuse").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("This is not possible")
    expect(page.locator("main")).to_be_focused()
    expect(page.get_by_text("The collection is over.")).to_be_visible()


def test_an_answer_on_another_page_is_shown_as_that_page(page, live_server):
    page.goto(f"{live_server.url}/en/rating/")

    page.get_by_role("button", name="Leave").click()

    expect(page).to_have_url(f"{live_server.url}/en/_kern/")
    expect(page.locator("#messages .kern-alert")).to_be_focused()
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Rating")


def test_the_focus_is_on_the_errors_and_each_leads_to_its_field(page, live_server):
    page.goto(f"{live_server.url}/en/_kern/?form=wrong")

    expect(page.locator("[data-error-summary]")).to_be_focused()
    page.locator("[data-error-summary] a").nth(1).click()

    expect(page.get_by_label("E-mail")).to_be_focused()


def test_light_and_dark_change_at_once_and_stay(page, live_server):
    page.goto(f"{live_server.url}/en/_kern/")
    mark(page)

    page.get_by_role("button", name="Dark").click()

    expect(page.locator("html")).to_have_attribute("data-kern-theme", "dark")
    assert is_same_page(page)
    page.reload()
    expect(page.get_by_role("button", name="Dark", pressed=True)).to_be_visible()


def test_a_filter_narrows_in_place(page, live_server):
    page.goto(f"{live_server.url}/en/table/")
    mark(page)

    page.get_by_label("Search").fill("nothing of this name")
    page.keyboard.press("Enter")

    expect(page.get_by_text("Nothing matches these filters")).to_be_visible()
    expect(page).to_have_url(re.compile(r"suche=nothing"))
    assert is_same_page(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/en/_kern/", "/en/table/"])
def test_the_focus_is_seen_at_every_stop(page, live_server, path, scheme):
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{live_server.url}{path}")
    stops = page.locator(
        "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']"
    )

    unseen = []
    for _stop in range(stops.count()):
        page.keyboard.press("Tab")
        if not page.evaluate(OUTLINED):
            unseen.append(page.evaluate("document.activeElement.outerHTML"))

    assert unseen == []


@pytest.mark.parametrize("path", ["/_kern/", "/_kern/?form=wrong", "/table/", "/nowhere/"])
def test_nothing_scrolls_sideways_on_a_narrow_phone(page, live_server, path):
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(f"{live_server.url}{path}")

    assert page.evaluate("document.documentElement.scrollWidth") <= 320
