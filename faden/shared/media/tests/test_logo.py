"""The logo: small, see-through, for everybody, one at a time."""

import io

import pytest
from django.db import IntegrityError
from PIL import Image as Pixels

from faden.backbone.audit.models import LogEntry
from faden.backbone.audit.queries import versions
from faden.backbone.people.tests.factories import NOON, a_person
from faden.backbone.places.tests.factories import a_place
from faden.lib.refused import Refusal
from faden.shared.media import actions, queries
from faden.shared.media.logos import Logo, logo_of
from faden.shared.media.models import Image
from faden.shared.media.tests.factories import a_logo
from faden.shared.media.tests.pictures import (
    a_jpeg,
    a_phone_photo,
    a_png,
    a_png_that_claims,
    saved,
    with_an_archive,
)

pytestmark = pytest.mark.django_db
COMMITS = pytest.mark.django_db(transaction=True)  # files go when the transaction has ended


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ((600, 300), (320, 160)),
        ((1000, 100), (400, 40)),
        ((100, 1000), (16, 160)),
        ((100, 50), (100, 50)),  # never enlarged
    ],
)
def test_a_logo_fits_into_its_place(size, expected):
    logo = logo_of(a_png(*size))

    assert isinstance(logo, Logo)
    with Pixels.open(io.BytesIO(logo.content)) as pixels:
        assert (pixels.format, pixels.size) == ("PNG", expected)
    assert (logo.width, logo.height) == expected


@pytest.mark.parametrize("format_name", ["PNG", "WEBP"])
def test_what_is_transparent_stays_so(format_name):
    glass = Pixels.new("RGBA", (600, 300), (255, 0, 0, 0))
    glass.paste((0, 0, 200, 255), (0, 0, 300, 300))

    logo = logo_of(saved(glass, format_name))

    assert isinstance(logo, Logo)
    with Pixels.open(io.BytesIO(logo.content)) as pixels:
        assert pixels.getpixel((10, 10))[3] == 255
        assert pixels.getpixel((310, 10))[3] == 0


def test_only_the_pixels_are_left():
    logo = logo_of(a_phone_photo(300, 200, orientation=6))

    assert isinstance(logo, Logo)
    assert (logo.width, logo.height) == (107, 160)
    assert not any(trace in logo.content for trace in (b"eXIf", b"tEXt", b"Ada", b"Maker"))


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "media.empty"),
        (b"<svg/>", "media.svg"),
        (with_an_archive(a_jpeg(100, 100)), "media.disguised"),
        (a_png(31, 400), "media.logo_too_small"),
        (a_png_that_claims(4001, 4000), "media.too_many_pixels"),
        (a_png_that_claims(300, 200), "media.damaged"),
    ],
)
def test_what_is_no_logo_is_refused(content, code):
    refusal = logo_of(content)

    assert isinstance(refusal, Refusal)
    assert refusal.code == code
    assert "%(" not in str(refusal)


def test_everybody_gets_the_logo_and_may_keep_it_for_a_day(client):
    logo = a_logo(a_place())

    answer = client.get(queries.logo_address(logo))

    with Pixels.open(io.BytesIO(answer.getvalue())) as pixels:
        assert pixels.size == (logo.width, logo.height) == (320, 160)
    assert answer.headers["Content-Type"] == "image/png"
    assert answer.headers["Cache-Control"] == "public, max-age=86400"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert queries.addresses(logo) == [f"/medien/{logo.key}/logo/"]
    assert client.get(f"/medien/{logo.key}/480/").status_code == 404


@COMMITS
def test_a_new_logo_takes_the_place_of_the_old_one(client, media_root):
    place = a_place()
    old = a_logo(place)
    before = versions(["site"])["site"]

    new = a_logo(place, a_png(200, 200))

    assert queries.logo() == new
    assert [path.name for path in media_root.glob("*/*")] == [new.key]
    assert client.get(queries.logo_address(old)).status_code == 404
    assert versions(["site"])["site"] > before


@COMMITS
def test_a_city_can_do_without_a_logo(media_root):
    place, actor = a_place(), a_person()
    a_logo(place)

    actions.remove_logo(place, actor=actor)
    actions.remove_logo(place, actor=actor)

    assert queries.logo() is None
    assert list(media_root.glob("*/*")) == []
    names = LogEntry.objects.filter(subject_type="media.image").values_list("action", flat=True)
    assert list(names) == ["media.set_logo", "media.remove_logo"]


@COMMITS
def test_a_logo_that_cannot_be_stored_leaves_no_file(media_root):
    place = a_place()
    logo = logo_of(a_png(100, 100))

    with pytest.raises(IntegrityError):  # it needs words for those who cannot see it
        actions.set_logo(place, logo, alt_text=" ", actor=a_person(), now=NOON)

    assert list(media_root.glob("*/*/*")) == []
    assert not Image.objects.exists()


def test_the_logo_outlasts_the_account_of_who_uploaded_it():
    actor = a_person()
    logo = a_logo(a_place(), actor=actor)

    actions.erase(actor, logo.created_at)

    assert queries.logo() == logo
