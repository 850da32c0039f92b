"""A passkey as second factor, with an authenticator that Chromium makes up."""

import re

import pytest
from playwright.sync_api import expect

from faden.surfaces.demo.queries import ACCOUNTS, PASSWORD
from tests.site.browser import Visitor, visitor

pytestmark = pytest.mark.browser
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def citizen(site, browser):
    with visitor(browser, site, "citizen") as somebody:
        connection = somebody.context.new_cdp_session(somebody.page)
        connection.send("WebAuthn.enable")
        connection.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
        yield somebody


def remove_factors(who: Visitor) -> None:
    who.open("/en/konto/zweiter-faktor/")
    who.page.click("text=Remove my telephone")
    who.page.fill("[name=current_password]", PASSWORD)
    who.page.click("main form [type=submit]")
    expect(who.page.locator("#messages")).to_contain_text("removed")


def test_a_passkey_is_added_and_opens_the_account_after_the_password(citizen: Visitor):
    page = citizen.page
    citizen.open("/en/konto/zweiter-faktor/passkey/")
    page.fill("[name=name]", "my telephone")
    page.fill("[name=current_password]", PASSWORD)
    page.click("main form [type=submit]")
    expect(page.locator("h1")).to_have_text("Your recovery codes")

    citizen.open("/en/konto/ausloggen/")
    page.click("main form [type=submit]")
    citizen.open("/en/konto/einloggen/")
    page.fill("[name=login]", ACCOUNTS["citizen"][0])
    page.fill("[name=password]", PASSWORD)
    page.click("main form [type=submit]")
    page.click("text=Confirm with a passkey")

    expect(page).to_have_url(re.compile("/konto/$"))
    assert citizen.guard.taken() == []
    remove_factors(citizen)
