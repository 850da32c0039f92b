"""Reading the environment: what a variable may say."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from faden.config import env


@pytest.mark.parametrize(
    "address",
    [
        "",
        "https://tiles.example.org/web/{z}/{x}/{y}.png",
        "https://tiles.example.org:8443/{z}/{y}/{x}",
        "/kacheln/{z}/{x}/{y}.png",
    ],
)
def test_tiles_come_from_one_host_or_from_this_site(monkeypatch, address):
    monkeypatch.setenv("FADEN_MAP_TILES", address)

    assert env.tiles("FADEN_MAP_TILES") == address


@pytest.mark.parametrize(
    "address",
    [
        "http://tiles.example.org/{z}/{x}/{y}.png",
        "https://{s}.tiles.example.org/{z}/{x}/{y}.png",
        "https://tiles.example.org/{z}/{x}.png",
        "https://a.example.org; script-src *//{z}/{x}/{y}",
        "//tiles.example.org/{z}/{x}/{y}.png",
        "https:///{z}/{x}/{y}.png",
        "kacheln/{z}/{x}/{y}.png",
    ],
)
def test_another_address_of_tiles_stops_the_start_and_names_the_variable(monkeypatch, address):
    monkeypatch.setenv("FADEN_MAP_TILES", address)

    with pytest.raises(ImproperlyConfigured, match="FADEN_MAP_TILES"):
        env.tiles("FADEN_MAP_TILES")


def test_websites_that_show_small_pages_are_named_by_their_hosts(monkeypatch):
    monkeypatch.setenv("FADEN_EMBED_HOSTS", "https://www.town.example, https://*.town.example:8443")

    assert env.origins("FADEN_EMBED_HOSTS") == [
        "https://www.town.example",
        "https://*.town.example:8443",
    ]


@pytest.mark.parametrize(
    "origin", ["http://town.example", "town.example", "*", "https://a.example; script-src *"]
)
def test_another_word_for_a_website_stops_the_start_and_names_the_variable(monkeypatch, origin):
    monkeypatch.setenv("FADEN_EMBED_HOSTS", origin)

    with pytest.raises(ImproperlyConfigured, match="FADEN_EMBED_HOSTS"):
        env.origins("FADEN_EMBED_HOSTS")
