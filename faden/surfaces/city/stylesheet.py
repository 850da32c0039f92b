"""The city's two colours as custom properties, in the shades that hold on light and on dark."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from faden.backbone.places.models import Place
from faden.backbone.places.rules import RATIOS, Shades, shades_of
from faden.lib.colors import DARK_GROUNDS, LIGHT_GROUNDS, color_of, contrast

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

LIGHT = ':root, [data-kern-theme="light"]'
DARK = '[data-kern-theme="dark"]'
DARK_DEVICE = ':root:not([data-kern-theme="light"])'


def version(place: Place) -> str:
    """Return what changes with the colours; empty where the city has none."""
    return "".join(color.removeprefix("#") for color in _colors(place).values())


def stylesheet(place: Place) -> str:
    """Return the stylesheet; on dark pages, and on pages of a device set to dark, it is lighter."""
    shades = {name: shades_of(color, ratio=RATIOS[name]) for name, color in _colors(place).items()}
    light = _properties(shades, is_dark=False)
    dark = _properties(shades, is_dark=True)
    if not light:
        return ""
    return (
        f"{LIGHT} {{ {light} }}\n"
        f"@media (prefers-color-scheme: dark) {{ {DARK_DEVICE} {{ {dark} }} }}\n"
        f"{DARK} {{ {dark} }}\n"
    )


@dataclass(frozen=True)
class Swatch:
    """One colour as it is seen on one ground."""

    label: StrOrPromise
    ground: str
    color: str
    ink: str  # of letters on the colour
    contrast: float  # to the ground


def swatches(place: Place) -> list[Swatch]:
    """Return both colours on light and dark pages, those the city has."""
    labels = {"primary_color": _("Main colour"), "accent_color": _("Second colour")}
    found = []
    for name, color in _colors(place).items():
        shades = shades_of(color, ratio=RATIOS[name])
        for shade, grounds in ((shades.light, LIGHT_GROUNDS), (shades.dark, DARK_GROUNDS)):
            found.append(
                Swatch(labels[name], grounds[0], shade, grounds[0], contrast(shade, grounds[0]))
            )
    return found


def _colors(place: Place) -> dict[str, str]:
    found = {name: color_of(getattr(place, name)) for name in RATIOS}
    return {name: color for name, color in found.items() if color}


def _properties(shades: dict[str, Shades], *, is_dark: bool) -> str:
    lines: dict[str, str] = {}
    if main := shades.get("primary_color"):
        lines |= _action(main, is_dark=is_dark)
    if accent := shades.get("accent_color"):
        lines["--faden-thread"] = accent.dark if is_dark else accent.light
    return " ".join(f"{name}: {value};" for name, value in lines.items())


def _action(main: Shades, *, is_dark: bool) -> dict[str, str]:
    """Return the properties of buttons and links.

    Under the pointer they move away from the ground, so that the contrast only rises.
    """
    color, away = (main.dark, "white") if is_dark else (main.light, "black")
    indicator = "--kern-color-action-state-indicator-shade"
    return {
        "--kern-color-action-default": color,
        "--kern-color-action-on-default": "black" if is_dark else "white",
        f"{indicator}-hover": f"color-mix(in oklch, {color}, {away} 12%)",
        f"{indicator}-active": f"color-mix(in oklch, {color}, {away} 24%)",
    }
