"""Files as phones, cameras and mischief make them."""

import io
import struct
import zipfile
import zlib

from PIL import Image, ImageCms

DETMOLD = ((51.0, 56.0, 18.0), (8.0, 52.0, 40.0))  # degrees, minutes, seconds
RED, BLUE = (200, 20, 20), (20, 20, 200)


def two_halves(width: int = 64, height: int = 32) -> Image.Image:
    """A red left half and a blue right half, so that one sees when it is turned."""
    image = Image.new("RGB", (width, height), RED)
    image.paste(BLUE, (width // 2, 0, width, height))
    return image


def saved(image: Image.Image, format_name: str, **options) -> bytes:
    file = io.BytesIO()
    image.save(file, format_name, **options)
    return file.getvalue()


def a_jpeg(width: int = 64, height: int = 32, **options) -> bytes:
    return saved(two_halves(width, height), "JPEG", **options)


def a_png(width: int = 64, height: int = 32) -> bytes:
    return saved(two_halves(width, height), "PNG")


def a_phone_photo(width: int = 64, height: int = 32, orientation: int = 1) -> bytes:
    """A JPEG that tells where and when it was taken, and with what."""
    exif = Image.Exif()
    exif[0x010F], exif[0x0110] = "Maker of phones", "Model 7"
    exif[0x0112] = orientation
    exif[0x9003] = "2026:05:04 12:00:00"
    exif.get_ifd(0x8825).update({1: "N", 2: DETMOLD[0], 3: "E", 4: DETMOLD[1]})
    xmp = b"<x:xmpmeta><dc:creator>Ada Adler</dc:creator></x:xmpmeta>"
    return a_jpeg(width, height, exif=exif, comment=b"taken by Ada", xmp=xmp, quality=95)


def a_profile_that_swaps_red_and_blue() -> bytes:
    """The profile of sRGB with the primaries of red and blue exchanged."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return profile.replace(b"rXYZ", b"????").replace(b"bXYZ", b"rXYZ").replace(b"????", b"bXYZ")


def a_png_that_claims(width: int, height: int) -> bytes:
    """A small file whose head announces this many pixels."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        _chunk(kind, body)
        for kind, body in [(b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 1000)), (b"IEND", b"")]
    )


def a_jpeg_of_many_scans(scans: int) -> bytes:
    """A progressive JPEG that goes over its pixels again and again."""
    whole = saved(Image.new("RGB", (64, 64), RED), "JPEG", progressive=True)
    last_scan = whole[whole.rindex(b"\xff\xda") : -2]
    return whole[:-2] + last_scan * scans + whole[-2:]


def with_an_archive(picture: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("setup.exe", "MZ")
    return picture + file.getvalue()


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
