"""No page is forgotten: what has an address is looked at, or it is said why not."""

from tests.site.addresses import PAGES, WITHOUT_PAGE, url_names


def test_every_url_name_has_a_sample_page_or_a_reason_to_have_none():
    assert url_names() == PAGES.keys() | WITHOUT_PAGE.keys()


def test_no_url_name_has_both():
    assert PAGES.keys() & WITHOUT_PAGE.keys() == set()
