"""A walk through a page with the Tab key."""

from playwright.sync_api import Page

from tests.site.checks import ask

MOST_STOPS = 400


def walked(page: Page) -> tuple[list[str], list[str]]:
    """Press Tab from the first stop on; return the stops and what is wrong with the focus."""
    page.emulate_media(reduced_motion="reduce")  # else the window is still on its way
    if page.locator(".faden-skip").count():
        page.focus(".faden-skip")  # some pages begin with the focus on a message
    else:
        page.keyboard.press("Tab")  # a page made for a frame has nothing to skip
    ask(page, "note()")
    for _stop in range(min(len(ask(page, "stops()")), MOST_STOPS)):
        page.keyboard.down("Tab")
    found = ask(page, "noted")
    while (focus := ask(page, "focus()")) and len(found) < MOST_STOPS:  # the parts of dates
        found.append(focus)
        page.keyboard.down("Tab")
    page.keyboard.up("Tab")
    seen = [focus for focus in found if focus]
    stops = [focus["stop"] for focus in seen if focus["stop"]]
    return stops, [fault for focus in seen for fault in focus["faults"]]
