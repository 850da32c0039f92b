"""Every list can be taken along, and its files say what the page says."""

import re
from datetime import date, datetime
from html import unescape
from io import BytesIO
from itertools import pairwise

import pytest

from faden.lib.sheets import read
from faden.lib.sheets.values import Cell
from tests.site.addresses import PAGES, PageOfSite
from tests.site.browser import Visitor

FORMATS = ("csv", "xlsx", "ods")
OFFERED = re.compile(r'href="([^"]*export=csv)"')
LISTS = [  # (page, who sees it, files on it): those that are no staff table
    ("processes:list", "anonymous", 1),
    ("ideas:list", "anonymous", 1),
    ("coverage:process", "anonymous", 1),
    ("background:page", "anonymous", 2),
    ("background:venues", "anonymous", 1),
    ("groups:bodies", "anonymous", 1),
    ("groups:body", "anonymous", 3),
    ("news:list", "anonymous", 1),
    ("news:of_process", "anonymous", 1),
    ("undertakings:list", "anonymous", 1),
    ("districts:list", "anonymous", 1),
    ("paper:wall", "anonymous", 1),
    ("paper:overview", "staff", 2),
    ("documentation:overview", "staff", 1),
    ("importers:list", "staff", 1),
    ("moderation:hidden", "staff", 1),
]
TABLES = [  # staff tables, all by the same view
    (name, "staff", 1)
    for name in (
        "news:table",
        "undertakings:table",
        "city:districts",
        "city:offices",
        "city:text_blocks",
    )
]


@pytest.mark.parametrize(("name", "who", "n_files"), LISTS + TABLES)
def test_a_list_reads_the_same_in_all_its_files(visitors, site, name, who, n_files):
    sample = next(one for one in PAGES[name] if who in one.who)
    path = PageOfSite(name, who, sample).path(site.facts, "de")

    offered = _offered(visitors[who], path)

    assert len(offered) == n_files
    for address in offered:
        contents = [_rows(visitors[who], address, one) for one in FORMATS]
        assert contents[0], f"{address} is empty"
        assert all(one == other for one, other in pairwise(contents))


def _offered(visitor: Visitor, path: str) -> list[str]:
    answer = visitor.context.request.get(visitor.site.url + path)
    return [unescape(found) for found in OFFERED.findall(answer.text())]


def _rows(visitor: Visitor, address: str, file_format: str) -> list[list[str]]:
    asked = address.replace("export=csv", f"export={file_format}")
    answer = visitor.context.request.get(visitor.site.url + asked)
    assert answer.headers["content-disposition"].endswith(f'.{file_format}"')
    return [[_said(cell) for cell in row.cells.values()] for row in read(BytesIO(answer.body()))]


def _said(cell: Cell) -> str:
    """The cell as CSV has it: dates as ISO 8601, numbers with a decimal comma."""
    match cell:
        case bool():
            return str(cell).lower()
        case float():
            return repr(cell).replace(".", ",")
        case datetime():
            return cell.isoformat(" ", "seconds")
        case date():
            return cell.isoformat()
    return " ".join(str(cell or "").split()) if not isinstance(cell, int) else str(cell)
