"""Everything by keyboard: the focus is seen at every stop, and whole tasks need no mouse."""

import re

import pytest
from playwright.sync_api import Page, expect

from faden.surfaces.demo.queries import ACCOUNTS, PASSWORD
from tests.site.browser import Visitor
from tests.site.inspection import NARROW
from tests.site.states import address
from tests.site.walking import MOST_STOPS, walked

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("name", ["home", "ideas:detail"])
def test_the_focus_is_seen_on_a_phone_in_the_dark(name, visitors):
    who = visitors["staff"]
    who.page.emulate_media(color_scheme="dark")
    who.page.set_viewport_size(NARROW)
    who.open(address(who, "en", name, "idea" if ":" in name else ""))

    stops, faults = walked(who.page)

    assert not faults, "\n".join(faults)
    assert len(stops) > 10


def test_the_first_stop_skips_to_the_content(guest: Visitor):
    guest.open("/en/")

    guest.page.keyboard.press("Tab")
    expect(guest.page.locator(".faden-skip")).to_be_focused()
    expect(guest.page.locator(".faden-skip")).to_be_in_viewport()
    guest.page.keyboard.press("Enter")
    expect(guest.page.locator("#main")).to_be_focused()
    guest.page.keyboard.press("Tab")

    assert guest.page.evaluate("document.activeElement.closest('main') !== null")


def test_an_idea_is_submitted_rated_and_discussed_without_a_mouse(guest: Visitor):
    page = guest.page
    sign_in_by_keyboard(guest, "citizen")

    guest.open(address(guest, "en", "ideas:new", "process"))
    type_into(page, "[name=title]", "Freies WLAN in der Fußgängerzone und am Markt")
    expect(page.locator("#aehnlich li").first).to_be_visible()
    type_into(page, "[name=text]", "Damit alle dort lernen können, auch ohne eigenen Vertrag.")
    press(page, "#idee > .faden-actions .kern-btn--primary")
    expect(page).to_have_url(re.compile("/danke/$"))

    press(page, "main a[href*='/ideen/']")
    expect(page.locator("h1")).to_have_text("Freies WLAN in der Fußgängerzone und am Markt")
    guest.open(address(guest, "en", "ideas:detail", "idea_to_rate"))  # nobody rates their own
    for button, pressed in (("dafuer", True), ("dagegen", True), ("dagegen", False)):
        press(page, f"#{button}")
        expect(page.locator(f"#{button}")).to_have_attribute("aria-pressed", str(pressed).lower())
        expect(page.locator(f"#{button}")).to_be_focused()

    go_to(page, "[name=stance]:checked")
    page.keyboard.press("ArrowUp")
    type_into(page, "#kommentar [name=text]", "Das brauchen wir dringend.")
    press(page, "#kommentar [type=submit]")
    expect(page.locator(".faden-comment")).to_contain_text("Das brauchen wir dringend.")


def test_the_team_answers_and_hides_without_a_mouse(guest: Visitor):
    page = guest.page
    sign_in_by_keyboard(guest, "administrator")

    guest.open(address(guest, "en", "outcomes:answer", "picture_idea_pk"))
    go_to(page, "[name=code]")
    page.keyboard.press("Space")
    type_into(page, "main [name=reason]", "Wir prüfen den Weg mit dem Bauamt.")
    go_to(page, "[name=unit]")
    page.keyboard.press("ArrowDown")
    press(page, "main form .kern-btn--primary")
    expect(page.locator(".faden-answer")).to_contain_text("Wir prüfen den Weg")

    guest.open(address(guest, "en", "ideas:table", "process") + "?suche=Scooter")
    expect(page.locator("[name=row]")).to_have_count(1)
    press(page, "[name=row]", key="Space")
    press(page, "[name=bulk][value=hide]")
    expect(page.locator("main [name=reason]")).to_be_visible()
    type_into(page, "main [name=reason]", "Werbung ist hier nicht erlaubt.")
    press(page, "main form .kern-btn--primary")
    expect(page.locator("#messages .kern-alert--success")).to_be_visible()
    expect(page.locator("tbody .kern-icon--visibility-off")).to_have_count(1)


def sign_in_by_keyboard(who: Visitor, key: str) -> None:
    who.open(address(who, "en", "account_login"))
    type_into(who.page, "[name=login]", ACCOUNTS[key][0])
    type_into(who.page, "[name=password]", PASSWORD)
    who.page.keyboard.press("Enter")
    expect(who.page.locator(".faden-tools form")).to_be_visible()


def go_to(page: Page, selector: str) -> None:
    """Press Tab until the element has the focus."""
    for _stop in range(MOST_STOPS):
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the Tab key does not reach {selector}")


def type_into(page: Page, selector: str, text: str) -> None:
    go_to(page, selector)
    page.keyboard.type(text)


def press(page: Page, selector: str, *, key: str = "Enter") -> None:
    go_to(page, selector)
    page.keyboard.press(key)
