"""What every page has to pass, in looks of language, theme and width."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import APIResponse, Response, ViewportSize

from tests.site.browser import Visitor
from tests.site.checks import ALL_RULES, RULES_OF_LAYOUT, ask, axe_violations, read

ERROR_PAGES = (400, 403, 404, 409, 410, 413)
WIDE: ViewportSize = {"width": 1280, "height": 900}
NARROW: ViewportSize = {"width": 320, "height": 700}


@dataclass
class Collected:
    """What is checked at the end, once for all pages."""

    folder: Path  # holds the pages as the server sent them
    links: dict[str, set[str]] = field(default_factory=dict)  # {visitor: addresses}
    forms: set[tuple[str, str]] = field(default_factory=set)  # (method, address)
    sources: dict[str, str] = field(default_factory=dict)  # {file name: which page}

    def keep_source(self, page: str, response: Response | APIResponse) -> None:
        """Keep the page for the HTML checker."""
        name = f"{len(self.sources):03}.html"
        (self.folder / name).write_bytes(response.body())
        self.sources[name] = page

    def keep_addresses(self, name: str, found: dict[str, Any]) -> None:
        """Keep where links and forms of a page lead."""
        self.links.setdefault(name, set()).update(found["links"])
        ways = [*found["forms"], *found["actions"], *found["htmx"]]
        self.forms.update((way, address) for way, address in ways)


Show = Callable[[Visitor, str], Response]  # opens the page in a language


@dataclass(frozen=True)
class Look:
    """One way to look at a page; what another look has shown already is not asked again."""

    theme: str
    size: ViewportSize
    rules: tuple[str, ...]  # of axe; the same markup needs each of them once


GERMAN = [Look("dark", NARROW, RULES_OF_LAYOUT), Look("light", WIDE, ALL_RULES)]
ENGLISH = [Look("light", NARROW, ())]


def inspect(
    who: Visitor, show: Show, *, collected: Collected, name: str, status: int = 200
) -> list[str]:
    """Return everything that is wrong with the page, for each look at it in both languages."""
    german = inspect_german(who, show, collected=collected, name=name, status=status)
    english = _shown(who, show, "en", collected=collected, name=name, status=status)
    return [*german, *english]


def inspect_german(
    who: Visitor, show: Show, *, collected: Collected, name: str, status: int = 200
) -> list[str]:
    """Return everything that is wrong with the page in German; it stays wide and light."""
    return _shown(who, show, "de", collected=collected, name=name, status=status)


def inspect_english(
    who: Visitor, path: str, *, collected: Collected, name: str, status: int = 200
) -> list[str]:
    """Return what is wrong with the English text of a page whose look the German one has shown."""
    response = who.context.request.get(who.site.url + path, max_redirects=0)
    faults = [] if response.status == status else [f"status {response.status}"]
    found = read(who.page, response, "en")
    collected.keep_source(f"{name} en", response)
    if status not in ERROR_PAGES:
        collected.keep_addresses(name.rpartition(" as ")[2], found["addresses"])
    return [f"en: {fault}" for fault in [*faults, *found["faults"]]]


def _shown(
    who: Visitor, show: Show, language: str, *, collected: Collected, name: str, status: int
) -> list[str]:
    looks = GERMAN if language == "de" else ENGLISH
    _appear(who, looks[0])
    response = show(who, language)
    found = [] if response.status == status else [f"status {response.status}"]
    found += ask(who.page, f"structure('{language}')")
    for look in looks:
        found += [f"{look.theme} {look.size['width']} px: {one}" for one in _seen(who, look)]
    collected.keep_source(f"{name} {language}", response)
    if status not in ERROR_PAGES:  # their links to the other language are errors too
        collected.keep_addresses(name.rpartition(" as ")[2], ask(who.page, "addresses()"))
    return [f"{language}: {fault}" for fault in [*found, *who.guard.taken()]]


def _appear(who: Visitor, look: Look) -> None:
    who.page.emulate_media(color_scheme=look.theme)
    who.page.set_viewport_size(look.size)


def _seen(who: Visitor, look: Look) -> list[str]:
    _appear(who, look)
    violations = axe_violations(who.page, look.rules) if look.rules else []
    return [*violations, *ask(who.page, "sideways()"), *ask(who.page, "targets()")]
