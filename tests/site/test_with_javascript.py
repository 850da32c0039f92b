"""What JavaScript adds: pages change in place, and the focus goes where the answer is."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.site.browser import Visitor, visitor
from tests.site.checks import ask, axe_violations
from tests.site.states import address

pytestmark = pytest.mark.browser


@pytest.fixture
def citizen(site, browser):
    with visitor(browser, site, "citizen") as somebody:
        yield somebody


@pytest.fixture
def staff(site, browser):
    with visitor(browser, site, "staff") as somebody:
        yield somebody


def mark(page: Page) -> None:
    """Leave a sign that vanishes when the whole page is loaded anew."""
    page.evaluate("window.isSamePage = true")


def is_same_page(page: Page) -> bool:
    return bool(page.evaluate("window.isSamePage === true"))


def faults_of(who: Visitor) -> list[str]:
    """What is wrong with the page after it changed in place."""
    expect(who.page.locator(".htmx-request, .htmx-settling")).to_have_count(0)
    return [*axe_violations(who.page), *ask(who.page, "structure('en')"), *who.guard.taken()]


def test_a_rating_changes_in_place(citizen: Visitor):
    page = citizen.page
    path = citizen.site.url + address(citizen, "en", "ratings:rate", "idea_pk")
    same_origin = {"Sec-Fetch-Site": "same-origin"}
    citizen.context.request.post(path, form={"wert": "keine"}, headers=same_origin)
    citizen.open(address(citizen, "en", "ideas:detail", "idea"))
    mark(page)
    bars = page.locator("#bewertung").inner_text()

    page.click("#dafuer")
    expect(page.locator("#dafuer")).to_have_attribute("aria-pressed", "true")

    expect(page.locator("#dafuer")).to_be_focused()
    assert page.locator("#bewertung").inner_text() != bars
    assert is_same_page(page)
    assert faults_of(citizen) == []
    page.click("#dafuer")
    expect(page.locator("#dafuer")).to_have_attribute("aria-pressed", "false")


def test_a_comment_appears_and_its_thanks_have_the_focus(citizen: Visitor):
    page = citizen.page
    citizen.open(address(citizen, "en", "ideas:detail", "picture_idea"))
    mark(page)

    page.fill("#kommentar [name=text]", "Und eine Bank in die Mitte.")
    page.click("#kommentar [type=submit]")

    written = page.locator(".faden-comment", has_text="Und eine Bank in die Mitte.")
    expect(written.locator(".faden-comment__new")).to_be_focused()
    assert is_same_page(page)
    assert faults_of(citizen) == []


def test_a_comment_with_an_error_keeps_what_was_typed(citizen: Visitor):
    page = citizen.page
    citizen.open(address(citizen, "en", "ideas:detail", "picture_idea"))
    mark(page)
    text = "lang " * 3000

    page.check("#kommentar [name=stance][value=against]")
    page.eval_on_selector("#kommentar [name=text]", "field => field.removeAttribute('maxlength')")
    page.fill("#kommentar [name=text]", text)
    page.click("#kommentar [type=submit]")

    expect(page.locator("[data-error-summary]")).to_be_focused()
    expect(page.locator("#kommentar [name=text]")).to_be_visible()
    assert page.input_value("#kommentar [name=text]") == text
    expect(page.locator("#kommentar [name=stance][value=against]")).to_be_checked()
    assert is_same_page(page)
    assert faults_of(citizen) == []


def test_what_somebody_else_did_meanwhile_is_said_on_a_page_that_leads_back(staff: Visitor):
    page = staff.page
    hidden = address(staff, "en", "moderation:hide", "hidden_pk")
    staff.open(hidden)
    path = address(staff, "en", "moderation:show_again", "hidden_pk")
    shown = staff.context.request.post(
        staff.site.url + path, headers={"Sec-Fetch-Site": "same-origin"}, max_redirects=0
    )
    assert shown.status == 303

    page.click("main .kern-btn--primary")

    expect(page.locator(".faden-error")).to_be_visible()
    assert faults_of(staff) == []
    page.click(".faden-error a >> nth=0")
    expect(page).to_have_url(re.compile(hidden))


def test_similar_ideas_appear_while_typing(guest: Visitor):
    page = guest.page
    guest.open(address(guest, "en", "ideas:new", "process"))
    mark(page)

    page.locator("[name=title]").press_sequentially("Freies WLAN in der Innenstadt", delay=20)

    expect(page.locator("#aehnlich li").first).to_be_visible()
    expect(page.locator("[name=title]")).to_be_focused()
    expect(page.locator("[data-error-summary]")).to_have_count(0)
    assert is_same_page(page)
    assert faults_of(guest) == []


def test_a_table_is_filtered_in_place(staff: Visitor):
    page = staff.page
    staff.open(address(staff, "en", "ideas:table", "process"))
    mark(page)

    page.fill("[name=suche]", "gibtesnicht")
    page.keyboard.press("Enter")

    expect(page.locator("tbody tr")).to_have_count(0)
    expect(page).to_have_url(re.compile("suche=gibtesnicht"))
    assert is_same_page(page)
    assert faults_of(staff) == []
