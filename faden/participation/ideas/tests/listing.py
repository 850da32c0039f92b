"""What the tests of list, map and feed arrange and read."""

import re
from datetime import timedelta
from html import unescape

from faden.backbone.audit.guard import arranging
from faden.backbone.items.models import Item, Origin
from faden.backbone.people.tests.factories import NOON
from faden.participation.ideas.models import Idea
from faden.participation.ideas.tests.factories import an_idea

LIST = "/en/beteiligungen/fluss/ideen/"
TITLE_OF_CARD = re.compile(r'href="/en/ideen/\d+-[\w-]+/">([^<]+)</a></h2>')
CHIP = re.compile(r'class="faden-chip" href="([^"]+)">(.*?)</a>')


def titles(client, query="", *, path=LIST) -> list[str]:
    """The titles of the cards, in order."""
    page = client.get(f"{path}{query}")
    assert page.status_code == 200
    return [unescape(title) for title in TITLE_OF_CARD.findall(page.text)]


def ideas_by_minute(process, *names, **facts) -> list[Idea]:
    return [
        an_idea(process, title=name, now=NOON + timedelta(minutes=minute), **facts)
        for minute, name in enumerate(names)
    ]


def set_counters(idea, **counters) -> None:
    with arranging():
        Item.objects.filter(pk=idea.pk).update(**counters)


def came_in_by(idea, channel) -> None:
    with arranging():
        Origin.objects.filter(item=idea).update(channel=channel)


def orders_offered(page: str) -> list[str]:
    """The names of the orders, as the page offers them."""
    (navigation,) = re.findall(r'class="faden-order".*?</nav>', page, re.DOTALL)
    return re.findall(r">([^<]+)</a>", navigation)


def chips(page: str) -> dict[str, str]:
    """`{what is set: address without it}`"""
    found = CHIP.findall(page)
    return {
        " ".join(re.sub("<[^>]+>", "", words).split()).removeprefix("Remove filter: "): unescape(
            url
        )
        for url, words in found
    }
