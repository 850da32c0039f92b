"""Pages as their readers see them."""

import re
from datetime import datetime

import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from faden.backbone.people.tests.factories import NOON


def text_of(html: str) -> str:
    """The words of a page, without tags and with single spaces."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def html_at(client, address: str, *, now: datetime = NOON) -> str:
    with time_machine.travel(now, tick=False):
        page = client.get(address)
    assert page.status_code == 200
    return page.text


def words_at(client, address: str, *, now: datetime = NOON) -> str:
    return text_of(html_at(client, address, now=now))


def part_of(html: str, anchor: str) -> str:
    """The words of the section whose heading has this id, up to the next section."""
    start = html.index(f'id="{anchor}"')
    rest = html[start:]
    end = rest.find('<section class="faden-section"')
    return text_of("<" + (rest if end < 0 else rest[:end]))


def n_queries(client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)
