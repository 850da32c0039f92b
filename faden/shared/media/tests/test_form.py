"""Pictures in a form: what is said about wrong ones, and that nothing is lost with an error."""

import pytest
from django import forms
from django.contrib.sessions.backends.db import SessionStore
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory
from django.utils import translation

from faden.backbone.jobs.worker import run_due
from faden.backbone.people.models import Person
from faden.backbone.people.tests.factories import NOON, a_guest, a_person
from faden.shared.media import actions, rules
from faden.shared.media.form_part import WithImages
from faden.shared.media.http import is_valid_with_files, keep_files
from faden.shared.media.models import Image
from faden.shared.media.tests.factories import ADDRESS, an_image, an_item
from faden.shared.media.tests.pictures import a_jpeg, a_png, a_png_that_claims

pytestmark = pytest.mark.django_db
COMMITS = pytest.mark.django_db(transaction=True)  # files go when the transaction has ended


class Postcard(WithImages):
    """A form with a field of its own."""

    title = forms.CharField()


def a_request(person: Person | None, files=None, **fields):
    uploads = {
        name: SimpleUploadedFile("IMG_2026 bei Ada.jpg", content, "image/jpeg")
        for name, content in (files or {}).items()
    }
    request = RequestFactory().post("/", fields | uploads)
    request.session, request.person, request.address = SessionStore(), person, ADDRESS
    return request


def sent(person: Person | None, files=None, **fields):
    """Return `(form, whether it is valid)` after somebody sent it."""
    request = a_request(person, files, **fields)
    form = Postcard(request.POST, request.FILES, owner=person, now=NOON)
    is_valid = is_valid_with_files(request, form, now=NOON)
    form.sender = request.person
    return form, is_valid


def codes(form) -> dict[str, list[str]]:
    return {
        name: [error.code for error in errors.as_data()] for name, errors in form.errors.items()
    }


def test_a_form_without_pictures_is_complete():
    form, is_valid = sent(None, title="Benches")

    assert is_valid
    assert form.images() == []
    assert form.sender is None  # nobody becomes a guest by this


def test_pictures_come_out_in_order_with_their_descriptions():
    form, is_valid = sent(
        a_person(),
        {"image_3": a_png(), "image_1": a_jpeg()},
        title="Benches",
        image_1_alt=" A bench ",
        image_3_alt="The river",
    )

    assert is_valid
    assert [(d.image.format, d.alt_text) for d in form.images()] == [
        ("JPEG", "A bench"),
        ("PNG", "The river"),
    ]


def test_the_name_a_file_had_at_home_is_not_kept():
    form, _valid = sent(a_person(), {"image_1": a_jpeg()}, title="B", image_1_alt="A")

    row = Image.objects.values().get(pk=form.images()[0].image.pk)

    assert not any("Ada" in str(value) or "IMG" in str(value) for value in row.values())


@translation.override("en")
def test_a_picture_survives_an_error_in_another_field():
    person = a_person()
    form, is_valid = sent(person, {"image_2": a_jpeg()}, title="", image_2_alt="A bench")
    key = form["image_2_key"].value()
    page = str(form)

    again, is_valid_now = sent(
        person, title="Benches", image_2_key=key, image_2_alt=form["image_2_alt"].value()
    )

    assert (is_valid, is_valid_now) == (False, True)
    assert f'value="{key}"' in page
    assert "Your picture is stored (JPEG," in page
    assert not form.files
    assert [d.image.key for d in again.images()] == [key]
    assert Image.objects.count() == 1


def test_a_guest_keeps_the_picture_too():
    form, is_valid = sent(None, {"image_1": a_jpeg()}, title="", image_1_alt="A bench")
    guest = form.sender

    again, is_valid_now = sent(
        guest, title="Benches", image_1_key=form["image_1_key"].value(), image_1_alt="A bench"
    )

    assert guest.is_guest
    assert (is_valid, is_valid_now) == (False, True)
    assert again.images()[0].image.owner == guest


def test_a_picture_without_description_is_kept_and_asked_about():
    form, is_valid = sent(a_person(), {"image_1": a_jpeg()}, title="B", image_1_alt="  ")

    assert not is_valid
    assert codes(form) == {"image_1_alt": ["media.no_description"]}
    assert Image.objects.filter(key=form["image_1_key"].value()).exists()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "media.empty"),
        (b"<html><script>alert(1)</script>", "media.no_picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "media.svg"),
        (a_png_that_claims(8000, 5126), "media.too_many_pixels"),
        (a_jpeg() + b"\0" * 10_000_000, "media.too_large"),
        (a_jpeg(300, 300)[:-500], "media.damaged"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_wrong_file_is_named_beside_its_field_and_the_text_stays(content, code):
    form, is_valid = sent(
        a_person(), {"image_1": content, "image_2": a_jpeg()}, title="Benches", image_2_alt="River"
    )

    assert not is_valid
    assert codes(form) == {"image_1": [code]}
    assert form["title"].value() == "Benches"
    assert form["image_2_key"].value() == Image.objects.get().key


@COMMITS
def test_a_stored_picture_can_be_taken_back(media_root):
    person = a_person()
    form, _ = sent(person, {"image_1": a_jpeg()}, title="", image_1_alt="A bench")
    key = form["image_1_key"].value()

    again, is_valid = sent(
        person, title="B", image_1_key=key, image_1_alt="A bench", image_1_discard="on"
    )

    assert is_valid
    assert again.images() == []
    assert not Image.objects.exists()
    assert list(media_root.glob("*/*")) == []


def test_another_file_takes_the_place_of_a_stored_picture():
    person = a_person()
    form, _ = sent(person, {"image_1": a_jpeg()}, title="", image_1_alt="A bench")

    again, is_valid = sent(
        person,
        {"image_1": a_png()},
        title="B",
        image_1_key=form["image_1_key"].value(),
        image_1_alt="A bench",
    )

    assert is_valid
    assert [d.image.format for d in again.images()] == ["PNG"]
    assert Image.objects.count() == 1


@pytest.mark.parametrize("whose", ["somebody else's", "used", "invented"])
def test_a_forged_key_brings_nothing(whose):
    person = a_person()
    image = an_image() if whose == "somebody else's" else an_image(person)
    if whose == "used":
        described = [actions.DescribedImage(image, "A")]
        actions.attach(an_item(), described, actor=person, now=NOON)
    key = "0" * 32 if whose == "invented" else image.key

    form, is_valid = sent(
        person, title="B", image_1_key=key, image_1_alt="A", image_2_key=key, image_2_discard="on"
    )

    assert not is_valid
    assert codes(form) == {"image_1": ["media.not_there"], "image_2": ["media.not_there"]}
    assert form.images() == []
    assert Image.objects.filter(pk=image.pk).exists()


def test_a_key_sent_twice_is_one_picture():
    person = a_person()
    key = an_image(person).key

    form, _ = sent(
        person, title="B", image_1_key=key, image_1_alt="A", image_2_key=key, image_2_alt="A"
    )

    assert len(form.images()) == 1


@pytest.mark.parametrize("key", ["taken back", "0" * 32])
def test_a_picture_that_is_gone_is_asked_for_only_once(key):
    person = a_person()
    form, _ = sent(person, {"image_1": a_jpeg()}, title="", image_1_alt="A bench")
    taken_back = {"image_1_key": form["image_1_key"].value(), "image_1_discard": "on"}
    fields = taken_back if key == "taken back" else {"image_1_key": key}

    form, is_valid = sent(person, title="", image_1_alt="A bench", **fields)
    again = {name: form[name].value() or "" for name in form.fields}
    again, is_valid_now = sent(person, **(again | {"title": "Benches", "image_1": ""}))

    assert (is_valid, is_valid_now) == (False, True)
    assert again.images() == []


def test_a_stored_picture_that_turned_out_unreadable_is_named():
    person = a_person()
    content = a_png_that_claims(300, 200)
    form, _ = sent(person, {"image_1": content}, title="", image_1_alt="A bench")
    run_due()

    again, is_valid = sent(
        person, title="B", image_1_key=form["image_1_key"].value(), image_1_alt="A bench"
    )

    assert not is_valid
    assert codes(again) == {"image_1": ["media.damaged"]}
    assert again["image_1_key"].value() == ""
    assert not Image.objects.exists()


def test_a_preview_keeps_the_picture_and_reproaches_nobody_but_a_wrong_file():
    request = a_request(a_person(), {"image_1": a_jpeg(), "image_2": b"<html>"}, title="")
    form = Postcard(request.POST, request.FILES, owner=request.person, now=NOON)

    keep_files(request, form, now=NOON)

    assert codes(form) == {"image_2": ["media.no_picture"]}
    assert form["image_1_key"].value() == Image.objects.get().key


def test_a_preview_says_when_the_picture_could_not_be_stored():
    for _ in range(60):
        an_image(a_guest())
    request = a_request(None, {"image_1": a_jpeg()}, title="")
    form = Postcard(request.POST, request.FILES, owner=None, now=NOON)

    keep_files(request, form, now=NOON)

    assert form.non_field_errors() == [str(form.refusal)]
    assert list(form.errors) == ["__all__"]


def test_too_many_pictures_of_a_day_are_refused_and_the_text_stays(media_root):
    guest = a_guest()
    for _ in range(5):
        an_image(guest)

    form, is_valid = sent(
        guest,
        {"image_1": a_jpeg(), "image_2": a_jpeg()},
        title="Benches",
        image_1_alt="A",
        image_2_alt="B",
    )

    assert not is_valid
    assert codes(form)["image_1"] == ["media.quota"]
    assert form["title"].value() == "Benches"
    assert Image.objects.count() == len(list(media_root.glob("*/*"))) == 5


def test_a_crowded_network_is_asked_to_wait_and_the_text_stays():
    for _ in range(60):
        an_image(a_guest())

    form, is_valid = sent(None, {"image_1": a_jpeg()}, title="Benches", image_1_alt="A")

    assert not is_valid
    assert form.files  # so that the page asks for the file once more
    assert form.refusal.code == "people.limit.uploads"
    assert form["title"].value() == "Benches"
    assert form.sender is None
    assert Image.objects.count() == Person.objects.filter(email=None).count() == 60


def test_a_stored_picture_is_offered_for_removal_and_only_then():
    person = a_person()
    fresh = Postcard(owner=person, now=NOON)
    form, _ = sent(person, {"image_1": a_jpeg()}, title="", image_1_alt="A")
    run_due()

    assert [slot.discard.is_hidden for slot in fresh.image_slots()] == [True, True, True]
    assert [slot.discard.is_hidden for slot in form.image_slots()] == [False, True, True]
    assert [slot.is_used for slot in form.image_slots()] == [True, False, False]
    assert fresh.is_multipart()


@translation.override("en")
def test_the_largest_file_is_named_with_its_size():
    assert rules.size_refusal(10_000_000) is None
    assert str(rules.size_refusal(12_300_000)).startswith("This picture has 13 MB. At most 10 MB")
