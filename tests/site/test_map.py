"""Maps in a real browser: fetched when opened, from this site alone, usable without a mouse."""

import re
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.site.browser import Visitor, visitor
from tests.site.checks import ask, axe_violations
from tests.site.states import address

pytestmark = pytest.mark.browser
MARKERS = ".faden-map__marker[tabindex]"
BUBBLE = ".leaflet-popup"
PATIENCE_S = 10.0


def open_map(guest: Visitor, query: str = "") -> Page:
    guest.open(address(guest, "en", "ideas:map", "process") + query)
    expect(guest.page.locator(MARKERS).first).to_be_visible()
    return guest.page


def on_the_map(page: Page) -> set[str]:
    """The addresses of everything the map holds, shown or in a group."""
    found = page.evaluate(
        "[...document.querySelector('faden-map').groups].flat()"
        ".map(({ feature }) => feature.properties.url)"
    )
    return set(found)


def in_the_list(page: Page, path: str) -> dict[str, str]:
    """`{address: where it is}` of all pages of the list."""
    found: dict[str, str] = {}
    while path:
        page.goto(path)
        for item in page.locator(".faden-places__item").all():
            where = item.locator(".faden-places__where").inner_text()
            found[item.locator("a").first.get_attribute("href") or ""] = where
        following = page.locator("a[rel=next]")
        path = following.evaluate("link => link.href") if following.count() else ""
    return found


def fetched(guest: Visitor) -> list[str]:
    """The names of all files the pages ask for from now on."""
    names: list[str] = []
    guest.context.on("request", lambda request: names.append(request.url.rsplit("/", 1)[-1]))
    return names


def loads_leaflet(names: list[str]) -> bool:
    return any(name.startswith("leaflet.") for name in names)


def until(is_done: Callable[[], bool]) -> None:
    ends_at = time.monotonic() + PATIENCE_S
    while not is_done():
        assert time.monotonic() < ends_at
        time.sleep(0.05)


def test_the_map_holds_what_the_list_says_has_a_place(guest: Visitor):
    page = open_map(guest)
    shown = on_the_map(page)

    listed = in_the_list(page, page.url)

    placed = {url for url, where in listed.items() if not where.startswith("Without a place")}
    assert shown == placed
    assert 0 < len(placed) < len(listed)
    assert guest.guard.taken() == []


def test_a_filter_narrows_map_and_list_alike(guest: Visitor):
    page = open_map(guest, "?stand=wartet")
    waiting = on_the_map(page)

    page.click(".faden-chip")
    expect(page.locator(MARKERS).first).to_be_visible()

    assert waiting < on_the_map(page)
    assert "stand" not in page.url


def test_markers_and_what_they_open_are_reached_by_keyboard(guest: Visitor):
    page = open_map(guest)
    zoom = "document.querySelector('faden-map').view.map.getZoom()"
    before = page.evaluate(zoom)
    page.focus(".faden-map__ground")

    for _press in range(40):  # the ground, its markers, one after the other
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.faden-map__marker--many')"):
            break
    page.keyboard.press("Enter")

    until(lambda: page.evaluate(zoom) > before or page.locator(BUBBLE).count() > 0)
    expect(page.locator(f"{MARKERS}:focus, {BUBBLE} a:focus")).to_have_count(1)
    assert guest.guard.taken() == []


def test_a_marker_opens_a_link_and_escape_leads_back(guest: Visitor):
    page = open_map(guest)
    marker = page.locator(".faden-map__marker:not(.faden-map__marker--many)").first
    marker.focus()
    title = marker.inner_text().strip()

    page.keyboard.press("Enter")
    link = page.locator(f"{BUBBLE} a")
    expect(link).to_be_focused()
    faults = [*axe_violations(page), *ask(page, "structure('en')")]
    page.keyboard.press("Escape")

    expect(page.locator(BUBBLE)).to_have_count(0)
    expect(page.locator(f"{MARKERS}:focus")).to_have_count(1)
    assert page.locator(f"{MARKERS}:focus").inner_text().strip() == title
    assert faults == []
    page.keyboard.press("Enter")
    link.click()
    expect(page.locator("h1")).to_have_text(title)


def test_the_map_is_moved_by_keys_and_shows_all_again(guest: Visitor):
    page = open_map(guest)
    middle = "document.querySelector('faden-map').view.map.getCenter().lng"
    page.emulate_media(reduced_motion="reduce")
    before = page.evaluate(middle)

    page.focus(".faden-map__ground")
    page.keyboard.press("ArrowRight")
    until(lambda: page.evaluate(middle) > before + 0.001)
    page.click("text=Show all of it")

    until(lambda: abs(page.evaluate(middle) - before) < 0.001)


def test_nothing_of_the_map_is_fetched_before_it_is_opened(guest: Visitor):
    names = fetched(guest)

    guest.open(address(guest, "en", "ideas:list", "process"))
    on_the_list = loads_leaflet(names)
    guest.open(address(guest, "en", "ideas:new", "process"))
    page = guest.page
    page.wait_for_load_state("networkidle")
    closed = loads_leaflet(names)
    page.click("summary:has-text('Choose the place on the map')")
    expect(page.locator("faden-map-picker .faden-map__ground")).to_be_visible()

    assert (on_the_list, closed, loads_leaflet(names)) == (False, False, True)
    assert guest.guard.taken() == []


def test_a_point_is_chosen_by_mouse_by_keyboard_and_in_the_fields(guest: Visitor):
    guest.open(address(guest, "de", "ideas:new", "process"))
    page = guest.page
    page.click("summary:has-text('Ort auf der Karte wählen')")
    ground = page.locator("faden-map-picker .faden-map__ground")
    expect(ground).to_be_visible()
    fields = [page.locator(f"#id_{name}") for name in ("latitude", "longitude")]

    ground.click(position={"x": 200, "y": 200})
    by_mouse = [field.input_value() for field in fields]
    ground.focus()
    page.keyboard.press("ArrowDown")
    page.get_by_role("button", name="Punkt in die Mitte der Karte setzen").focus()
    page.keyboard.press("Enter")
    by_keyboard = [field.input_value() for field in fields]

    assert all(re.fullmatch(r"\d+,\d{5}", value) for value in by_mouse + by_keyboard)
    assert by_mouse != by_keyboard
    expect(page.locator(".faden-map__marker")).to_have_count(1)
    expect(page.locator("faden-map-picker [role=status]")).to_contain_text(by_keyboard[0])
    page.click("text=Punkt entfernen")
    assert [field.input_value() for field in fields] == ["", ""]
    expect(page.locator(".faden-map__marker")).to_have_count(0)
    assert axe_violations(page) == []


def test_the_place_of_an_idea_is_shown_on_demand(guest: Visitor):
    page = open_map(guest)
    single = "document.querySelector('faden-map').points.find(p => !p.feature.properties.district)"
    path = page.evaluate(f"{single}.feature.properties.url")
    guest.open(path)
    names = fetched(guest)

    page.click("summary:has-text('Show the place on the map')")

    expect(page.locator(".faden-map__marker")).to_be_visible()
    assert loads_leaflet(names)
    assert page.locator(MARKERS).count() == 0  # it leads nowhere, so Tab passes it by
    assert [*axe_violations(page), *guest.guard.taken()] == []


def test_a_map_that_cannot_be_fetched_says_so(guest: Visitor):
    guest.page.route("**/gebiet.geojson", lambda route: route.fulfill(status=500))

    guest.open(address(guest, "en", "ideas:map", "process"))

    expect(guest.page.locator("faden-map")).to_have_text("The map cannot be loaded now.")
    expect(guest.page.locator(".faden-places__item").first).to_be_visible()


def test_ten_thousand_points_are_grouped_before_anybody_waits(guest: Visitor):
    features = [
        {
            "type": "Feature",
            "id": number,
            "geometry": {
                "type": "Point",
                "coordinates": [8.7 + number % 100 / 300, 51.8 + number // 100 / 300],
            },
            "properties": {"title": f"Idea {number}", "url": f"/ideen/{number}-idee/"},
        }
        for number in range(10_000)
    ]
    collection = {"type": "FeatureCollection", "features": features}
    guest.page.route("**/karte.geojson", lambda route: route.fulfill(json=collection))

    page = open_map(guest)
    took_ms = page.evaluate(
        "(() => { const began = performance.now(); document.querySelector('faden-map').regroup();"
        " return performance.now() - began; })()"
    )

    assert took_ms < 1000
    assert page.locator(MARKERS).count() < 400
    assert len(on_the_map(page)) == 10_000
    assert "10,000 ideas are on the map" in page.inner_text("faden-map")


def test_without_javascript_the_places_are_said_in_words(plain_guest: Visitor):
    plain_guest.open(address(plain_guest, "en", "ideas:map", "process"))

    page = plain_guest.page
    expect(page.locator("faden-map")).to_contain_text("The map needs JavaScript.")
    assert page.locator(".faden-places__item").count() == 20


def test_filters_work_without_javascript(plain_guest: Visitor):
    page = plain_guest.page
    plain_guest.open(address(plain_guest, "en", "ideas:list", "process"))
    everything = page.inner_text(".faden-results__count")

    page.select_option("#filter-thema", index=1)
    page.select_option("#filter-stand", "wartet")
    page.click(".faden-filter button[type=submit]")
    both = page.inner_text(".faden-results__count")
    page.locator(".faden-chip").first.click()
    one = page.inner_text(".faden-results__count")
    page.click(".faden-order a:has-text('Shuffled')")
    page.click("a[rel=next]")

    numbers = [int(re.findall(r"\d+", words)[0]) for words in (both, one, everything)]
    assert 0 < numbers[0] < numbers[1] < numbers[2]
    assert re.search(r"stand=wartet", page.url)
    assert re.search(r"seite=2", page.url)
    assert page.inner_text(".faden-results__count") == one


def test_on_a_phone_the_filters_are_folded_and_open_without_javascript(site, browser):
    size = {"width": 320, "height": 700}
    with visitor(browser, site, java_script_enabled=False, viewport=size) as guest:
        guest.open(address(guest, "en", "ideas:list", "process"))
        topic = guest.page.locator("#filter-thema")

        expect(topic).to_be_hidden()
        guest.page.click(".faden-filter__summary")

        expect(topic).to_be_visible()
