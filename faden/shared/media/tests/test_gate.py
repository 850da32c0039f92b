"""Who gets a file. Hiding the item closes it at once."""

import io

import pytest
from PIL import Image as Pixels

from faden.backbone.audit.guard import arranging
from faden.backbone.items.models import Item
from faden.backbone.jobs.worker import run_due
from faden.backbone.people.tests.factories import a_person
from faden.backbone.processes.models import RoleGrant
from faden.shared.media import actions
from faden.shared.media.tests.factories import an_attached_image, an_image, an_item, hide
from faden.shared.media.tests.pictures import a_jpeg

pytestmark = pytest.mark.django_db


def address(image, step=480) -> str:
    return f"/medien/{image.key}/{step}/"


def a_client_of(client, person):
    client.force_login(person)
    return client


@pytest.fixture
def image():
    """A picture of 1000 x 500 pixels on a public item."""
    image = an_attached_image(an_item(), content=a_jpeg(1000, 500))
    run_due()
    return image


def test_everybody_sees_the_picture_of_a_public_item(client, image):
    answer = client.get(address(image, 960))

    with Pixels.open(io.BytesIO(answer.getvalue())) as pixels:
        assert (pixels.format, pixels.size) == ("WEBP", (960, 480))
    assert answer.headers["Content-Type"] == "image/webp"
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "Set-Cookie" not in answer.headers
    assert "Vary" not in answer.headers or "Cookie" not in answer.headers["Vary"]


def test_a_browser_that_has_the_picture_gets_no_second_copy(client, image):
    etag = client.get(address(image)).headers["ETag"]

    for sent in (etag, f"W/{etag}", f'"other", {etag}'):
        again = client.get(address(image), headers={"If-None-Match": sent})

        assert again.status_code == 304
        assert again.content == b""
        assert again.headers["Cache-Control"] == "private, no-cache"
    assert client.get(address(image), headers={"If-None-Match": '"other"'}).status_code == 200


def test_hiding_the_item_closes_the_file_also_for_who_has_a_copy(client, image):
    etag = client.get(address(image)).headers["ETag"]

    hide(image.item)

    assert client.get(address(image)).status_code == 404
    assert client.get(address(image), headers={"If-None-Match": etag}).status_code == 404


def test_hiding_what_the_item_is_part_of_closes_the_file(client, image):
    with arranging():
        above = an_item(kind="process", slug="above", visibility=Item.Visibility.STAFF)
        Item.objects.filter(pk=image.item_id).update(part_of=above, process=above)

    assert client.get(address(image)).status_code == 404


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("480/", 200),
        ("960/", 200),
        ("1600/", 200),
        ("0/", 404),
        ("481/", 404),
        ("original/", 404),
        ("99999999999999999999/", 404),
    ],
)
def test_only_the_widths_of_the_picture_exist(client, image, path, status):
    assert client.get(f"/medien/{image.key}/{path}").status_code == status


@pytest.mark.parametrize("key", ["0" * 32, "..%2f..%2fdb", "A" * 32, "a" * 31])
def test_an_unknown_name_leads_nowhere(client, key):
    assert client.get(f"/medien/{key}/480/").status_code == 404


def test_the_picture_of_a_draft_is_for_its_author_and_the_team(client, image):
    author, stranger, moderator = a_person(), a_person(), a_person()
    with arranging():
        Item.objects.filter(pk=image.item_id).update(visibility="staff", author=author)
        RoleGrant.objects.create(person=moderator, role=RoleGrant.Role.MODERATOR)

    answers = {
        person: a_client_of(client, person).get(address(image)).status_code
        for person in (author, stranger, moderator)
    }

    assert answers == {author: 200, stranger: 404, moderator: 200}


def test_a_picture_that_is_not_attached_is_for_its_owner_alone(client):
    image = an_image()
    run_due()

    assert client.get(address(image)).status_code == 404
    assert a_client_of(client, a_person()).get(address(image)).status_code == 404
    assert a_client_of(client, image.owner).get(address(image)).status_code == 200


def test_nothing_is_sent_before_the_picture_was_re_encoded(client):
    image = an_attached_image(an_item())

    assert client.get(address(image)).status_code == 404


def test_a_removed_picture_and_a_lost_file_lead_nowhere(client, image, media_root):
    (media_root / image.key[:2] / image.key / "480.webp").unlink()
    lost = client.get(address(image)).status_code

    actions.remove([image], actor=None)

    assert (lost, client.get(address(image, 960)).status_code) == (404, 404)


def test_a_picture_is_only_read(client, image):
    assert client.post(address(image)).status_code == 405
    assert client.head(address(image)).status_code == 200


def test_a_public_picture_costs_one_query(client, image, django_assert_num_queries):
    with django_assert_num_queries(1):
        client.get(address(image))
