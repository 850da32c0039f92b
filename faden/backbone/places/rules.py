"""What the municipality's own pages and colours must be, and why something cannot be."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from faden.backbone.places.models import LegalPage, Place
from faden.lib.colors import (
    DARK_GROUNDS,
    LIGHT_GROUNDS,
    SIGN_CONTRAST,
    TEXT_CONTRAST,
    color_of,
    lowest_contrast,
    nearest_shade,
)
from faden.lib.geo import Position
from faden.lib.markdown import html_of
from faden.lib.refused import Refusal

PLACEHOLDER = re.compile(r"\[[^\[\]]{0,300}\](?![(\[])")  # but no Markdown link: [text](address)

LOW_CONTRAST = "places.low_contrast"  # the code of a colour whose nearest shade could be taken

Kind = LegalPage.Kind


def placeholders(text: str) -> list[str]:
    """Return what is still to be filled in, as it stands in [square brackets], each once."""
    return list(dict.fromkeys(" ".join(found.split()) for found in PLACEHOLDER.findall(text)))


def position_of(place: Place) -> Position | None:
    """Return where the municipality lies, None if it is not known."""
    if place.latitude is None or place.longitude is None:
        return None
    return Position(place.latitude, place.longitude)


def legal_text_refusal(text: str) -> Refusal | None:
    """Why a text cannot be a legal page: it has a heading of its own for the whole page."""
    if "<h1" not in html_of(text):
        return None
    return Refusal(
        "places.second_heading",
        _("The page has its heading already. Please begin the others with ## instead of #."),
    )


@dataclass(frozen=True)
class LegalGap:
    """What keeps a legal page from being complete."""

    kind: Kind
    language: str
    left: tuple[str, ...] = ()  # placeholders
    is_missing: bool = False


def legal_gaps(texts: Mapping[tuple[str, str], str], *, language: str) -> list[LegalGap]:
    """Return the pages that are missing in the city's language or not filled in in any.

    :param texts: `{(kind, language): text}`
    """
    missing = [
        LegalGap(kind, language, is_missing=True)
        for kind in Kind
        if not texts.get((kind, language), "").strip()
    ]
    unfilled = [
        LegalGap(Kind(kind), of, tuple(left))
        for (kind, of), text in sorted(texts.items())
        if (left := placeholders(text))
    ]
    return [*missing, *unfilled]


@dataclass(frozen=True)
class Shades:
    """A colour of the city as it is shown: on light pages and on dark ones."""

    light: str
    dark: str


def shades_of(color: str, *, ratio: float) -> Shades:
    """Return the shades of a colour that hold in light and dark, the nearest ones."""
    return Shades(
        nearest_shade(color, LIGHT_GROUNDS, ratio=ratio),
        nearest_shade(color, DARK_GROUNDS, ratio=ratio),
    )


def color_refusal(color: str, *, ratio: float) -> Refusal | None:
    """Why a colour cannot be used on light pages; offers the nearest shade that can.

    On dark pages a lighter shade is taken by itself.
    """
    known = color_of(color)
    if known is None:
        return Refusal("places.no_color", _("Please write the colour as in #1a5276."))
    reached = lowest_contrast(known, LIGHT_GROUNDS)
    if reached >= ratio:
        return None
    return Refusal(
        LOW_CONTRAST,
        _(
            "On our light grounds %(color)s has a contrast of %(reached)s to 1; %(needed)s to 1 is "
            "needed. The nearest shade that has enough is %(shade)s."
        ),
        {
            "color": known,
            "reached": number_format(int(reached * 10) / 10, 1),  # never rounded up
            "needed": number_format(ratio, 1),
            "shade": nearest_shade(known, LIGHT_GROUNDS, ratio=ratio),
        },
    )


RATIOS: Mapping[str, float] = {  # field of Place: the contrast it needs
    "primary_color": TEXT_CONTRAST,  # links, and buttons under white letters
    "accent_color": SIGN_CONTRAST,  # lines and marks
}


def in_use_refusal(*, is_used: bool) -> Refusal | None:
    """Why something of the municipality's lists cannot be removed."""
    if not is_used:
        return None
    return Refusal(
        "places.in_use",
        _("Contributions, people, addresses or phases refer to this, so it cannot be removed."),
    )


def name_refusal(name: str, *, others: Iterable[str]) -> Refusal | None:
    """Why a district or tag cannot have this name: another one has it, in whatever letters."""
    if name.casefold() not in {other.casefold() for other in others}:
        return None
    return Refusal(
        "places.name_taken", _("There is one of the name “%(name)s” already."), {"name": name}
    )
