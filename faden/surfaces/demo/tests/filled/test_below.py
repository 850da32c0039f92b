"""The demonstration below a path of its host: no page, feed or cookie leads out of it."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client
from django.urls import clear_script_prefix, resolve, set_script_prefix
from django.utils import translation
from lxml import html

from faden.backbone.people.queries import account_by_email
from faden.shared.notifications.links import link_to_decline

BELOW, HOST = "/mitmachen", "https://town.example"
SET = re.compile(r"(\S+)(?: \S+)?(?:,|$)")  # one address of a srcset


@pytest.fixture
def below(settings, filled):
    """As with FADEN_BASE_URL=http://testserver/mitmachen."""
    settings.FORCE_SCRIPT_NAME = BELOW
    settings.STATIC_URL = f"{BELOW}/static/"
    settings.SESSION_COOKIE_PATH = f"{BELOW}/"
    set_script_prefix(f"{BELOW}/")  # as the server does for each request, unlike the client
    yield
    clear_script_prefix()


def addresses(page: str) -> Iterator[str]:
    """Every address in the page, whatever attribute holds it."""
    for element in html.fromstring(page.encode()).iter(html.etree.Element):
        for name, value in element.attrib.items():
            found = SET.findall(value) if name == "srcset" else [value]
            yield from (one for one in found if one.startswith("/"))


def walk(client: Client, start: str) -> Iterator[tuple[str, str]]:
    """(page, address) of all that leads out, over one page of each sort."""
    waiting, seen = [start], set[tuple[str, str]]()
    while waiting:
        path = waiting.pop(0)
        name = sort_of(path)
        is_asked_before = start == "/team/" and not path.startswith(start)
        if name in seen or is_asked_before:
            continue
        seen.add(name)
        leads_to = led_to(client.get(path))
        yield from ((path, address) for address in leads_to if not is_inside(address))
        waiting += [
            address.removeprefix(BELOW).partition("#")[0]
            for address in leads_to
            if is_inside(address) and not address.startswith(f"{BELOW}/static/")
        ]


def led_to(answer: Any) -> list[str]:
    """The addresses in a page, or the one to which an answer leads."""
    if answer.status_code in (301, 302, 303):
        return [answer["Location"]]
    is_page = "html" in answer.get("Content-Type", "") and answer.status_code == 200
    return list(addresses(answer.text)) if is_page else []


def sort_of(path: str) -> tuple[str, str]:
    language = "en" if path.startswith("/en/") else "de"
    with translation.override(language):
        return language, resolve(urlsplit(path).path).view_name


def is_inside(address: str) -> bool:
    path = urlsplit(urljoin("http://testserver/", address)).path
    return path.startswith(f"{BELOW}/")


@pytest.mark.django_db
@pytest.mark.once
@pytest.mark.parametrize(("who", "start"), [("", "/"), ("administration@example.org", "/team/")])
def test_no_page_leads_out(below, who, start):
    client = Client()
    if who:
        client.force_login(account_by_email(who))

    assert list(walk(client, start)) == []


@pytest.mark.django_db
def test_cookies_mails_and_whole_addresses_stay_below_too(client, below, settings):
    settings.FADEN_BASE_URL = HOST

    themed = client.post("/darstellung/", {"theme": "dark", "next": f"{BELOW}/ideen/"})
    strange = client.post("/darstellung/", {"theme": "dark", "next": "/other-site/"})
    feed = client.get("/beteiligungen/detmold-wird-digital/ideen/feed.atom").text

    assert client.cookies["theme"]["path"] == f"{BELOW}/"
    assert (themed["Location"], strange["Location"]) == (f"{BELOW}/ideen/", f"{BELOW}/")
    assert set(re.findall(r"http://testserver(/\w+/)", feed)) == {f"{BELOW}/"}
    declined = link_to_decline(account_by_email("administration@example.org"), "answers")
    assert declined.startswith(f"{HOST}{BELOW}/")
