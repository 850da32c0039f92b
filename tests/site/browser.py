"""One Chromium for all gates: its start, its identities, and what it must never do."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    Response,
    Route,
    sync_playwright,
)

from faden.surfaces.demo.queries import ACCOUNTS, PASSWORD
from tests.site.server import Site
from tools.programs import chromium

SWITCHES = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
SIGNED_IN = {"citizen": "citizen", "staff": "administrator"}
EXPECTED_CONSOLE = "Failed to load resource: the server responded with a status of 4"


@contextmanager
def chromium_running() -> Iterator[Browser]:
    """Yield Debian's Chromium; FADEN_CHROMIUM names another one."""
    program = os.environ.get("FADEN_CHROMIUM") or chromium()
    assert program, "no Chromium; set FADEN_CHROMIUM"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=SWITCHES)
        yield browser
        browser.close()


@dataclass
class Guard:
    """Notes what a page must not do: ask other hosts, break its own policy, fail in scripts."""

    host: str
    faults: list[str] = field(default_factory=list)

    def watch(self, context: BrowserContext) -> None:
        """Watch all pages of the context."""
        context.on("request", self._request)
        context.on("console", self._console)
        context.on("weberror", lambda error: self.faults.append(f"script: {error.error}"))

    def taken(self) -> list[str]:
        """Return the faults since the last call."""
        faults, self.faults = self.faults, []
        return faults

    def _request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme in ("http", "https", "ws", "wss") and address.netloc != self.host:
            self.faults.append(f"request to another host: {request.url}")

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and EXPECTED_CONSOLE not in message.text:
            self.faults.append(f"console: {message.text}")


@dataclass
class Visitor:
    """Somebody with a browser of their own: a session, a window, a guard."""

    site: Site
    context: BrowserContext
    guard: Guard
    page: Page

    def open(self, path: str) -> Response:
        """Go to an address of the site."""
        response = self.page.goto(self.site.url + path)
        assert response is not None
        return response

    def open_answer(self, path: str, *, form: dict[str, str], headers: dict[str, str]) -> Response:
        """Show what the site answers to a form that a browser would not send like this."""

        def answer(route: Route) -> None:
            sent = self.context.request.post(
                self.site.url + path, form=form, headers=headers, max_redirects=0
            )
            route.fulfill(response=sent)

        self.page.route("**/*", answer, times=1)
        return self.open(path)

    def sign_in(self, key: str) -> None:
        """Sign in with an account of the demonstration."""
        self.open("/en/konto/einloggen/")
        self.page.fill("[name=login]", ACCOUNTS[key][0])
        self.page.fill("[name=password]", PASSWORD)
        self.page.click("main form [type=submit]")
        self.page.wait_for_load_state()
        assert "einloggen" not in self.page.url, self.page.inner_text("main")


@contextmanager
def visitor(
    browser: Browser, site: Site, who: str = "anonymous", **options: Any
) -> Iterator[Visitor]:
    """Yield somebody: anonymous, citizen or staff; signed in where that needs it."""
    context = browser.new_context(
        **{"viewport": {"width": 1280, "height": 900}, "color_scheme": "light", **options}
    )
    context.set_default_timeout(10_000)
    guard = Guard(urlsplit(site.url).netloc)
    guard.watch(context)
    somebody = Visitor(site, context, guard, context.new_page())
    if who in SIGNED_IN:
        somebody.sign_in(SIGNED_IN[who])
    yield somebody
    context.close()
