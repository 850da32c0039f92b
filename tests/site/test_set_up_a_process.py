"""A manager sets the Digital Agenda up and publishes it: without JavaScript, by keyboard alone."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.site.browser import Visitor, visitor
from tests.site.states import address
from tests.site.test_keyboard import go_to, press, sign_in_by_keyboard, type_into

pytestmark = pytest.mark.browser
PARTS = ("aims", "responsible", "target_groups", "course", "evaluation", "resources")
GO_ON = "main [name=weiter]"
TITLE = "Agenda zum Ausprobieren"


@pytest.fixture
def manager(site, browser):
    with visitor(browser, site, java_script_enabled=False) as somebody:
        sign_in_by_keyboard(somebody, "process_manager")
        yield somebody


def test_a_manager_sets_the_digital_agenda_up_and_publishes_it(manager: Visitor):
    page = manager.page
    begin(page)
    adapt_and_create(page)
    expect(page.locator("h1")).to_have_text(TITLE)
    expect(page.locator("main")).to_contain_text("Draft, seen by the team only")

    press(page, "main .faden-page-head a.kern-btn--primary")
    expect(page.locator("h1")).to_have_text("Basics")
    go_to(page, "[name=unit]")
    page.keyboard.press("ArrowDown")
    press(page, GO_ON)
    replace_places(page)
    press(page, GO_ON)
    expect(page.locator("h1")).to_have_text("Phases")
    write_the_concept(page)
    publish(page)

    public = page.url.replace("/team/beteiligungen/", "/beteiligungen/").split("einrichten/")[0]
    assert manager.context.browser is not None
    stranger = manager.context.browser.new_context()
    assert TITLE in stranger.request.get(public).text()
    stranger.close()


def begin(page: Page) -> None:
    """Go from the team's page to the page of the template."""
    page.goto(re.sub(r"/en/.*", "/en/team/", page.url))
    press(page, "main a[href$='/team/beteiligungen/neu/']")
    expect(page.locator("h1")).to_have_text("Set up a process")
    press(page, "main a[href$='/vorlage/digitale-agenda/']")
    expect(page.locator("h1")).to_have_text("New process")


def adapt_and_create(page: Page) -> None:
    """Type a title and a first day, have the dates computed, leave an entry out, create."""
    go_to(page, "[name=title]")
    page.keyboard.press("Control+A")
    page.keyboard.type(TITLE)
    type_into(page, "[name=first_day]", "07012027")
    press(page, "[name=berechnen]")

    expect(page.locator("[name=phase_0_first]")).to_have_value("2027-07-01")
    expect(page.locator("[name=title]")).to_have_value(TITLE)
    expect(page.locator("[name=phase_1_first]")).to_have_value("2028-01-24")
    press(page, "[name=entry_2_out]", key="Space")
    press(page, "main form .kern-btn--primary[type=submit]")


def replace_places(page: Page) -> None:
    """Write over the answers in which the template left places to fill in."""
    expect(page.locator("main .kern-alert--info li")).to_have_count(2)
    for name in ("is_fixed", "answer_by"):
        go_to(page, f"[name={name}]")
        page.keyboard.press("Control+A")
        page.keyboard.type("Steht fest.")


def write_the_concept(page: Page) -> None:
    """Say something in each of the six parts that the template asks for."""
    press(page, "main aside a[href$='/konzept/']")
    expect(page.locator("h1")).to_have_text("Concept and results")
    for part in PARTS:
        type_into(page, f"[name={part}]", "Geklärt.")
    press(page, "main form [type=submit]:not([name])")
    expect(page.locator("h1")).to_have_text(TITLE)


def publish(page: Page) -> None:
    """See that nobody moderates yet, say that the brackets are meant so, publish."""
    press(page, "main aside a[href$='/veroeffentlichen/']")
    expect(page.locator("h1")).to_have_text("Publish")
    expect(page.locator("main .kern-alert--warning")).to_have_count(1)
    expect(page.locator("main .kern-alert--warning")).to_contain_text("Nobody has the role")
    press(page, "[name=accepts_places]", key="Space")
    press(page, "main form [type=submit]")
    expect(page.locator("#messages .kern-alert--success")).to_contain_text("The process is public.")


def test_the_dates_follow_the_first_day_by_themselves_where_scripts_run(site, browser):
    with visitor(browser, site, "staff") as who:
        page = who.page
        who.open("/en/team/beteiligungen/neu/vorlage/digitale-agenda/")
        page.fill("[name=title]", "Still here")

        page.fill("[name=first_day]", "2027-07-01")

        expect(page.locator("[name=phase_1_first]")).to_have_value("2028-01-24")
        expect(page.locator("[name=title]")).to_have_value("Still here")
        expect(page.locator("[name=based_on]")).to_have_value("2027-07-01")
        assert who.guard.taken() == []


def test_the_address_of_a_preview_is_copied_and_opens_the_draft(site, browser):
    with visitor(browser, site, "staff", permissions=["clipboard-write"]) as who:
        page = who.page
        who.open(address(who, "en", "process_setup:access", "draft"))
        page.get_by_role("button", name="Make a link").click()
        page.get_by_role("button", name="Copy").click()

        expect(page.locator("faden-copy [role=status]")).to_have_text("Copied")
        stranger = browser.new_context()
        preview = page.locator("faden-copy input").input_value()
        assert stranger.request.get(preview).status == 200
        stranger.close()
