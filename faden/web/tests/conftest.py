import pytest


@pytest.fixture(autouse=True)
def _own_addresses(settings):
    settings.ROOT_URLCONF = "faden.web.tests.addresses"
    settings.FADEN_PAGE_CONTEXT = "faden.web.tests.addresses.page_facts"
