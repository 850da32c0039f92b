"""Pictures of the main pages to look at: `python -m tests.site.screenshots FOLDER [NAME ...]`."""

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from itertools import product
from pathlib import Path

import django
from playwright.sync_api import Browser

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "faden.config.settings")
os.environ.setdefault("FADEN_DEMO", "1")
django.setup()

from tests.site.browser import Visitor, chromium_running, visitor  # noqa: E402 - needs the settings
from tests.site.inspection import NARROW, WIDE  # noqa: E402
from tests.site.server import Site, running_site  # noqa: E402
from tests.site.states import STATES, address  # noqa: E402

MAIN_PAGES = {  # {picture: (URL name, facts, who)}
    "home": ("home", "", "anonymous"),
    "processes": ("processes:list", "", "anonymous"),
    "process": ("processes:detail", "slug", "anonymous"),
    "ideas": ("ideas:list", "process", "anonymous"),
    "idea": ("ideas:detail", "idea", "citizen"),
    "idea-picture": ("ideas:detail", "picture_idea", "anonymous"),
    "idea-team": ("ideas:detail", "hidden", "staff"),
    "new": ("ideas:new", "process", "anonymous"),
    "thanks": ("ideas:thanks", "picture_idea", "anonymous"),
    "account": ("account_overview", "", "citizen"),
    "sign-in": ("account_login", "", "anonymous"),
    "sign-up": ("account_signup", "", "anonymous"),
    "team": ("staff:start", "", "staff"),
    "table": ("ideas:table", "process", "staff"),
    "answer": ("outcomes:answer", "idea_pk", "staff"),
    "import": ("importers:run", "run_ready", "staff"),
    "import-refused": ("importers:run", "run_refused", "staff"),
    "columns": ("importers:columns", "run_uploaded", "staff"),
}
LOOKS = {
    f"{language}-{theme}-{size['width']}": (language, theme, size)
    for language in ("de", "en")
    for theme in ("light", "dark")
    for size in (WIDE, NARROW)
}
Show = Callable[[Visitor, str], object]


def shoot(folder: Path, wanted: list[str]) -> Iterator[Path]:
    """Yield the pictures as they are taken; `wanted` narrows them by parts of their names."""
    with (
        tempfile.TemporaryDirectory() as data,
        running_site(Path(data)) as site,
        chromium_running() as browser,
    ):
        for who in ("anonymous", "citizen", "staff"):
            yield from _pictures(browser, site, who, folder=folder, wanted=wanted)


def _pictures(
    browser: Browser, site: Site, who: str, *, folder: Path, wanted: list[str]
) -> Iterator[Path]:
    with visitor(browser, site, who) as somebody:
        for (name, show), (look, (language, theme, size)) in product(_shows(who), LOOKS.items()):
            path = folder / f"{name}-{look}.png"
            if not set(wanted) <= set(path.stem.split("-")):
                continue
            somebody.page.emulate_media(color_scheme=theme, reduced_motion="reduce")
            somebody.page.set_viewport_size(size)
            show(somebody, language)
            somebody.page.screenshot(path=path, full_page=True)
            yield path


def _shows(who: str) -> Iterator[tuple[str, Show]]:
    for picture, (name, facts, seen_by) in MAIN_PAGES.items():
        if seen_by == who:
            yield picture, partial(_open, name=name, facts=facts)
    for state in STATES:
        if state.who == who or (state.who, who) == ("guest", "anonymous"):
            yield f"state-{state.name.replace(' ', '-')}", state.show


def _open(somebody: Visitor, language: str, *, name: str, facts: str) -> None:
    somebody.open(address(somebody, language, name, facts))


if __name__ == "__main__":
    for picture in shoot(Path(sys.argv[1]), sys.argv[2:]):
        sys.stdout.write(f"{picture}\n")
