"""What is in the index: exactly what items say now."""

import pytest
from django.db import connection

from faden.backbone.audit.actions import action
from faden.backbone.items.models import Item
from faden.backbone.items.tests.factories import an_item
from faden.lib.stems import Word
from faden.shared.search.actions import Text, index, index_many
from faden.shared.search.models import Document, Entry, TitlePart
from faden.shared.search.queries import search
from faden.shared.search.tests.factories import a_found_item

pytestmark = pytest.mark.django_db


def test_an_entry_reads_as_words_and_stems():
    item = a_found_item("Neue Radwege!", "Für die Räder.")

    assert list(Entry.objects.values()) == [
        {
            "item_id": item.pk,
            "language": "de",
            "title_words": "neue radwege",
            "title_stems": "neu radweg",
            "body_stems": "fur die rad",
        }
    ]


def test_a_changed_text_is_found_by_its_new_words_only():
    item = a_found_item("Bank am Fluss", "Aus Holz")

    index(item, title="Brunnen am Markt", text="Aus Stein", language="de")

    assert list(search("Brunnen Stein", language="de")) == [item]
    assert everywhere("bank") == everywhere("fluss") == everywhere("holz") == []


def test_many_are_indexed_at_a_constant_cost(django_assert_num_queries):
    few = [Text(an_item().pk, "Bank", "", "de") for _ in range(2)]
    many = [Text(an_item().pk, "Bank", "", "de") for _ in range(60)]

    with django_assert_num_queries(4):  # savepoint, may anything be written?, upsert, release
        index_many(few)
    with django_assert_num_queries(4):
        index_many(many)
    index_many(many)  # once more: nothing is doubled

    assert search("Bank", language="de").count() == 62


@pytest.mark.parametrize("letting_go", ["blank", "delete"])
def test_nothing_stays_of_what_is_gone(letting_go):
    item = a_found_item("Brunnen am Markt", "Aus Stein")
    other = a_found_item("Brunnen im Park")

    let_go(item, letting_go)

    assert list(Entry.objects.values_list("pk", flat=True)) == [other.pk]
    assert everywhere("brunn") == [other.pk]
    assert everywhere("markt") == everywhere("stein") == []


@action
def let_go(item: Item, how: str) -> None:
    if how == "delete":
        item.delete()
    else:
        index(item, title="", text="", language="de")


def test_what_never_had_a_word_has_no_entry():
    a_found_item("🚲", "")

    assert not Entry.objects.exists()


def test_an_undone_write_is_undone_in_the_index():
    @action
    def index_and_fail() -> None:
        a_found_item("Brunnen")
        raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011 - our own of above
        index_and_fail()

    assert everywhere("brunn") == []


def everywhere(stem: str) -> list[int]:
    """The ids under which the database's two indexes have the stem."""
    if connection.vendor == "sqlite":
        check_integrity()
    ids = {
        *Document.objects.filter(words__holds=[Word((stem,))]).values_list("pk", flat=True),
        *TitlePart.objects.filter(words__has_part=[stem]).values_list("pk", flat=True),
    }
    return sorted(ids)


@action
def check_integrity() -> None:
    """Let FTS5 compare its tables with the entries; it raises an error if they differ."""
    with connection.cursor() as cursor:
        for table in ("search_document_fts", "search_title_part_fts"):
            cursor.execute(f"INSERT INTO {table}({table}, rank) VALUES ('integrity-check', 1)")  # noqa: S608 - our own names
