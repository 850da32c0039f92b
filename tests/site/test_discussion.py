"""Answering and rating comments in place, by keyboard, and without any script."""

import re

import pytest
from playwright.sync_api import expect

from tests.site.browser import Visitor, visitor
from tests.site.checks import ask, axe_violations
from tests.site.states import address
from tests.site.test_keyboard import press

pytestmark = pytest.mark.browser


@pytest.fixture
def citizen(site, browser):
    with visitor(browser, site, "citizen") as somebody:
        yield somebody


@pytest.fixture
def plain_citizen(site, browser):
    with visitor(browser, site, "citizen", java_script_enabled=False) as somebody:
        yield somebody


def open_discussion(who: Visitor) -> int:
    """Open the page of the idea with the discussion of `comments.py`; return its first root."""
    who.open(address(who, "en", "ideas:detail", "idea") + "?sortierung=neueste")
    return int(who.site.facts["root_comment"]["pk"])


def faults_of(who: Visitor) -> list[str]:
    expect(who.page.locator(".htmx-request, .htmx-settling")).to_have_count(0)
    return [*axe_violations(who.page), *ask(who.page, "structure('en')"), *who.guard.taken()]


def test_a_reply_is_written_in_place_by_keyboard(citizen: Visitor):
    page = citizen.page
    root = open_discussion(citizen)
    page.evaluate("window.isSamePage = true")
    page.focus("#diskussion a")

    press(page, f"#antworten-{root}")
    field = page.locator(f"#antwort-{root} [name=text]")
    expect(field).to_be_focused()
    assert faults_of(citizen) == []
    page.keyboard.type("Das sehe ich auch so.")
    press(page, f"#kommentar-{root} [type=submit]")

    written = page.locator(".faden-comment", has_text="Das sehe ich auch so.")
    expect(written.locator(".faden-comment__new")).to_be_focused()
    expect(page.locator(f"#strang-{root}")).to_contain_text("Das sehe ich auch so.")
    expect(page.locator(f"#antwort-{root}")).to_have_count(0)
    assert page.evaluate("window.isSamePage === true")
    assert faults_of(citizen) == []


def test_two_replies_can_be_begun_and_one_given_up(citizen: Visitor):
    page = citizen.page
    root = open_discussion(citizen)
    other = page.locator(".faden-comment__act[id^=antworten-]").last.get_attribute("id")
    assert other
    second = other.removeprefix("antworten-")

    page.click(f"#antworten-{root}")
    page.fill(f"#antwort-{root} [name=text]", "Angefangen")
    page.click(f"#antworten-{second}")
    expect(page.locator(f"#antwort-{second} [name=text]")).to_be_focused()
    assert faults_of(citizen) == []
    page.click(f"#antworten-{second}")  # "Cancel" stands where "Reply" stood

    expect(page.locator(f"#antworten-{second}")).to_be_focused()
    expect(page.locator(f"#antwort-{second}")).to_have_count(0)
    assert page.input_value(f"#antwort-{root} [name=text]") == "Angefangen"


def test_a_reply_that_is_not_taken_keeps_what_was_typed(citizen: Visitor):
    page = citizen.page
    root = open_discussion(citizen)
    text = "lang " * 3000

    page.click(f"#antworten-{root}")
    field = page.locator(f"#antwort-{root} [name=text]")
    field.evaluate("field => field.removeAttribute('maxlength')")
    field.fill(text)
    page.click(f"#kommentar-{root} [type=submit]")

    expect(page.locator("[data-error-summary]")).to_be_focused()
    assert page.input_value(f"#kommentar-{root} [name=text]") == text
    assert faults_of(citizen) == []


def test_a_comment_is_rated_in_place_and_the_button_keeps_the_focus(citizen: Visitor):
    page = citizen.page
    root = open_discussion(citizen)
    page.evaluate("window.isSamePage = true")
    button = f"#dafuer-bewertung-{root}"

    page.click(button)
    expect(page.locator(button)).to_have_attribute("aria-pressed", "true")
    expect(page.locator(button)).to_contain_text("Agree 1")
    expect(page.locator(button)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(button)).to_have_attribute("aria-pressed", "false")

    assert page.evaluate("window.isSamePage === true")
    assert faults_of(citizen) == []


def test_without_script_one_answers_rates_changes_and_deletes_on_pages(plain_citizen: Visitor):
    page = plain_citizen.page
    root = open_discussion(plain_citizen)

    page.click(f"#dafuer-bewertung-{root}")
    expect(page.locator(f"#dafuer-bewertung-{root}")).to_have_attribute("aria-pressed", "true")
    page.click(f"#antworten-{root}")
    expect(page).to_have_url(re.compile(f"/beitraege/{root}/kommentieren/"))
    page.fill("[name=text]", "Ganz ohne Skript.")
    page.click("main [type=submit]")
    written = page.locator(".faden-comment", has_text="Ganz ohne Skript")
    expect(written.locator(".faden-comment__new")).to_be_visible()

    written.get_by_role("link", name="Edit").click()
    page.fill("[name=text]", "Ganz ohne Skript, berichtigt.")
    page.click("main [type=submit]")
    expect(written).to_contain_text("berichtigt")

    written.get_by_role("link", name="Delete").click()
    page.click("main [type=submit]")
    expect(page.locator("#messages")).to_contain_text("Your comment is deleted.")
    expect(page.locator(".faden-comment", has_text="berichtigt")).to_have_count(0)
