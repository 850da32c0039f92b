"""The logo of the municipality: small, with its transparent parts, as PNG, which mails show too."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

from django.utils.translation import gettext_lazy as _
from PIL import Image

from faden.lib.refused import Refusal
from faden.shared.media.pixels import DAMAGED, Undecodable, decoded, inspect, too_many_pixels

LARGEST = (400, 160)  # width and height in pixels
MAX_PIXELS = 16_000_000  # somebody waits while they are decoded

TOO_SMALL = Refusal(
    "media.logo_too_small",
    _("This logo has less than 32 pixels in width or height. Choose a larger picture of it."),
)
SMALLEST = 32  # pixels


@dataclass(frozen=True)
class Logo:
    """A logo that is ready to be shown."""

    content: bytes  # PNG
    width: int  # pixels
    height: int


def logo_of(content: bytes) -> Logo | Refusal:
    """Return the picture as a logo, never enlarged, or why it cannot be used."""
    picture = inspect(content)
    if isinstance(picture, Refusal):
        return picture
    if picture.width * picture.height > MAX_PIXELS:
        return too_many_pixels(MAX_PIXELS)
    if min(picture.width, picture.height) < SMALLEST:
        return TOO_SMALL
    try:
        with decoded(content) as (pixels, _size):
            return _small(pixels)
    except Undecodable:
        return DAMAGED


def _small(pixels: Image.Image) -> Logo:
    pixels.thumbnail(LARGEST, Image.Resampling.LANCZOS)
    pixels.info = {}
    file = BytesIO()
    pixels.save(file, "PNG", optimize=True)
    return Logo(file.getvalue(), *pixels.size)
