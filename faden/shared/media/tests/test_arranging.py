"""Changing what hangs on an item or a milestone: pictures and documents alike."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import permutations

import pytest
from django.db import IntegrityError, connection, transaction

from faden.backbone.audit.guard import arranging
from faden.backbone.audit.models import LogEntry
from faden.backbone.audit.queries import versions
from faden.backbone.people.tests.factories import NOON, a_person
from faden.backbone.places.tests.factories import a_place
from faden.backbone.processes.tests.factories import a_milestone, a_process
from faden.lib.refused import Refused
from faden.shared.media import actions, queries, rules
from faden.shared.media.actions import Arranged, DescribedDocument, DescribedImage
from faden.shared.media.models import Document, Image
from faden.shared.media.tests.factories import (
    a_document,
    an_attached_document,
    an_attached_image,
    an_image,
    an_item,
)

pytestmark = pytest.mark.django_db
COMMITS = pytest.mark.django_db(transaction=True)  # files go when the transaction has ended


def shown_on(target) -> list[tuple[int, str]]:
    """(position, text) of the pictures of an item or a milestone."""
    images = Image.objects.filter(item=target) if hasattr(target, "kind") else target.images
    return list(images.order_by("position").values_list("position", "alt_text"))


def log_of(*names: str) -> list[tuple[str, int]]:
    entries = LogEntry.objects.filter(action__in=[f"media.{name}" for name in names])
    return list(entries.order_by("id").values_list("action", "subject_id"))


def arranged(*described, known=()):
    return Arranged(described, [file.key for file in known])


def test_a_milestone_takes_pictures_and_documents():
    milestone, editor = a_milestone(a_process()), a_person()
    image, document = an_image(editor), a_document(editor)

    actions.attach(milestone, [DescribedImage(image, "A hall")], actor=editor, now=NOON)
    described = [DescribedDocument(document, "Minutes")]
    actions.attach_documents(milestone, described, actor=editor, now=NOON)

    assert queries.images_of_milestones([milestone]) == {milestone.pk: [image]}
    assert queries.documents_of_milestones([milestone]) == {milestone.pk: [document]}
    facts = LogEntry.objects.get(action="media.attach").facts
    assert facts == {"milestone": milestone.pk, "process": milestone.process_id}


def test_everything_can_be_changed_at_once():
    item, editor = an_item(), a_person()
    first, second, third = (an_attached_image(item, text) for text in ("A", "B", "C"))
    fresh = an_image(editor)

    is_changed = actions.arrange(
        item,
        arranged(
            DescribedImage(third, "C"),
            DescribedImage(fresh, " D "),
            DescribedImage(first, "A, from nearby"),
            known=[first, second, third],
        ),
        actor=editor,
        now=NOON,
    )

    assert is_changed
    assert shown_on(item) == [(1, "C"), (2, "D"), (3, "A, from nearby")]
    assert log_of("remove", "move", "describe") == [
        ("media.remove", second.pk),
        ("media.move", third.pk),
        ("media.move", first.pk),
        ("media.describe", first.pk),
    ]


def test_nothing_is_written_where_nothing_changes():
    item, editor = an_item(), a_person()
    images = [an_attached_image(item, text) for text in ("A", "B")]
    n_entries, before = LogEntry.objects.count(), versions(["site"])

    is_changed = actions.arrange(
        item,
        arranged(*(DescribedImage(image, image.alt_text) for image in images), known=images),
        actor=editor,
        now=NOON,
    )
    is_changed_where_none_are = actions.arrange(an_item(), arranged(), actor=editor, now=NOON)

    assert (is_changed, is_changed_where_none_are) == (False, False)
    assert (LogEntry.objects.count(), versions(["site"])) == (n_entries, before)


def test_pages_change_with_the_description():
    milestone = a_milestone(a_process())
    image, scope = an_attached_image(milestone), f"process:{milestone.process_id}"
    before = versions([scope])[scope]

    described = DescribedImage(image, "The hall, full")
    actions.arrange(milestone, arranged(described), actor=a_person(), now=NOON)

    assert versions([scope])[scope] > before


@COMMITS
def test_a_removed_file_leaves_the_disk_and_the_others_move_up(media_root):
    item, editor = an_item(), a_person()
    first, second = (an_attached_document(item, text) for text in ("A", "B"))

    described = DescribedDocument(second, "B")
    actions.arrange_documents(
        item, arranged(described, known=[first, second]), actor=editor, now=NOON
    )

    second.refresh_from_db()
    assert (second.position, list(Document.objects.all())) == (1, [second])
    assert [path.name for path in media_root.glob("*/*")] == [second.key]
    assert log_of("move_document", "remove_document") == [("media.remove_document", first.pk)]


def test_what_somebody_else_added_meanwhile_stays():
    item, editor = an_item(), a_person()
    seen = an_attached_image(item, "seen")
    meanwhile = an_attached_image(item, "meanwhile")

    actions.arrange(item, arranged(known=[seen]), actor=editor, now=NOON)

    assert queries.images_of([item]) == {item.pk: [meanwhile]}


def test_the_pictures_of_another_item_are_out_of_reach():
    item, editor = an_item(), a_person()
    strange = an_attached_image(an_item())
    described = DescribedImage(strange, "mine now")

    with pytest.raises(Refused) as refused:
        actions.arrange(item, arranged(described), actor=editor, now=NOON)
    is_changed = actions.arrange(item, arranged(known=[strange]), actor=editor, now=NOON)

    assert refused.value.refusal.code == "media.not_there"
    assert not is_changed
    assert Image.objects.get().item_id == strange.item_id


def test_the_same_number_of_an_item_and_a_milestone_is_no_way_in():
    process = a_process()
    milestone = a_milestone(process, pk=process.pk)
    image = an_attached_image(process)
    described = DescribedImage(image, "A")

    with pytest.raises(Refused):
        actions.arrange(milestone, arranged(described), actor=a_person(), now=NOON)

    assert shown_on(milestone) == []


@pytest.mark.parametrize(
    ("make_target", "n_images", "n_documents"),
    [
        (an_item, 3, 3),
        (a_process, 1, 10),
        (lambda: a_milestone(a_process()), 3, 10),
    ],
    ids=["item", "process", "milestone"],
)
def test_so_many_hang_on_one_thing(make_target, n_images, n_documents):
    target, editor = make_target(), a_person()
    images = [DescribedImage(an_image(editor), "A") for _ in range(n_images + 1)]
    documents = [DescribedDocument(a_document(editor), "A") for _ in range(n_documents + 1)]

    for attach, described in (
        (actions.attach, images),
        (actions.attach_documents, documents),
    ):
        attach(target, described[:-1], actor=editor, now=NOON)
        with pytest.raises(Refused) as refused:
            attach(target, described[-1:], actor=editor, now=NOON)
        assert refused.value.refusal.code == "media.too_many"


@pytest.mark.parametrize("title", ["", "  "])
def test_a_document_needs_a_title(title):
    document, item = a_document(), an_item()
    described = [DescribedDocument(document, title)]

    with pytest.raises(Refused) as refused:
        actions.attach_documents(item, described, actor=document.owner, now=NOON)

    assert refused.value.refusal.code == "media.no_title"


@pytest.mark.parametrize("spoil", ["removed", "used", "somebody else's"])
def test_a_document_is_used_once_and_by_its_owner(spoil):
    document, item = a_document(), an_item()
    actor = a_person() if spoil == "somebody else's" else document.owner
    described = [DescribedDocument(document, "A")]
    if spoil == "used":
        actions.attach_documents(an_item(), described, actor=actor, now=NOON)
    if spoil == "removed":
        actions.remove([document], actor=actor)

    with pytest.raises(Refused) as refused:
        actions.attach_documents(item, described, actor=actor, now=NOON)

    assert refused.value.refusal.code == "media.document_not_there"
    assert queries.documents_of([item]) == {}


@pytest.mark.parametrize(
    "columns",
    [
        ("item", "milestone"),
        ("item", "place"),
        ("milestone", "place"),
        ("item", "milestone", "place"),
    ],
)
def test_the_database_refuses_a_picture_on_two_things(columns):
    process = a_process()
    things = {"item": process, "milestone": a_milestone(process), "place": a_place()}
    image = an_attached_image(process)

    with arranging(), pytest.raises(IntegrityError), transaction.atomic():
        Image.objects.filter(pk=image.pk).update(
            **({"item": None} | {name: things[name] for name in columns})
        )


def test_the_database_refuses_a_document_on_two_things_or_without_title():
    document = an_attached_document(an_item())
    milestone = a_milestone(a_process())

    for change in ({"milestone": milestone}, {"title": ""}, {"visibility": "some"}):
        with arranging(), pytest.raises(IntegrityError), transaction.atomic():
            Document.objects.filter(pk=document.pk).update(**change)


@pytest.mark.parametrize("crowd", [1, 30])
def test_lists_cost_one_query_each(crowd, django_assert_num_queries):
    process = a_process()
    milestones = [a_milestone(process) for _ in range(crowd)]
    items = [an_item() for _ in range(crowd)]
    for target in (*milestones, *items):
        an_attached_image(target)
        an_attached_document(target)

    with django_assert_num_queries(6):
        of_items = queries.images_of(items), queries.documents_of(items)
        of_milestones = (
            queries.images_of_milestones(milestones),
            queries.documents_of_milestones(milestones),
        )
        of_process = queries.images_of_process(process), queries.documents_of_process(process)

    for found in (*of_items, *of_milestones, *of_process):
        assert len(found) == crowd


def test_the_pictures_of_a_process_stand_beside_those_of_its_milestones():
    process, other = a_process(), a_process()
    milestone = a_milestone(process)
    own, of_milestone = an_attached_image(process), an_attached_image(milestone)
    an_attached_image(other)
    an_attached_document(a_milestone(other))
    document = an_attached_document(milestone)

    assert queries.images_of_process(process) == {None: [own], milestone.pk: [of_milestone]}
    assert queries.documents_of_process(process) == {milestone.pk: [document]}


def test_lists_hold_the_documents_that_whoever_asks_may_see():
    item = an_item()
    documents = {
        visibility: an_attached_document(item, visibility=visibility)
        for visibility in ("public", "invited", "staff")
    }

    for_all = queries.documents_of([item])
    for_invited = queries.documents_of([item], sees=lambda visibility: visibility != "staff")

    assert for_all == {item.pk: [documents["public"]]}
    assert for_invited == {item.pk: [documents["public"], documents["invited"]]}


def test_files_go_with_the_milestone_from_the_database():
    milestone = a_milestone(a_process())
    an_attached_image(milestone)
    an_attached_document(milestone)

    with arranging():
        milestone.delete()

    assert not Image.objects.exists()
    assert not Document.objects.exists()


@COMMITS
@pytest.mark.postgres_only
@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has no row locks")
@pytest.mark.parametrize("make_target", [an_item, lambda: a_milestone(a_process())])
def test_the_last_place_is_taken_once(make_target):
    target, editor = make_target(), a_person()
    most = rules.most_documents(target)
    for _ in range(most - 1):
        an_attached_document(target, owner=editor)
    late = [a_document(editor) for _ in range(6)]

    def attach(document):
        described = [DescribedDocument(document, "Late")]
        actions.attach_documents(target, described, actor=editor, now=NOON)

    answers = run_together([partial(attach, document) for document in late])

    assert sorted(answers) == ["", *["media.too_many"] * 5]
    places = Document.objects.exclude(position=None).order_by("position")
    assert list(places.values_list("position", flat=True)) == list(range(1, most + 1))


@COMMITS
@pytest.mark.postgres_only
@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has no row locks")
def test_two_who_arrange_at_once_leave_whole_places():
    item, editor = an_item(), a_person()
    images = [an_attached_image(item, text) for text in ("A", "B", "C")]

    def arrange(order):
        described = [DescribedImage(image, image.alt_text) for image in order]
        actions.arrange(item, arranged(*described, known=images), actor=editor, now=NOON)

    answers = run_together([partial(arrange, order) for order in permutations(images)])

    assert answers == [""] * 6
    assert [position for position, _text in shown_on(item)] == [1, 2, 3]


def run_together(calls) -> list[str]:
    """Return what each said: the code of its refusal, or nothing."""
    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(_answer_of, calls))


def _answer_of(call) -> str:
    try:
        call()
    except Refused as refused:
        return refused.refusal.code
    finally:
        connection.close()
    return ""
