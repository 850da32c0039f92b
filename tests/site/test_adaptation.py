"""Pages as people set up their browser: larger, wider spaced, without motion, in own colours."""

import pytest

from tests.site.browser import visitor
from tests.site.checks import ask
from tests.site.states import address

pytestmark = pytest.mark.browser
MAIN_PAGES = [
    ("home", "", "anonymous"),
    ("processes:detail", "slug", "anonymous"),
    ("ideas:list", "process", "anonymous"),
    ("ideas:detail", "idea", "citizen"),
    ("ideas:new", "process", "anonymous"),
    ("account_overview", "", "citizen"),
    ("ideas:table", "process", "staff"),
    ("importers:columns", "run_uploaded", "staff"),
]
# WCAG 1.4.12
SPACING = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}"""
MOVING = """() => [...document.querySelectorAll("*")].filter((one) => {
  const style = getComputedStyle(one);
  const lasts = (times) => times.split(",").some((time) => parseFloat(time) > 0.01);
  const isAnimated = style.animationName !== "none" && lasts(style.animationDuration);
  return isAnimated || lasts(style.transitionDuration);
}).map((one) => one.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize(("name", "facts", "who"), MAIN_PAGES)
@pytest.mark.parametrize("language", ["de", "en"])
def test_twice_the_size_and_more_space_cut_nothing_off(visitors, language, name, facts, who):
    page = visitors[who].page
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 640, "height": 512})  # 1280 x 1024 at 200 %
    visitors[who].open(address(visitors[who], language, name, facts))
    faults = [*ask(page, "sideways()"), *ask(page, "clipped()")]

    page.evaluate(SPACING)
    faults += [f"spaced: {one}" for one in (*ask(page, "sideways()"), *ask(page, "clipped()"))]
    page.set_viewport_size({"width": 320, "height": 512})
    faults += [f"spaced, narrow: {one}" for one in ask(page, "sideways()")]

    assert not faults, "\n".join(faults)


def test_nothing_moves_for_those_who_want_it_so(visitors):
    who = visitors["anonymous"]
    who.page.emulate_media(reduced_motion="reduce")
    for name, facts in (("home", ""), ("processes:detail", "slug"), ("web:kern_sample", "")):
        who.open(address(who, "de", name, facts))

        assert who.page.evaluate(MOVING) == []
        behaviour = "getComputedStyle(document.documentElement).scrollBehavior"
        assert who.page.evaluate(behaviour) == "auto"


def test_own_colours_leave_icons_states_and_focus_visible(site, browser):
    with visitor(browser, site, "citizen", forced_colors="active", color_scheme="dark") as who:
        who.open(address(who, "de", "ideas:detail", "idea"))
        canvas = who.page.evaluate("getComputedStyle(document.body).backgroundColor")
        icons = who.page.eval_on_selector_all(
            "main .kern-icon", "all => all.map((one) => getComputedStyle(one).backgroundColor)"
        )
        who.page.focus("#dafuer")
        who.page.keyboard.press("Shift+Tab")
        who.page.keyboard.press("Tab")

        assert icons
        assert canvas not in icons
        assert ask(who.page, "focus()")["faults"] == []
