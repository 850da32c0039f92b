"""What is checked once for all pages that the other gates have looked at."""

import json
import os
import subprocess
from collections import defaultdict
from collections.abc import Iterable
from http import HTTPStatus
from urllib.parse import parse_qs, urldefrag, urlsplit

import pytest
from django.urls import Resolver404, resolve
from django.utils import translation

from faden.web.language import language_of
from tests.site.browser import Visitor
from tests.site.inspection import Collected
from tests.source import ROOT
from tools.programs import java

pytestmark = pytest.mark.browser
OF_EACH_KIND = 3  # addresses that are followed
PATIENCE_MS = 60_000  # a PDF takes its time
VNU = ROOT / "node_modules/vnu-jar/build/dist/vnu.jar"


def test_all_pages_are_valid_html(collected: Collected):
    assert collected.sources, "run all of tests/site: this one needs the pages of the others"
    program = os.environ.get("FADEN_JAVA") or java()
    assert program, "no Java; set FADEN_JAVA"

    checked = subprocess.run(
        [program, "-Xss2m", "-jar", VNU, "--format", "json", *sorted(collected.folder.iterdir())],
        capture_output=True,
        check=False,
    )
    messages = json.loads(checked.stderr)["messages"]

    faults = [
        f"{collected.sources[message['url'].rpartition('/')[2]]}, line {message.get('lastLine')}:"
        f" {message['message']} {message.get('extract', '')}"
        for message in messages
        if message["type"] == "error" or message.get("subType") == "warning"
    ]
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("name", ["anonymous", "guest", "citizen", "staff"])
def test_every_link_leads_somewhere(name: str, visitors, collected: Collected):
    who = visitors[name]
    anchors: dict[str, set[str]] = {}
    for link in sorted(collected.links[name]):
        page, anchor = urldefrag(link)
        if page.startswith(who.site.url):
            anchors.setdefault(page, set()).add(anchor)

    faults = [
        fault for page in some_of_each(anchors) for fault in dead(who, page, anchors[page] - {""})
    ]

    assert len(anchors) > 5
    assert not faults, "\n".join(faults)


def some_of_each(pages: Iterable[str]) -> list[str]:
    """Return the first pages of each kind: the same page with the same questions in its address."""
    chosen: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for page in pages:
        address = urlsplit(page)
        kind = chosen[page_name(address.path), *sorted(parse_qs(address.query))]
        if len(kind) < OF_EACH_KIND:
            kind.append(page)
    return [page for kind in chosen.values() for page in kind]


def page_name(path: str) -> str:
    """Return which page answers the address; an address without one is its own name."""
    try:
        with translation.override(language_of(path)):
            return resolve(path).view_name
    except Resolver404:
        return path


def dead(who: Visitor, page: str, anchors: set[str]) -> list[str]:
    """Return the page if it is not there, else its anchors that are not."""
    answer = who.context.request.get(page, timeout=PATIENCE_MS)
    if not answer.ok and answer.status != HTTPStatus.UNPROCESSABLE_ENTITY:  # it says what to mend
        return [f"{answer.status} {page}"]
    if "text/html" not in answer.headers["content-type"]:
        return []
    text = answer.text()
    return [f"no #{anchor} on {page}" for anchor in anchors if f'id="{anchor}"' not in text]


def test_every_form_has_an_address_of_the_site(collected: Collected, site):
    faults = [action for _method, action in collected.forms if not is_ours(action, site.url)]

    assert len(collected.forms) > 10
    assert not faults


def is_ours(action: str, url: str) -> bool:
    """Whether a form's address is answered by this site."""
    parts = urlsplit(action)
    is_elsewhere = parts.netloc and not action.startswith(url)
    return not is_elsewhere and page_name(parts.path) != parts.path
