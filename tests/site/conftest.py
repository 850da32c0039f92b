"""One site, one browser, one visitor of each kind for all gates."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.site.browser import Visitor, chromium_running, visitor
from tests.site.inspection import Collected
from tests.site.server import Site, running_site

LOOK_ONLY = ("test_pages", "test_states", "test_whole_site")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Look at all pages before others change what they show; all of the city in one go."""
    here = Path(__file__).parent
    items.sort(key=lambda item: (item.path.parent != here, item.path.stem not in LOOK_ONLY))


@pytest.fixture(scope="package")
def site(tmp_path_factory) -> Iterator[Site]:
    with running_site(tmp_path_factory.mktemp("site")) as running:
        yield running


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with chromium_running() as running:
        yield running


@pytest.fixture(scope="package")
def visitors(site: Site, browser: Browser) -> Iterator[dict[str, Visitor]]:
    """Who looks at pages without changing anything, each in a session of their own."""
    with (
        visitor(browser, site) as anonymous,
        visitor(browser, site) as guest,
        visitor(browser, site, "citizen") as citizen,
        visitor(browser, site, "staff") as staff,
    ):
        yield {"anonymous": anonymous, "guest": guest, "citizen": citizen, "staff": staff}


@pytest.fixture
def guest(site: Site, browser: Browser) -> Iterator[Visitor]:
    """Somebody new, with JavaScript."""
    with visitor(browser, site) as somebody:
        yield somebody


@pytest.fixture
def plain_guest(site: Site, browser: Browser) -> Iterator[Visitor]:
    """Somebody new, without JavaScript."""
    with visitor(browser, site, java_script_enabled=False) as somebody:
        yield somebody


@pytest.fixture(scope="package")
def collected(tmp_path_factory) -> Collected:
    """What the gates of single pages leave for those that look at all of them."""
    return Collected(tmp_path_factory.mktemp("pages"))
