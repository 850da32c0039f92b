"""Contrast, against the examples and limits of WCAG 2.2."""

import re

import pytest

from faden.lib.colors import (
    DARK_GROUNDS,
    LIGHT_GROUNDS,
    SIGN_CONTRAST,
    TEXT_CONTRAST,
    color_of,
    contrast,
    lowest_contrast,
    luminance,
    nearest_shade,
)
from tests.source import PACKAGE

STYLESHEET = PACKAGE / "web/static/vendor/kern/kern.min.css"


@pytest.mark.parametrize(
    ("typed", "color"),
    [
        ("#1a5276", "#1a5276"),
        (" 1A5276 ", "#1a5276"),
        ("#abc", "#aabbcc"),
        ("#12345", None),
        ("red", None),
        ("#1a5276;}", None),
        ("", None),
    ],
)
def test_colours_have_one_spelling(typed, color):
    assert color_of(typed) == color


@pytest.mark.parametrize(
    ("color", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#777777", "#ffffff", 4.48),  # the grey that just fails
        ("#767676", "#ffffff", 4.54),  # the grey that just holds
        ("#0000ff", "#ffffff", 8.59),
        ("#ff0000", "#ffffff", 4.0),
        ("#ffff00", "#ffffff", 1.07),
        ("#1a5276", "#1a5276", 1.0),
    ],
)
def test_the_contrast_of_known_pairs(color, other, ratio):
    assert round(contrast(color, other), 2) == ratio
    assert contrast(color, other) == contrast(other, color)


@pytest.mark.parametrize(
    ("color", "shade"),
    [
        ("#1a5276", "#1a5276"),  # holds as it is
        ("#ffcc00", "#7f6600"),
        ("#ff0000", "#d50000"),
        ("#808080", "#696969"),
        ("#ffffff", "#696969"),
    ],
)
def test_a_shade_for_texts_on_light_grounds_is_the_nearest_that_holds(color, shade):
    found = nearest_shade(color, LIGHT_GROUNDS, ratio=TEXT_CONTRAST)

    assert found == shade
    assert lowest_contrast(found, LIGHT_GROUNDS) >= TEXT_CONTRAST
    assert found == color or lowest_contrast(found, LIGHT_GROUNDS) < TEXT_CONTRAST + 0.1


@pytest.mark.parametrize(
    "color", ["#000000", "#1a5276", "#7a0000", "#123456", "#ffcc00", "#eee111"]
)
@pytest.mark.parametrize("grounds", [LIGHT_GROUNDS, DARK_GROUNDS])
@pytest.mark.parametrize("ratio", [SIGN_CONTRAST, TEXT_CONTRAST])
def test_every_colour_has_a_shade_that_holds_in_light_and_dark(color, grounds, ratio):
    shade = nearest_shade(color, grounds, ratio=ratio)

    assert lowest_contrast(shade, grounds) >= ratio
    assert nearest_shade(shade, grounds, ratio=ratio) == shade


def test_what_no_shade_can_hold_is_said():
    with pytest.raises(ValueError, match="nothing has a contrast of 5"):
        nearest_shade("#777777", ("#ffffff", "#000000"), ratio=5)


def test_the_grounds_are_those_of_the_design_system():
    """Its lightest greys and its darkest: nothing darker or lighter lies below texts."""
    text = STYLESHEET.read_text(encoding="utf-8")
    lightness = {
        name: float(value)
        for name, value in re.findall(r"--kern-color-neutral-(\d+): *oklch\(([\d.]+)%", text)
    }
    backgrounds = set(re.findall(r"background[a-z0-9-]*: var\(--kern-color-[a-z]+-(\d+)\)", text))

    assert backgrounds <= {"025", "050", "100", "700", "900", "950"}
    assert [round(luminance(ground) ** (1 / 3) * 100, 1) for ground in LIGHT_GROUNDS[1:]] == [
        round(lightness["025"], 1),
        round(lightness["050"], 1),
    ]
