"""Every page, as each of its visitors sees it."""

import pytest

from tests.site.addresses import PageOfSite, pages
from tests.site.checks import ask
from tests.site.inspection import inspect_english, inspect_german
from tests.site.walking import walked

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("page", pages(), ids=str)
def test_a_page_is_accessible_and_well_made(page: PageOfSite, visitors, site, collected):
    who = visitors[page.who]
    kept = {"collected": collected, "name": str(page), "status": page.sample.status}

    faults = inspect_german(who, lambda who, _: who.open(page.path(site.facts, "de")), **kept)
    faults += inspect_english(who, page.path(site.facts, "en"), **kept)

    if page.who == "anonymous":
        faults += [f"cookie {cookie['name']}" for cookie in who.context.cookies()]
    if page.who == page.sample.who[-1]:  # who finds most on it
        stops, missed = walked(who.page)
        faults += missed if stops == ask(who.page, "stops()") else [*missed, f"stops: {stops}"]
    assert not faults, "\n".join(faults)
