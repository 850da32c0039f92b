"""Colours and their contrast, by WCAG 2.2: 1.4.3 for texts, 1.4.11 for signs and lines."""

import re
from collections.abc import Iterable, Iterator
from colorsys import hls_to_rgb, rgb_to_hls

TEXT_CONTRAST = 4.5  # of letters to their ground
SIGN_CONTRAST = 3.0  # of lines, marks and icons
# What lies below texts in the design system: the page, its hued areas, messages and fields.
LIGHT_GROUNDS = ("#ffffff", "#f3f4f7", "#e8e9ef")
DARK_GROUNDS = ("#000000", "#131525", "#1d2034")

_COLOR = re.compile("#?([0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)
_STEPS = 255  # of lightness, as fine as a screen


def color_of(text: str) -> str | None:
    """Return "#1a5276" for whatever spelling was typed ("1A5276", "#abc"), None for no colour."""
    found = _COLOR.fullmatch(text.strip())
    if found is None:
        return None
    digits = found[1].lower()
    return f"#{''.join(2 * digit for digit in digits) if len(digits) == 3 else digits}"  # noqa: PLR2004 - the short spelling


def luminance(color: str) -> float:
    """Return the relative luminance, from 0 (black) to 1 (white)."""
    red, green, blue = (_linear(channel) for channel in _channels(color))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(color: str, other: str) -> float:
    """Return the contrast ratio, from 1 (equal) to 21 (black on white)."""
    darker, lighter = sorted((luminance(color), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def lowest_contrast(color: str, grounds: Iterable[str]) -> float:
    """Return the contrast to the ground on which the colour is seen worst."""
    return min(contrast(color, ground) for ground in grounds)


def nearest_shade(color: str, grounds: Iterable[str], *, ratio: float) -> str:
    """Return the colour itself, or the shade of it, as little lighter or darker as can be, that
    has at least this contrast to all grounds.
    """
    grounds = tuple(grounds)
    for shade in _shades(color):
        if lowest_contrast(shade, grounds) >= ratio:
            return shade
    raise ValueError(f"nothing has a contrast of {ratio} to {grounds}")


def _shades(color: str) -> Iterator[str]:
    """Yield the colour and its shades, the nearest first."""
    yield color
    hue, lightness, saturation = rgb_to_hls(*_channels(color))
    for step in range(1, _STEPS + 1):
        for nearby in (lightness - step / _STEPS, lightness + step / _STEPS):
            yield _hex(hls_to_rgb(hue, min(1.0, max(0.0, nearby)), saturation))


def _channels(color: str) -> tuple[float, float, float]:
    """Return red, green and blue from 0 to 1."""
    red, green, blue = bytes.fromhex(color.removeprefix("#"))
    return red / 255, green / 255, blue / 255


def _linear(channel: float) -> float:
    """Return the light of a channel of sRGB (WCAG 2.2, relative luminance)."""
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - the formula


def _hex(channels: tuple[float, float, float]) -> str:
    return "#" + "".join(f"{round(255 * channel):02x}" for channel in channels)
