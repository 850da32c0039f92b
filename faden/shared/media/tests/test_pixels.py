"""What is taken for a picture, what is not, and what is left of it."""

import io

import pytest
from PIL import Image, ImageCms, ImageFile

from faden.lib.refused import Refusal
from faden.shared.media import pixels
from faden.shared.media.pixels import Picture, Undecodable, inspect, reencode, size_at, steps
from faden.shared.media.tests.pictures import (
    BLUE,
    RED,
    a_jpeg,
    a_jpeg_of_many_scans,
    a_phone_photo,
    a_png,
    a_png_that_claims,
    a_profile_that_swaps_red_and_blue,
    saved,
    two_halves,
    with_an_archive,
)

HTML = b"<!doctype html><script>alert(1)</script>"
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'
LAB = ImageCms.createProfile("LAB")


@pytest.mark.parametrize("format_name", ["JPEG", "PNG", "WEBP", "GIF"])
def test_four_formats_are_known_by_their_content(format_name):
    content = saved(two_halves(), format_name)

    assert inspect(content) == Picture(format_name, 64, 32)


def test_a_photo_of_several_pictures_as_phones_take_it_is_a_jpeg():
    several = saved(two_halves(), "MPO", save_all=True, append_images=[two_halves(32, 16)])

    assert inspect(several) == Picture("JPEG", 64, 32)
    assert reencode(several).width == 64


def test_a_photo_with_a_film_behind_it_is_a_jpeg():
    film = b"\0\0\0\x18ftypmp42" + bytes(range(256)) * 400

    assert inspect(a_jpeg() + film) == Picture("JPEG", 64, 32)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "media.empty"),
        (b"just words", "media.no_picture"),
        (HTML, "media.no_picture"),
        (b"PK\x03\x04 and so on", "media.no_picture"),
        (b"%PDF-1.7", "media.no_picture"),
        (b"MZ\x90\x00", "media.no_picture"),
        (SVG, "media.svg"),
        (b"\0\0\0\x18ftypheic\0\0\0\0", "media.heic"),
        (saved(two_halves(), "AVIF"), "media.heic"),
        (saved(two_halves(), "BMP"), "media.no_picture"),
        (saved(two_halves(), "TIFF"), "media.no_picture"),
        (with_an_archive(a_jpeg()), "media.disguised"),
        (with_an_archive(saved(two_halves(), "GIF")), "media.disguised"),
        (b"GIF89a/*" + HTML, "media.disguised"),
        (a_jpeg(comment=HTML), "media.disguised"),
        (a_jpeg(comment=b"<?php system('id'); ?>"), "media.disguised"),
        (a_jpeg(comment=b"%PDF-1.7"), "media.disguised"),
        (a_png() + SVG + HTML, "media.disguised"),
        (a_jpeg(400, 400)[:-900], "media.damaged"),
        (a_png(400, 400)[:-40], "media.damaged"),
        (saved(two_halves(), "GIF")[:40], "media.damaged"),
        (saved(two_halves(), "WEBP")[:-9], "media.damaged"),
        (b"\xff\xd8\xff\xe0", "media.damaged"),
        (b"\x89PNG\r\n\x1a\n", "media.damaged"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "media.damaged"),
        (a_jpeg_of_many_scans(1000), "media.damaged"),
        (a_png_that_claims(8000, 5126), "media.too_many_pixels"),  # 41 megapixels
        (a_png_that_claims(60_000, 60_000), "media.too_many_pixels"),
        (a_png_that_claims(2**31 - 1, 2**31 - 1), "media.too_many_pixels"),
    ],
    ids=lambda value: value if isinstance(value, str) else value[:12].hex() or "empty",
)
def test_what_is_no_honest_picture_is_refused(content, code):
    refusal = inspect(content)

    assert isinstance(refusal, Refusal)
    assert refusal.code == code
    assert str(refusal).endswith(".")


def test_forty_megapixels_pass_and_one_row_more_does_not():
    assert isinstance(inspect(a_png_that_claims(8000, 5000)), Picture)
    assert isinstance(inspect(a_png_that_claims(8000, 5001)), Refusal)


def test_only_the_pixels_are_left_of_a_photo():
    original = a_phone_photo(700, 500)

    kept = reencode(original).variants

    assert b"Exif" in original
    for content in kept.values():
        with Image.open(io.BytesIO(content)) as image:
            assert image.format == "WEBP"
            assert dict(image.getexif()) == {}
            assert {"exif", "xmp", "icc_profile", "comment"}.isdisjoint(image.info)
        for trace in (b"Exif", b"EXIF", b"XMP", b"ICCP", b"Ada", b"Maker", b"http"):
            assert trace not in content


@pytest.mark.parametrize(
    ("orientation", "top_left", "bottom_right"),
    [(1, RED, BLUE), (3, BLUE, RED), (6, RED, BLUE), (8, BLUE, RED)],
)
def test_a_photo_taken_sideways_stands_upright(orientation, top_left, bottom_right):
    content = a_phone_photo(640, 320, orientation=orientation)
    expected = (320, 640) if orientation in {6, 8} else (640, 320)

    seen, kept = inspect(content), reencode(content)

    with Image.open(io.BytesIO(kept.variants[480])) as image:
        colours = image.getpixel((3, 3)), image.getpixel((image.width - 4, image.height - 4))
    assert (seen.width, seen.height) == (kept.width, kept.height) == expected
    assert all(
        abs(a - b) < 12
        for colour, wanted in zip(colours, (top_left, bottom_right), strict=True)
        for a, b in zip(colour, wanted, strict=True)
    )


def test_colours_are_carried_over_into_srgb():
    content = a_jpeg(icc_profile=a_profile_that_swaps_red_and_blue())

    with Image.open(io.BytesIO(reencode(content).variants[480])) as image:
        red, _green, blue = image.getpixel((4, 4))

    assert red < 60
    assert blue > 150


@pytest.mark.parametrize("profile", [b"no profile", ImageCms.ImageCmsProfile(LAB).tobytes()])
def test_a_profile_that_does_not_fit_is_ignored(profile):
    with Image.open(io.BytesIO(reencode(a_jpeg(icc_profile=profile)).variants[480])) as image:
        assert image.getpixel((4, 4))[0] > 150


@pytest.mark.parametrize(
    ("mode", "colour", "format_name"),
    [
        ("L", 128, "PNG"),
        ("1", 1, "PNG"),
        ("P", 3, "PNG"),
        ("LA", (128, 128), "PNG"),
        ("RGBA", (9, 9, 9, 128), "PNG"),
        ("I;16", 32768, "PNG"),
        ("CMYK", (0, 0, 0, 127), "JPEG"),
        ("L", 128, "JPEG"),
    ],
)
def test_every_kind_of_pixels_is_understood(mode, colour, format_name):
    kept = reencode(saved(Image.new(mode, (64, 32), colour), format_name))

    with Image.open(io.BytesIO(kept.variants[480])) as image:
        assert image.size == (64, 32)
        if colour in {128, 32768} or mode == "CMYK":
            assert abs(image.getpixel((9, 9))[0] - 128) < 4
        assert image.mode == ("RGBA" if mode in {"LA", "RGBA"} else "RGB")


def test_of_a_moving_picture_the_first_frame_is_taken():
    frames = [Image.new("RGB", (64, 32), RED), Image.new("RGB", (64, 32), BLUE)]
    moving = saved(frames[0], "GIF", save_all=True, append_images=frames[1:])

    with Image.open(io.BytesIO(reencode(moving).variants[480])) as image:
        assert image.getpixel((9, 9))[0] > 150
        assert getattr(image, "n_frames", 1) == 1


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ((300, 200), {480: (300, 200)}),
        ((480, 300), {480: (480, 300)}),
        ((481, 300), {480: (480, 299), 960: (481, 300)}),
        ((1600, 900), {480: (480, 270), 960: (960, 540), 1600: (1600, 900)}),
        ((4000, 3000), {480: (480, 360), 960: (960, 720), 1600: (1600, 1200)}),
        ((100, 40_000), {480: (5, 1920), 960: (10, 3840), 1600: (16, 6400)}),
        ((40_000, 1), {480: (480, 1), 960: (960, 1), 1600: (1600, 1)}),
    ],
)
def test_a_picture_is_never_enlarged_nor_endless(size, expected):
    assert {step: size_at(step, width=size[0], height=size[1]) for step in steps(*size)} == expected


def test_the_widths_are_those_announced():
    kept = reencode(a_jpeg(2000, 1000))

    sizes = {step: Image.open(io.BytesIO(file)).size for step, file in kept.variants.items()}

    assert sizes == {480: (480, 240), 960: (960, 480), 1600: (1600, 800)}
    assert (kept.width, kept.height) == (2000, 1000)


def test_a_file_that_only_begins_as_a_picture_cannot_be_decoded():
    claims = a_png_that_claims(400, 300)

    assert isinstance(inspect(claims), Picture)
    with pytest.raises(Undecodable):
        reencode(claims)


def test_a_broken_picture_stays_broken_after_a_pdf_was_made_in_the_same_process(monkeypatch):
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)  # as WeasyPrint does on import

    with pytest.raises(Undecodable):
        reencode(a_png_that_claims(400, 300))

    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    assert isinstance(inspect(a_jpeg()[:-200]), Refusal)


def test_decoding_a_refused_file_is_refused_too():
    with pytest.raises(Undecodable, match=r"media\.disguised"):
        reencode(with_an_archive(a_jpeg()))


def test_the_steps_are_the_widths_of_phone_tablet_and_screen():
    assert pixels.STEPS == (480, 960, 1600)
