"""From the upload to the picture on an item, and away again."""

import os
import threading
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from faden.backbone.audit.guard import arranging
from faden.backbone.audit.models import LogEntry
from faden.backbone.audit.queries import versions
from faden.backbone.jobs.registry import task_named
from faden.backbone.jobs.worker import run_due
from faden.backbone.people.models import Level
from faden.backbone.people.personal import registered
from faden.backbone.people.tests.factories import NOON, a_guest, a_person
from faden.backbone.places.tests.factories import a_place
from faden.backbone.processes.models import RoleGrant
from faden.backbone.processes.tests.factories import a_milestone, a_process, a_role
from faden.lib.refused import Refused
from faden.shared.media import actions, files, queries, tasks
from faden.shared.media.actions import DescribedImage
from faden.shared.media.models import Document, Image
from faden.shared.media.pixels import reencode
from faden.shared.media.rules import QUOTAS, Usage, quota_refusal
from faden.shared.media.tests.factories import (
    ADDRESS,
    a_document,
    a_logo,
    an_attached_document,
    an_attached_image,
    an_image,
    an_item,
    an_upload,
)
from faden.shared.media.tests.pictures import a_phone_photo, a_png_that_claims

pytestmark = pytest.mark.django_db
COMMITS = pytest.mark.django_db(transaction=True)  # files go when the transaction has ended
LATER = NOON + timedelta(hours=25)


def names_of_files(root) -> list[str]:
    return sorted(path.name for path in root.rglob("*") if path.is_file())


def age_files(root, *, hours: int) -> None:
    """Let everything look as if it had been written that long before NOON + 25 hours."""
    moment = (LATER - timedelta(hours=hours)).timestamp()
    for path in root.rglob("*"):
        os.utime(path, (moment, moment))


@COMMITS
def test_an_upload_becomes_a_picture_in_three_widths_and_the_original_goes(media_root):
    image = an_image(content=a_phone_photo(2000, 1000, orientation=6))
    before = names_of_files(media_root)

    run_due()

    image.refresh_from_db()
    assert before == ["original"]
    assert names_of_files(media_root) == ["1600.webp", "480.webp", "960.webp"]
    assert (image.state, image.width, image.height) == ("ready", 1000, 2000)
    assert [path.parent.parent.name for path in media_root.glob("*/*/*")] == [image.key[:2]] * 3
    assert not any(b"Ada" in path.read_bytes() for path in media_root.rglob("*.webp"))


@COMMITS
def test_a_picture_that_turns_out_unreadable_is_given_up(media_root):
    image = an_image(content=a_png_that_claims(300, 200))

    run_due()

    image.refresh_from_db()
    assert image.state == Image.State.REFUSED
    assert names_of_files(media_root) == []


@COMMITS
def test_the_job_may_run_twice_and_after_the_picture_is_gone(media_root):
    done, gone = an_image(), an_image()
    run_due()
    pk = gone.pk
    actions.remove([gone], actor=None)

    tasks.reencode_image(None, image=done.pk)
    tasks.reencode_image(None, image=pk)

    assert names_of_files(media_root) == ["480.webp"]


@COMMITS
def test_a_picture_removed_while_it_is_re_encoded_leaves_no_file(media_root, monkeypatch):
    image = an_image()

    def removed_meanwhile(content):
        result = reencode(content)
        actions.remove([image], actor=None)
        return result

    monkeypatch.setattr(tasks, "reencode", removed_meanwhile)

    run_due()

    assert names_of_files(media_root) == []


@COMMITS
def test_a_failed_transaction_leaves_neither_row_nor_file(media_root):
    guest = a_guest()

    def fail_inside():
        with actions.stored([an_upload()]) as stored, transaction.atomic():
            actions.receive(stored, owner=guest, address=ADDRESS, now=NOON)
            raise RuntimeError("power cut")

    with pytest.raises(RuntimeError):
        fail_inside()

    assert names_of_files(media_root) == []
    assert not Image.objects.exists()


def test_pictures_hang_on_an_item_in_the_order_of_the_form():
    item, owner = an_item(), a_person()
    first, second, third = (an_image(owner) for _ in range(3))

    actions.attach(item, [DescribedImage(second, "B")], actor=owner, now=NOON)
    described = [DescribedImage(third, " C "), DescribedImage(first, "A")]
    actions.attach(item, described, actor=owner, now=NOON)

    found = queries.images_of([item, an_item()])
    assert {pk: [(i.position, i.alt_text) for i in images] for pk, images in found.items()} == {
        item.pk: [(1, "B"), (2, "C"), (3, "A")]
    }


@pytest.mark.parametrize("crowd", [1, 30])
def test_the_pictures_of_many_items_cost_one_query(crowd, django_assert_num_queries):
    items = [an_item() for _ in range(crowd)]
    for item in items:
        an_attached_image(item)

    with django_assert_num_queries(1):
        found = queries.images_of(items)

    assert len(found) == crowd


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda image: actions.remove([image], actor=None), "media.not_there"),
        (lambda image: actions.attach(an_item(), [DescribedImage(image, "A")],
                                      actor=image.owner, now=NOON), "media.not_there"),
    ],
    ids=["removed", "used"],
)  # fmt: skip
def test_a_picture_can_be_used_once(spoil, code):
    image, item = an_image(), an_item()
    spoil(image)

    with pytest.raises(Refused) as refused:
        actions.attach(item, [DescribedImage(image, "A")], actor=image.owner, now=NOON)

    assert refused.value.refusal.code == code
    assert queries.images_of([item]) == {}


def test_nobody_uses_the_pictures_of_others():
    image, thief = an_image(), a_person()

    with pytest.raises(Refused) as refused:
        actions.attach(an_item(), [DescribedImage(image, "A")], actor=thief, now=NOON)

    assert refused.value.refusal.code == "media.not_there"


def test_a_picture_needs_a_description_and_an_item_takes_three():
    item, owner = an_item(), a_person()
    images = [DescribedImage(an_image(owner), text) for text in ("A", "B", "C", "D")]

    with pytest.raises(Refused) as blank:
        actions.attach(item, [DescribedImage(an_image(owner), " ")], actor=owner, now=NOON)
    with pytest.raises(Refused) as four:
        actions.attach(item, images, actor=owner, now=NOON)

    assert blank.value.refusal.code == "media.no_description"
    assert four.value.refusal.code == "media.too_many"


def test_the_database_refuses_a_picture_on_an_item_without_description():
    image, item = an_image(), an_item()
    image.item, image.position, image.attached_at = item, 1, NOON

    with arranging(), pytest.raises(IntegrityError), transaction.atomic():
        image.save()


def test_pages_with_the_picture_change_when_it_is_ready():
    item = an_item()
    an_attached_image(item)
    before = versions(["site"])["site"]

    run_due()

    assert versions(["site"])["site"] > before


def test_the_log_knows_the_picture_by_number_only():
    item = an_item()
    image = an_attached_image(item, alt_text="Ada on a bench")
    run_due()

    entries = LogEntry.objects.filter(subject_type="media.image").order_by("id")

    assert list(entries.values_list("action", "subject_id", "actor_id", "facts")) == [
        ("media.receive", image.pk, image.owner_id, {"format": "JPEG", "n_bytes": image.n_bytes}),
        ("media.attach", image.pk, image.owner_id, {"item": item.pk, "process": item.pk}),
        ("media.publish", image.pk, None, {"state": "ready"}),
    ]


@COMMITS
def test_what_was_not_attached_within_a_day_goes(media_root):
    attached = an_attached_image(an_item(), now=NOON)
    document = an_attached_document(an_item(), now=NOON)
    an_image(now=NOON)
    a_document(now=NOON)
    recent = an_image(now=LATER - timedelta(hours=23))
    logo = a_logo(a_place())

    swept = actions.sweep(now=LATER)

    assert swept == (2, 0)
    assert set(Image.objects.all()) == {attached, recent, logo}
    assert list(Document.objects.all()) == [document]
    assert sorted(path.name for path in media_root.glob("*/*")) == sorted(
        [attached.key, document.key, recent.key, logo.key]
    )


def test_files_that_no_row_knows_go_after_a_day(media_root):
    attached, document = an_attached_image(an_item()), an_attached_document(an_item())
    old, fresh = files.new_key(), files.new_key()
    files.write(old, files.ORIGINAL, content=b"left by a crash")
    age_files(media_root, hours=25)
    files.write(fresh, files.ORIGINAL, content=b"row is being written")

    swept = actions.sweep(now=LATER)

    assert swept == (0, 1)
    kept = {attached.key, document.key, fresh}
    assert {path.name for path in media_root.glob("*/*")} == kept


def test_the_sweep_is_a_daily_job():
    assert task_named("media.sweep").schedule is not None


def test_a_written_file_is_whole_or_absent(media_root, monkeypatch):
    key = files.new_key()
    monkeypatch.setattr(os, "fsync", lambda _handle: (_ for _ in ()).throw(OSError("disk full")))

    with pytest.raises(OSError, match="disk full"):
        files.write(key, files.ORIGINAL, content=b"half")

    assert names_of_files(media_root) == []


@pytest.mark.parametrize(
    ("level", "n_files", "n_bytes", "is_refused"),
    [
        (Level.GUEST, 5, 0, False),
        (Level.GUEST, 6, 0, True),
        (Level.REGISTERED, 29, 0, False),
        (Level.REGISTERED, 30, 0, True),
        (Level.VERIFIED, 30, 0, True),
        (Level.GUEST, 1, 59_000_000, False),
        (Level.GUEST, 1, 60_000_000, True),
        (Level.REGISTERED, 1, 200_000_000, True),
    ],
)
def test_how_much_one_may_upload_in_a_day(level, n_files, n_bytes, is_refused):
    usage = Usage(n_files, n_bytes, NOON - timedelta(hours=3))

    refusal = quota_refusal(QUOTAS[level], usage, n_files=1, n_bytes=1_000_000, now=NOON)

    assert (refusal is not None) is is_refused
    assert refusal is None or refusal.facts["until"] == NOON + timedelta(hours=21)


def test_the_quota_holds_in_the_action_and_ends_after_a_day(media_root):
    guest = a_guest()
    for minute in range(6):
        an_image(guest, now=NOON + timedelta(minutes=minute))

    with pytest.raises(Refused) as refused:
        an_image(guest, now=NOON + timedelta(hours=23))
    an_image(guest, now=NOON + timedelta(hours=24, minutes=1))

    assert refused.value.refusal.code == "media.quota"
    assert Image.objects.count() == len(names_of_files(media_root)) == 7


def test_pictures_and_documents_share_the_quota():
    guest = a_guest()
    for minute in range(3):
        an_image(guest, now=NOON + timedelta(minutes=minute))
        a_document(guest, now=NOON + timedelta(minutes=minute))

    with pytest.raises(Refused) as image:
        an_image(guest, now=NOON + timedelta(hours=1))
    with pytest.raises(Refused) as document:
        a_document(guest, now=NOON + timedelta(hours=1))

    assert image.value.refusal.code == document.value.refusal.code == "media.quota"
    assert document.value.refusal.facts["until"] == NOON + timedelta(hours=24)


def test_the_team_may_upload_a_whole_process_in_a_morning():
    editor = a_role(RoleGrant.Role.PROCESS_MANAGER)

    for _ in range(61):  # more than a citizen may in an hour, and in a day
        a_document(editor)

    assert Document.objects.filter(owner=editor).count() == 61


@COMMITS
@pytest.mark.postgres_only
@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has no row locks")
def test_two_uploads_at_once_cannot_both_take_the_last_place():
    guest = a_guest()
    for _ in range(5):
        an_image(guest)
    threads = [threading.Thread(target=_try, args=(an_image, guest)) for _ in range(8)]

    _run(threads)

    assert Image.objects.count() == 6


@COMMITS
@pytest.mark.postgres_only
@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has no row locks")
def test_a_picture_sent_twice_at_once_hangs_on_one_item():
    image, items = an_image(), [an_item() for _ in range(6)]

    def attach(item):
        actions.attach(item, [DescribedImage(image, "A")], actor=image.owner, now=NOON)

    _run([threading.Thread(target=_try, args=(attach, item)) for item in items])

    assert len(queries.images_of(items)) == 1
    assert LogEntry.objects.filter(action="media.attach").count() == 1


@COMMITS
def test_two_uploads_at_once_are_both_kept(media_root):
    owners = [a_person(), a_person()]

    _run([threading.Thread(target=_try, args=(an_image, owner)) for owner in owners])

    assert Image.objects.count() == len(names_of_files(media_root)) == 2


def test_a_person_gets_a_list_of_their_pictures_with_addresses():
    item = an_item()
    image = an_attached_image(item)
    run_due()

    exported = list(_personal_data("image").export(image.owner))

    assert exported == [
        {
            "item_id": item.pk,
            "milestone_id": None,
            "description": "Two benches",
            "format": "JPEG",
            "width": 64,
            "height": 32,
            "created_at": NOON,
            "addresses": [f"/medien/{image.key}/480/"],
        }
    ]


@COMMITS
def test_erasing_a_person_deletes_their_pictures_and_documents_with_the_files(media_root):
    person = a_person()
    item = an_item(author=person)
    an_attached_image(item, owner=person)
    an_attached_document(item, owner=person)
    an_image(person)
    a_document(person)
    other = an_image()
    run_due()

    actions.erase(person, NOON)

    assert list(Image.objects.all()) == [other]
    assert not Document.objects.exists()
    assert [path.name for path in media_root.glob("*/*")] == [other.key]


@COMMITS
def test_what_somebody_uploaded_for_the_city_or_for_others_outlasts_their_account(media_root):
    person, citizen = a_person(), a_person()
    process = a_process(author=person)
    image = an_attached_image(process, owner=person)
    on_card = an_attached_image(an_item(author=None), owner=person)
    document = an_attached_document(a_milestone(process), owner=person)
    an_attached_document(an_item(author=citizen), owner=person)

    actions.erase(person, NOON)
    actions.erase(citizen, NOON)

    assert set(Image.objects.all()) == {image, on_card}
    assert list(Document.objects.all()) == [document]
    assert len(list(media_root.glob("*/*"))) == 3


def test_a_person_gets_a_list_of_their_documents_with_addresses():
    milestone = a_milestone(a_process())
    document = an_attached_document(milestone)

    exported = list(_personal_data("document").export(document.owner))

    assert exported == [
        {
            "item_id": None,
            "milestone_id": milestone.pk,
            "title": "Entwurf",
            "filename": "Bericht.pdf",
            "n_bytes": document.n_bytes,
            "created_at": NOON,
            "address": f"/medien/{document.key}/",
        }
    ]


def test_a_guest_who_signs_in_keeps_their_pictures_and_documents():
    guest, account = a_guest(), a_person()
    image, document = an_image(guest), a_document(guest)

    with arranging():
        _personal_data("image").merge(guest, account, NOON)
        _personal_data("document").merge(guest, account, NOON)

    assert list(queries.not_attached(account, [image.key])) == [image.key]
    assert list(queries.documents_not_attached(account, [document.key])) == [document.key]
    assert queries.not_attached(guest, [image.key]) == {}


def _personal_data(model: str):
    return next(data for data in registered() if data.label == f"media.{model}")


def _run(threads: list[threading.Thread]) -> None:
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _try(do, *args) -> None:
    try:
        do(*args)
    except Refused:
        pass
    finally:
        connection.close()
