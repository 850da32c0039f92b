"""The checks that run inside the page, and those of axe."""

from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import APIResponse, Page

from tests.source import ROOT

CHECKS = Path(__file__).with_name("checks.js")
AXE = ROOT / "node_modules/axe-core/axe.min.js"
ALL_RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
RULES_OF_LAYOUT = ("cat.color", "cat.name-role-value", "cat.text-alternatives")
ROWS_LIKE_OTHERS = "main :is(tr, li):nth-child(n + 6)"
RUN_AXE = """({rules, exclude}) =>
  axe.run({include: [document], exclude}, {runOnly: rules, resultTypes: ['violations']})"""


def ask(page: Page, question: str) -> Any:
    """Return the answer of a function of checks.js, such as `sideways()`."""
    _load(page)
    return page.evaluate(f"siteChecks.{question}")


def read(page: Page, response: APIResponse, language: str) -> dict[str, Any]:
    """Return `faults` and `addresses` of a page of the site that is not shown."""
    _load(page)
    sent = [response.text(), response.url, language]
    found: dict[str, Any] = page.evaluate("sent => siteChecks.read(...sent)", sent)
    return found


def _load(page: Page) -> None:
    if not page.evaluate("'siteChecks' in window"):
        page.evaluate(_source(CHECKS) + ";0")


def axe_violations(page: Page, rules: tuple[str, ...] = ALL_RULES) -> list[str]:
    """Return rule and place of everything that axe objects to, by rules with one of these tags.

    By a part of the rules, of long lists only the first rows are looked at.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(_source(AXE) + ";0")
    exclude = [] if rules == ALL_RULES else [[ROWS_LIKE_OTHERS]]
    found = page.evaluate(RUN_AXE, {"rules": rules, "exclude": exclude})["violations"]
    return [
        f"axe {violation['id']}: {node['html'][:200]} ({node['failureSummary']})"
        for violation in found
        for node in violation["nodes"]
    ]


@cache
def _source(path: Path) -> str:
    return path.read_text(encoding="utf-8")
