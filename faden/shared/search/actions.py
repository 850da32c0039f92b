"""Keeping the index. It repeats what items say, so nothing here is recorded."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.db.models import QuerySet

from faden.backbone.audit.actions import action
from faden.backbone.items.kinds import Kind
from faden.backbone.items.models import Item
from faden.lib.stems import folded_words, stems
from faden.shared.search.models import Entry

BATCH = 200  # items a transaction, when all are indexed anew

# Drops what deleted words leave behind in the index, and mends it if it was damaged.
_REBUILD = {
    "sqlite": [
        "INSERT INTO search_document_fts(search_document_fts) VALUES ('rebuild')",
        "INSERT INTO search_title_part_fts(search_title_part_fts) VALUES ('rebuild')",
    ],
    "postgresql": ["ANALYZE search_entry"],  # it looks after its indexes itself
}
_INDEX_PARTS = [
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    """CREATE INDEX IF NOT EXISTS search_entry_title_part
        ON search_entry USING gin (title_words gin_trgm_ops)""",
]


@dataclass(frozen=True)
class Text:
    """What an item is to be found by."""

    item_id: int
    title: str
    text: str
    language: str  # BCP 47


@action
def index(item: Item, *, title: str, text: str, language: str) -> None:
    """Let the item be found by these words, and by no others; call it whenever they change.

    Without any word, as after an erasure, the item is not found at all; nor is a deleted one. Who
    may see the item is asked when somebody searches, so hiding and publishing need no call.
    """
    index_many([Text(item.pk, title, text, language)])


@action
def index_many(texts: Iterable[Text]) -> None:
    """Do the same for a batch of items, 200 at a time; no item twice."""
    entries = [_entry(text) for text in texts]
    wordless = [entry.item_id for entry in entries if not entry.title_stems + entry.body_stems]
    if wordless:
        Entry.objects.filter(pk__in=wordless).delete()
    Entry.objects.bulk_create(
        [entry for entry in entries if entry.item_id not in wordless],
        update_conflicts=True,
        unique_fields=["item"],
        update_fields=["language", "title_words", "title_stems", "body_stems"],
    )


def reindex(kind: Kind) -> Iterator[int]:
    """Index all items of a kind anew, a batch at a time; yields how many each batch had.

    Each batch is a transaction of its own that locks its items, so that the site may be in use.
    Items of a kind that is not searched are forgotten.
    """
    if kind.search_text is None:
        _forget_all(kind)
        return
    last = 0
    while ids := _reindex_batch(kind, kind.search_text, after=last):
        last = ids[-1]
        yield len(ids)


@action
def rebuild() -> None:
    """Let the database build its indexes from the entries anew; takes seconds."""
    _execute(_REBUILD[connection.vendor])


@action
def index_parts_of_words() -> bool:
    """Make the index of parts of words if it is missing; whether there is one now.

    PostgreSQL needs its extension pg_trgm for that, which not every account may install.
    """
    if connection.vendor == "sqlite":
        return True  # its index is always there
    try:
        with transaction.atomic():
            _execute(_INDEX_PARTS)
    except DatabaseError:
        return False
    return True


def _execute(statements: Iterable[str]) -> None:
    with connection.cursor() as cursor:
        for sql in statements:
            cursor.execute(sql)


@action
def _reindex_batch(kind: Kind, text_of: Callable[[Any], str], *, after: int) -> list[int]:
    items = Item.objects.select_for_update(no_key=True).filter(kind=kind.name, pk__gt=after)
    ids = list(items.order_by("pk").values_list("pk", flat=True)[:BATCH])
    found: QuerySet[Item] = QuerySet(_model(kind)).filter(pk__in=ids)
    index_many(Text(item.pk, item.title, text_of(item), item.language) for item in found)
    return ids


@action
def _forget_all(kind: Kind) -> None:
    Entry.objects.filter(item__kind=kind.name).delete()


def _model(kind: Kind) -> type[Item]:
    return next(
        model
        for model in apps.get_models()
        if issubclass(model, Item) and model.kind_name == kind.name
    )


def _entry(text: Text) -> Entry:
    return Entry(
        item_id=text.item_id,
        language=text.language,
        title_words=" ".join(folded_words(text.title, text.language)),
        title_stems=" ".join(stems(text.title, text.language)),
        body_stems=" ".join(stems(text.text, text.language)),
    )
