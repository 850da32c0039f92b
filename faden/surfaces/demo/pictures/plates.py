"""Plates with words, where a real city shows the logos of its funders."""

from collections.abc import Sequence
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from faden.surfaces.demo.pictures.canvas import INK, PAPER, THREAD

SIZE, LEADING, PADDING = 34, 44, 28  # pixels


def plate(lines: Sequence[str]) -> bytes:
    """Return the words on white beside a red line, as a PNG file."""
    font = ImageFont.load_default(SIZE)
    width = max(round(font.getlength(line)) for line in lines) + 3 * PADDING
    height = LEADING * len(lines) + 2 * PADDING
    image = Image.new("RGB", (width, height), PAPER)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, PADDING // 3, height), fill=THREAD)
    for number, line in enumerate(lines):
        pen.text((2 * PADDING, PADDING + number * LEADING), line, font=font, fill=INK)
    buffer = BytesIO()
    image.save(buffer, "PNG", compress_level=3)
    return buffer.getvalue()
