"""What an item is, and what the database itself refuses."""

import uuid

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from faden.backbone.audit.guard import arranging
from faden.backbone.items.models import Item, Origin, Revision
from faden.backbone.items.tests.factories import INVITED, PUBLIC, STAFF, an_item, an_item_in
from faden.backbone.people.tests.factories import NOON, a_person

pytestmark = pytest.mark.django_db


def refused():
    """Expect the database to say no, and go on."""
    return pytest.raises(IntegrityError)


def test_an_item_has_only_what_lists_of_all_kinds_need():
    columns = [field.column for field in Item._meta.local_concrete_fields]

    assert columns == [
        "id",
        "uuid",
        "kind",
        "title",
        "author_id",
        "part_of_id",
        "process_id",
        "language",
        "visibility",
        "slug",
        "created_at",
        "published_at",
        "n_up",
        "n_down",
        "n_comments",
        "shows_author",
    ]


@pytest.mark.parametrize(
    "wrong",
    [
        {"published_at": None},
        {"visibility": "everybody"},
        {"visibility": ""},
        {"n_up": -1},
        {"n_down": -1},
        {"n_comments": -1},
        {"created_at": None},
    ],
)
def test_an_item_that_cannot_be_stored(wrong):
    with refused(), transaction.atomic():
        an_item(**wrong)

    assert not Item.objects.exists()


@pytest.mark.parametrize("visibility", [INVITED, STAFF])
def test_what_is_not_public_needs_no_date(visibility):
    item = an_item(visibility=visibility, published_at=None)

    assert (item.is_public, list(Item.objects.public())) == (False, [])


def test_an_item_without_a_kind_is_refused():
    with refused(), transaction.atomic():
        an_item(kind="")


def test_every_item_has_a_number_of_its_own_in_the_whole_world():
    number = uuid.uuid4()
    an_item(uuid=number)

    with refused(), transaction.atomic():
        an_item(uuid=number)


def test_who_wrote_an_item_and_what_it_is_part_of_cannot_vanish():
    item = an_item_in(an_item(kind="process"), author=a_person())

    for row in (item.author, item.part_of):
        with pytest.raises(ProtectedError), arranging():
            row.delete()


def test_the_slug_comes_from_the_first_title_and_stays():
    item = an_item(title="Bänke am Fluß")

    item.title = "Stühle"
    with arranging():
        item.save()

    assert (item.slug, Item.objects.get().slug) == ("baenke-am-fluss", "baenke-am-fluss")


@pytest.mark.parametrize(
    ("title", "slug", "words"), [("日本語", "", "日本語"), ("", "", "idea {pk}")]
)
def test_a_title_without_latin_letters_gives_no_slug(title, slug, words):
    item = an_item(title=title)

    assert (item.slug, str(item)) == (slug, words.format(pk=item.pk))


def test_an_item_stands_on_the_pages_of_its_process():
    process = an_item(kind="process")

    assert list(an_item_in(process).page_scopes()) == [f"process:{process.pk}"]
    assert list(an_item().page_scopes()) == ["site"]


def an_origin(**facts) -> Origin:
    with arranging():
        return Origin.objects.create(item=an_item(), **facts)


def test_a_source_gives_each_of_its_contributions_once():
    an_origin(source="bonn", source_id="1")
    an_origin(source="bonn", source_id="2")
    an_origin(source="telgte", source_id="1")

    with refused(), transaction.atomic():
        an_origin(source="bonn", source_id="1")


def test_what_was_handed_in_here_has_no_source_and_there_may_be_many():
    an_origin()
    an_origin(channel=Origin.Channel.LETTER, card_number="12")

    assert list(Origin.objects.order_by("pk").values_list("channel", "source", "source_id")) == [
        ("online", "", ""),
        ("letter", "", ""),
    ]


@pytest.mark.parametrize("half", [{"source": "bonn"}, {"source_id": "1"}])
def test_a_source_and_its_number_go_together(half):
    with refused(), transaction.atomic():
        an_origin(**half)


def test_a_revision_has_a_number_of_its_own():
    item = an_item()

    with refused(), transaction.atomic(), arranging():
        for _ in range(2):
            Revision.objects.create(item=item, number=1, created_at=NOON)


def test_public_is_the_only_visibility_for_everybody():
    assert [an_item(visibility=v).is_public for v in (PUBLIC, INVITED, STAFF)] == [
        True,
        False,
        False,
    ]
