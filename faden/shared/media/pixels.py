"""What a file is, seen by its content, and the same picture without anything but its pixels.

Checks cost little, because they run while somebody waits: nothing is decoded before its size is
known, and the whole picture only later, in a job.
"""

from __future__ import annotations

import re
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO

from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageCms, ImageFile

from faden.lib.refused import Refusal

MAX_PIXELS = 40_000_000  # decoded 120 to 160 MB, a WebP of that size 620 MB for a second
MAX_SCANS = 64  # of a JPEG; cameras write 1, progressive files about 10
STEPS = (480, 960, 1600)  # nominal widths in pixels
QUALITY = 80  # of WebP, 0 to 100

ORIENTATION = 0x0112  # the tag of EXIF; 1 is upright
UPRIGHT_BY = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
SIDEWAYS = (5, 6, 7, 8)  # orientations that swap width and height

EMPTY = Refusal("media.empty", _("This file is empty. Choose the picture again."))
NO_PICTURE = Refusal(
    "media.no_picture",
    _("This file is not a picture. Choose a picture in the format JPEG, PNG, WebP or GIF."),
)
HEIC = Refusal(
    "media.heic",
    _(
        "Pictures in the formats HEIC and AVIF cannot be used here. "
        "Save the picture as JPEG, or take a screenshot of it, and choose that."
    ),
)
SVG = Refusal(
    "media.svg",
    _("Drawings in the format SVG cannot be used here. Save the drawing as PNG and choose that."),
)
DISGUISED = Refusal(
    "media.disguised",
    _(
        "This file holds more than a picture, for example an archive or a web page. "
        "Take a screenshot of the picture and choose that."
    ),
)
DAMAGED = Refusal(
    "media.damaged",
    _(
        "This picture is damaged or incomplete. "
        "Save it again as JPEG or PNG, or take a screenshot of it, and choose that."
    ),
)

MARKUP_AT_THE_START = re.compile(rb"<(?:!doctype|html|svg|script|body|\?php)|%PDF-", re.IGNORECASE)
MARKUP_ANYWHERE = re.compile(rb"<(?:script|!doctype html|\?php\s)", re.IGNORECASE)
NEXT_JPEG_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
START_OF_SCAN, END_OF_IMAGE = 0xDA, 0xD9
SNIFFED = 1024  # bytes in which browsers and PDF readers look for a beginning

_one_at_a_time = threading.Lock()  # decoding needs much memory; threads of a worker take turns


@dataclass(frozen=True)
class Picture:
    """What the head of a file says."""

    format: str  # JPEG, PNG, WEBP or GIF
    width: int  # pixels
    height: int


@dataclass(frozen=True)
class Reencoded:
    """A picture in all its widths, as WebP without metadata."""

    width: int  # pixels of the original as shown
    height: int
    variants: dict[int, bytes]  # {step: file}


class Undecodable(Exception):  # noqa: N818 - reads as a sentence
    """The file looked like a picture, but its pixels cannot be read."""


def inspect(content: bytes) -> Picture | Refusal:
    """Return what the file is, or why it cannot be used here and what would help."""
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # for the whole process; WeasyPrint switches it on
    if not content:
        return EMPTY
    format_name = _format_by_magic(content)
    if format_name is None:
        return _refusal_of_other_file(content)
    if _is_polyglot(content):
        return DISGUISED
    try:
        return _checked_head(content, format_name)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        return too_many_pixels()
    except Exception:  # on broken files decoders raise whatever comes
        return DAMAGED


def reencode(content: bytes) -> Reencoded:
    """Return the picture upright, in sRGB, in its widths, with nothing but pixels.

    Of a moving picture the first frame is taken.
    :raises Undecodable: the pixels cannot be read
    """
    with decoded(content) as (pixels, size):
        return Reencoded(*size, dict(_variants(pixels, *size)))


@contextmanager
def decoded(content: bytes) -> Iterator[tuple[Image.Image, tuple[int, int]]]:
    """Give the pixels upright in sRGB, with `(width, height)` of the original seen upright.

    They are not much larger than the largest step, and only one picture is there at a time.
    :raises Undecodable: the pixels cannot be read
    """
    picture = inspect(content)
    if isinstance(picture, Refusal):
        raise Undecodable(picture.code)
    with _one_at_a_time:
        try:
            pixels, size = _decode(content, picture.format)
        except Exception as error:  # on broken files decoders raise whatever comes
            raise Undecodable(str(error)) from error
        yield pixels, size


def steps(width: int, height: int) -> list[int]:
    """Return the steps a picture of this size is kept in: up to the first that shows it whole."""
    return [
        step
        for step, smaller in zip(STEPS, (0, *STEPS), strict=False)
        if not smaller or size_at(smaller, width=width, height=height) != (width, height)
    ]


def size_at(step: int, *, width: int, height: int) -> tuple[int, int]:
    """Return `(width, height)` in pixels at this step: never enlarged, at most 4 times as high."""
    scale = min(1.0, step / width, 4 * step / height)
    return max(1, round(width * scale)), max(1, round(height * scale))


def _format_by_magic(content: bytes) -> str | None:
    if content.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if content.startswith((b"GIF87a", b"GIF89a")):
        return "GIF"
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return "WEBP"
    return None


def _refusal_of_other_file(content: bytes) -> Refusal:
    if content[4:8] == b"ftyp" and content[8:12] in {b"heic", b"heix", b"mif1", b"msf1", b"avif"}:
        return HEIC
    return SVG if b"<svg" in content[:SNIFFED].lower() else NO_PICTURE


def _is_polyglot(content: bytes) -> bool:
    """Return whether another program would take the same bytes for an archive or a page.

    What we serve is re-encoded and harmless; who sends this learns so at once. Films that phones
    hang on their photos are no archives and pass.
    """
    return bool(
        MARKUP_AT_THE_START.search(content, 0, SNIFFED)
        or MARKUP_ANYWHERE.search(content)
        or zipfile.is_zipfile(BytesIO(content))
    )


def _checked_head(content: bytes, format_name: str) -> Picture | Refusal:
    with Image.open(BytesIO(content), formats=[format_name]) as image:
        size = image.size
        if size[0] * size[1] > MAX_PIXELS:
            return too_many_pixels()
        if format_name == "JPEG":  # the others would decode for it; `reencode` knows in the end
            size = _turned(size, _orientation(image))
    return Picture(format_name, *size) if _is_whole(content, format_name) else DAMAGED


def _orientation(image: Image.Image) -> int:
    """Return how EXIF says the picture lies."""
    try:
        return int(image.getexif().get(ORIENTATION, 1))
    except Exception:  # broken metadata does not spoil a picture
        return 1


def too_many_pixels(most: int = MAX_PIXELS) -> Refusal:
    """Return the refusal of a picture that has more pixels than that."""
    return Refusal(
        "media.too_many_pixels",
        _(
            "This picture has more than %(megapixels)s megapixels. "
            "Reduce its size, or take a screenshot of it, and choose that."
        ),
        {"megapixels": most // 1_000_000},
    )


def _is_whole(content: bytes, format_name: str) -> bool:
    """Return whether the file goes on to its end, as far as can be told without great effort."""
    if format_name == "WEBP":
        return int.from_bytes(content[4:8], "little") + 8 <= len(content)
    if format_name == "JPEG" and _scans(content) > MAX_SCANS:
        return False
    with Image.open(BytesIO(content), formats=[format_name]) as image:
        if format_name == "PNG":
            image.verify()  # the checksums of all chunks up to the last
            return True
        image.draft("RGB", (1, 1))  # a JPEG at an eighth of its size
        image.load()
    return True


def _scans(content: bytes) -> int:
    """Return how often a JPEG goes over its pixels: 61 bytes a time can cost 24 ms at 40 MP."""
    scans, position = 0, 2
    while found := NEXT_JPEG_MARKER.search(content, position):
        marker = content[found.start() + 1]
        if marker == END_OF_IMAGE:
            break
        scans += marker == START_OF_SCAN
        length = int.from_bytes(content[found.end() : found.end() + 2], "big")
        position = found.end() + max(length, 2)
    return scans


def _decode(content: bytes, format_name: str) -> tuple[Image.Image, tuple[int, int]]:
    """Return the pixels upright in sRGB, and `(width, height)` of the original seen upright."""
    with Image.open(BytesIO(content), formats=[format_name]) as image:
        orientation = _orientation(image)
        size = _turned(image.size, orientation)
        largest = size_at(STEPS[-1], width=size[0], height=size[1])
        image.draft(None, _turned(largest, orientation))  # a JPEG not much larger than needed
        image.load()
        profile = image.info.get("icc_profile")
        turn = UPRIGHT_BY.get(orientation)
        upright = image.transpose(turn) if turn is not None else image.copy()
    return _in_srgb(upright, profile), size


def _turned(size: tuple[int, int], orientation: int) -> tuple[int, int]:
    return (size[1], size[0]) if orientation in SIDEWAYS else size


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    if image.mode.startswith("I"):  # 16 bits of grey
        image = image.convert("I").point(lambda value: value / 256).convert("L")
    if image.mode in {"P", "1", "LA", "PA", "La", "RGBa"} or "transparency" in image.info:
        image = image.convert("RGBA" if image.has_transparency_data else "RGB")
    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    converted = _by_profile(image, profile, mode) if profile else image
    return converted.convert(mode)


def _by_profile(image: Image.Image, profile: bytes, mode: str) -> Image.Image:
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        converted = ImageCms.profileToProfile(
            image, source, ImageCms.createProfile("sRGB"), outputMode=mode
        )
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image  # a broken profile: the numbers are taken as sRGB, as browsers do
    return converted or image


def _variants(pixels: Image.Image, width: int, height: int) -> Iterator[tuple[int, bytes]]:
    for step in reversed(steps(width, height)):
        size = size_at(step, width=width, height=height)
        pixels = pixels.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
        pixels.info = {}
        file = BytesIO()
        pixels.save(file, "WEBP", quality=QUALITY, method=4)
        yield step, file.getvalue()
