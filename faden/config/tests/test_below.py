"""A site below a path of its host, behind proxies of both kinds."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from faden.config import env
from faden.config.below import below


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("/mitmachen/ideen/", "/ideen/"),  # the proxy leaves it there
        ("/ideen/", "/ideen/"),  # the proxy takes it away
        ("/mitmachen", "/"),
        ("/mitmachen/", "/"),
        ("/mitmachend/", "/mitmachend/"),
    ],
)
def test_the_path_in_front_is_taken_away_where_it_is(path, found):
    asked = []

    below("/mitmachen", lambda environ, _start: asked.append(environ["PATH_INFO"]))(
        {"PATH_INFO": path}, None
    )

    assert asked == [found]


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("https://town.example", ("https://town.example", "")),
        ("https://town.example/", ("https://town.example", "")),
        ("https://town.example/mitmachen/", ("https://town.example", "/mitmachen")),
    ],
)
def test_the_address_of_the_site_may_have_a_path(monkeypatch, address, found):
    monkeypatch.setenv("FADEN_BASE_URL", address)

    assert env.site("FADEN_BASE_URL", "") == found


@pytest.mark.parametrize(
    "address", ["town.example", "https://town.example/en", "https://town.example/a?b", "https:///x"]
)
def test_what_is_no_address_of_a_site_stops_the_start(monkeypatch, address):
    monkeypatch.setenv("FADEN_BASE_URL", address)

    with pytest.raises(ImproperlyConfigured, match="FADEN_BASE_URL"):
        env.site("FADEN_BASE_URL", "")
