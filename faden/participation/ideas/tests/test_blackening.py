"""Parts of pictures that are made unreadable, and pictures that are taken away."""

import io

import pytest
from PIL import Image as Pixels

from faden.backbone.jobs.worker import run_due
from faden.backbone.people.tests.factories import NOON
from faden.backbone.processes.rules import Role
from faden.backbone.processes.tests.factories import a_role, an_open_process
from faden.lib.refused import Refused
from faden.participation.ideas.tests.factories import an_idea
from faden.shared.media import files
from faden.shared.media.models import Image
from faden.shared.media.tests.factories import an_attached_image
from faden.shared.media.tests.pictures import a_jpeg
from faden.shared.moderation.actions import open_sealed, redact_picture, remove_picture
from faden.shared.moderation.actions.redaction import Ground
from faden.shared.moderation.models import Redaction

pytestmark = pytest.mark.django_db
FACE = Ground("face", "Das Kind hat nicht zugestimmt.")


@pytest.fixture
def image():
    idea = an_idea(an_open_process())
    image = an_attached_image(idea, content=a_jpeg(400, 300), owner=idea.author)
    run_due()
    image.refresh_from_db()
    return image


@pytest.fixture
def moderator(image):
    return a_role(Role.MODERATOR, image.item.process.as_process)


def pixel(image, x: int, y: int) -> tuple[int, ...]:
    with Pixels.open(io.BytesIO(files.read(image.key, files.variant(480)))) as pixels:
        return pixels.convert("RGB").getpixel((x, y))


def test_a_part_is_black_under_a_new_address_and_the_rest_stays(
    image, moderator, django_capture_on_commit_callbacks
):
    old_key, elsewhere = image.key, pixel(image, 390, 290)

    with django_capture_on_commit_callbacks(execute=True):
        redact_picture(image, [1, 2], ground=FACE, actor=moderator, now=NOON)

    now = Image.objects.get(pk=image.pk)
    assert max(pixel(now, 25, 25)) < 16
    assert all(abs(a - b) < 24 for a, b in zip(pixel(now, 390, 290), elsewhere, strict=True))
    assert (now.key != old_key, files.folder(old_key).exists()) == (True, False)


def test_the_original_picture_is_sealed(image, moderator):
    redaction = redact_picture(image, [1], ground=FACE, actor=moderator, now=NOON)
    manager = a_role(Role.PROCESS_MANAGER, image.item.process.as_process)

    original = open_sealed(redaction.pk, cause="Polizei", actor=manager, now=NOON)

    assert (original.alt_text, original.picture[:5]) == ("Two benches", "UklGR")  # "RIFF"


def test_one_picture_is_taken_away(image, moderator):
    remove_picture(image, FACE, actor=moderator, now=NOON)

    assert not Image.objects.exists()
    assert Redaction.objects.get().subject == "face"


@pytest.mark.parametrize(
    ("cells", "ground", "code"),
    [
        ([], FACE, "moderation.no_area"),
        ([49], FACE, "moderation.no_area"),
        ([1], Ground("face", " "), "moderation.reason"),
    ],
)
def test_what_is_not_blackened(image, moderator, cells, ground, code):
    with pytest.raises(Refused) as refused:
        redact_picture(image, cells, ground=ground, actor=moderator, now=NOON)

    assert refused.value.refusal.code == code


def test_fields_of_the_picture_are_ticked_or_it_goes_as_a_whole(client, image, moderator):
    client.force_login(moderator)
    address = f"/team/beitraege/{image.item_id}/bilder/{image.pk}/schwaerzen/"
    said = {"subject": "face", "reason": "Bitte nicht."}

    assert client.get(address).text.count('name="cells"') == 48
    nothing = client.post(address, said)
    done = client.post(address, said | {"cells": ["1", "9"]})
    client.post(address, said | {"entfernen": "1"})

    assert (nothing.status_code, done.status_code) == (422, 303)
    assert not Image.objects.exists()
