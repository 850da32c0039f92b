"""Parts of a picture under black bars: the pixels are gone, nothing lies behind."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO

from PIL import ImageDraw

from faden.shared.media.pixels import Reencoded, decoded, reencode

COLUMNS, ROWS = 8, 6  # of the grid that lies over a picture
CELLS = COLUMNS * ROWS


def blackened(content: bytes, cells: Iterable[int]) -> Reencoded:
    """Return the picture in all its widths, without what these cells of the grid showed.

    :param cells: numbers from 1, line by line
    :raises Undecodable: the pixels cannot be read
    """
    with decoded(content) as (pixels, (width, height)):
        drawn = pixels.convert("RGB")
    draw, written = ImageDraw.Draw(drawn), BytesIO()
    for cell in cells:
        row, column = divmod(cell - 1, COLUMNS)
        left, top = column * width / COLUMNS, row * height / ROWS
        draw.rectangle((left, top, left + width / COLUMNS, top + height / ROWS), fill="black")
    drawn.save(written, "WEBP", lossless=True)
    return reencode(written.getvalue())
