"""Writing ideas and cards in a browser: by keyboard, without JavaScript, across broken sessions."""

import re
import time

import pytest
from playwright.sync_api import Page, expect

from tests.site.browser import Visitor, visitor
from tests.site.states import address, submitted
from tests.site.test_keyboard import go_to, press, sign_in_by_keyboard, type_into

pytestmark = pytest.mark.browser
WAIT_S = 10.0
TITLE, TEXT = "Ein Brunnen für den Wall", "An dem man im Sommer seine Flasche füllen kann."


@pytest.fixture
def plain_staff(site, browser):
    with visitor(browser, site, "staff", java_script_enabled=False) as somebody:
        yield somebody


@pytest.fixture
def citizen(site, browser):
    with visitor(browser, site, "citizen") as somebody:
        yield somebody


def until_kept(page: Page, number: int) -> None:
    """Wait until the device keeps so many texts; the page's policy lets no string be a function."""
    ends_at = time.monotonic() + WAIT_S
    while page.evaluate("localStorage.length") != number:
        assert time.monotonic() < ends_at, page.evaluate("JSON.stringify(localStorage)")
        page.wait_for_timeout(100)


def open_form(who: Visitor) -> Page:
    who.open(address(who, "en", "ideas:new", "process"))
    return who.page


def test_enter_leads_through_the_rows_and_ctrl_enter_stores_them(guest: Visitor):
    page = guest.page
    sign_in_by_keyboard(guest, "administrator")
    guest.open(address(guest, "en", "ideas:cards", "process"))
    type_into(page, "[name=place]", "Tastenmarkt")
    go_to(page, "[name=karte1-number]")

    for number, title in (("5001", "Mehr Bäume am Tastenmarkt"), ("5002", "Ruhe am Tastenmarkt")):
        page.keyboard.type(number)
        page.keyboard.press("Enter")
        page.keyboard.type(title)
        page.keyboard.press("Enter")
        page.keyboard.type("Erste Zeile")
        page.keyboard.press("Shift+Enter")
        page.keyboard.type("zweite Zeile")
        for _field in ("text", "topic", "district", "name"):
            page.keyboard.press("Enter")
    expect(page.locator("[name=karte3-number]")).to_be_focused()
    assert page.input_value("[name=karte2-text]") == "Erste Zeile\nzweite Zeile"
    page.keyboard.press("Control+Enter")

    expect(page.locator("main .kern-alert--success").last).to_contain_text("2 cards are stored")
    expect(page.locator("[name=place]")).to_have_value("Tastenmarkt")
    expect(page.locator("main")).to_contain_text("Ruhe am Tastenmarkt")
    assert guest.guard.taken() == []


def test_cards_are_entered_without_javascript_and_wrong_rows_stay(plain_staff: Visitor):
    page = plain_staff.page
    plain_staff.open(address(plain_staff, "en", "ideas:cards", "process"))
    page.fill("[name=place]", "Ohne Skript")
    page.fill("[name=karte1-title]", "Eine Karte ohne Skript")
    page.fill("[name=karte2-number]", "5003")
    assert submitted(page).status == 422

    expect(page.locator("main .kern-alert--success")).to_contain_text("1 card is stored")
    expect(page.locator("[data-error-summary]")).to_contain_text("Row 2: Title")
    page.fill("[name=karte2-text]", "Nur ein Text, kein Titel.")
    page.press("[name=karte2-title]", "Enter")

    expect(page.locator("main .kern-alert--success").last).to_contain_text(
        "Nur ein Text, kein Titel."
    )
    expect(page.locator("[name=karte1-title]")).to_have_value("")


def test_what_a_guest_wrote_is_kept_on_the_device_until_it_is_published(guest: Visitor):
    page = open_form(guest)
    page.fill("[name=title]", TITLE)
    page.fill("[name=text]", TEXT)
    expect(page.get_by_text("What you write is kept on this device only")).to_be_visible()
    until_kept(page, 1)

    page = open_form(guest)
    expect(page.locator("[name=title]")).to_have_value(TITLE)
    expect(page.locator("[name=text]")).to_have_value(TEXT)
    expect(page.get_by_text("This device has kept what you wrote here before.")).to_be_visible()
    page.click("#idee > .faden-actions .kern-btn--primary")

    expect(page).to_have_url(re.compile("/danke/$"))
    until_kept(page, 0)
    expect(open_form(guest).locator("[name=title]")).to_have_value("")
    assert guest.guard.taken() == []


def test_a_guest_lets_the_device_forget(guest: Visitor):
    page = open_form(guest)
    page.fill("[name=title]", TITLE)
    until_kept(page, 1)

    page.get_by_role("button", name="Delete from this device").click()
    page.fill("[name=text]", TEXT)
    page.wait_for_timeout(800)

    expect(page.get_by_text("Nothing is kept on this device any more.")).to_be_visible()
    expect(page.locator("[name=title]")).to_have_value(TITLE)
    assert page.evaluate("localStorage.length") == 0
    expect(open_form(guest).locator("[name=title]")).to_have_value("")


def test_a_draft_is_stored_while_typing_and_found_on_another_device(citizen, site, browser):
    page = open_form(citizen)
    page.locator("[name=title]").press_sequentially(TITLE, delay=10)
    expect(page.locator("#entwurf")).to_contain_text("Draft stored:")
    expect(page.locator("[name=title]")).to_be_focused()

    with visitor(browser, site, "citizen") as elsewhere:
        other = open_form(elsewhere)
        expect(other.locator("[name=title]")).to_have_value(TITLE)
        other.click("#entwurf-verwerfen")
        expect(other.locator("#messages")).to_contain_text("The draft is deleted.")

    expect(open_form(citizen).locator("[name=title]")).to_have_value("")
    assert citizen.guard.taken() == []


def test_what_was_typed_when_the_session_ended_is_there_after_signing_in(citizen: Visitor):
    page = open_form(citizen)
    page.fill("[name=title]", TITLE)
    page.fill("[name=text]", TEXT)
    citizen.context.clear_cookies()
    page.click("#idee > .faden-actions .kern-btn--primary")

    expect(page.locator("[data-error-summary]")).to_contain_text("You are not signed in any more.")
    expect(page.locator("[name=text]")).to_have_value(TEXT)
    citizen.sign_in("citizen")
    page = open_form(citizen)

    expect(page.locator("[name=title]")).to_have_value(TITLE)
    expect(page.locator("[name=text]")).to_have_value(TEXT)


def test_an_address_is_looked_up_in_place(guest: Visitor):
    page = open_form(guest)
    page.fill("[name=title]", TITLE)
    page.fill("[name=address]", "prüfweg 1")
    page.evaluate("window.isSamePage = true")

    page.click("#adresse-suchen")
    expect(page.locator("#ort")).to_contain_text("Found: Prüfweg 1")
    page.fill("[name=address]", "Prüfweg")
    page.click("#adresse-suchen")
    page.get_by_role("button", name="Prüfweg 12a").click()

    expect(page.locator("[name=address]")).to_have_value("Prüfweg 12a")
    expect(page.locator("[name=title]")).to_have_value(TITLE)
    assert page.evaluate("window.isSamePage === true")
    assert guest.guard.taken() == []


def test_an_address_is_looked_up_without_javascript(plain_guest: Visitor):
    page = open_form(plain_guest)
    page.fill("[name=title]", TITLE)
    page.fill("[name=address]", "Prüfweg")

    page.click("#adresse-suchen")
    page.get_by_role("button", name="Prüfweg 12a").click()

    expect(page.locator("#ort")).to_contain_text("Found: Prüfweg 12a")
    expect(page.locator("[name=title]")).to_have_value(TITLE)


def test_an_idea_is_changed_withdrawn_and_handed_in_again_without_javascript(plain_guest: Visitor):
    page = open_form(plain_guest)
    page.fill("[name=title]", "Eine Schaukel am Teich")
    page.fill("[name=text]", TEXT)
    page.click("#idee > .faden-actions .kern-btn--primary")
    page.click("main a[href*='/ideen/']")

    page.click("#eigene ~ .faden-actions a >> nth=0")
    page.fill("[name=title]", "Zwei Schaukeln am Teich")
    submitted(page, by="#idee > .faden-actions button")
    expect(page.locator("h1")).to_have_text("Zwei Schaukeln am Teich")
    page.click(".faden-meta a[href*=fassungen]")
    expect(page.locator("main ins").nth(1)).to_contain_text("Zwei")
    page.go_back()
    page.click("#eigene ~ .faden-actions a >> nth=1")
    page.fill("[name=reason]", "Es gibt dort schon eine.")
    submitted(page)
    expect(page.locator("main .kern-alert--info")).to_contain_text("Es gibt dort schon eine.")
    page.click("#eigene ~ .faden-actions button")

    expect(page.locator("#messages")).to_contain_text("The idea is handed in again.")


def test_ideas_are_merged_and_split_without_a_mouse(guest: Visitor):
    page = guest.page
    sign_in_by_keyboard(guest, "administrator")
    guest.open(address(guest, "en", "ideas:merge", "merged_idea_pk"))
    press(page, "main form .kern-btn")
    expect(page.locator("#messages .kern-alert--success")).to_be_focused()

    guest.open(address(guest, "en", "ideas:merge", "merged_idea_pk"))
    type_into(page, "#q", "Platz Weg")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("q=Platz"))
    go_to(page, "[name=target]")
    page.keyboard.press("Space")
    go_to(page, "[name=what]")
    page.keyboard.press("ArrowDown")
    type_into(page, "[name=reason]", "Beide wünschen sich einen Weg.")
    press(page, "main form .kern-btn--primary")

    expect(page.locator("main .kern-alert--info")).to_contain_text("merged into another one")
