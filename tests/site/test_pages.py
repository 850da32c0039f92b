"""Every page, as each of its visitors sees it."""

import pytest

from tests.site.addresses import PageOfSite, pages
from tests.site.inspection import inspect

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("page", pages(), ids=str)
def test_a_page_is_accessible_and_well_made(page: PageOfSite, visitors, site, collected):
    who = visitors[page.who]

    faults = inspect(
        who,
        lambda who, language: who.open(page.path(site.facts, language)),
        collected=collected,
        name=str(page),
        status=page.sample.status,
    )

    if page.who == "anonymous":
        faults += [f"cookie {cookie['name']}" for cookie in who.context.cookies()]
    assert not faults, "\n".join(faults)
