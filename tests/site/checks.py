"""The checks that run inside the page, and those of axe."""

from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from tests.source import ROOT

CHECKS = Path(__file__).with_name("checks.js")
AXE = ROOT / "node_modules/axe-core/axe.min.js"
ALL_RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
RULES_OF_LAYOUT = ("cat.color", "cat.name-role-value", "cat.text-alternatives")
RUN_AXE = "rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})"


def ask(page: Page, question: str) -> Any:
    """Return the answer of a function of checks.js, such as `sideways()`."""
    if not page.evaluate("'siteChecks' in window"):
        page.evaluate(_source(CHECKS) + ";0")
    return page.evaluate(f"siteChecks.{question}")


def axe_violations(page: Page, rules: tuple[str, ...] = ALL_RULES) -> list[str]:
    """Return rule and place of everything that axe objects to, by rules with one of these tags."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(_source(AXE) + ";0")
    found = page.evaluate(RUN_AXE, rules)["violations"]
    return [
        f"axe {violation['id']}: {node['html'][:200]} ({node['failureSummary']})"
        for violation in found
        for node in violation["nodes"]
    ]


@cache
def _source(path: Path) -> str:
    return path.read_text(encoding="utf-8")
