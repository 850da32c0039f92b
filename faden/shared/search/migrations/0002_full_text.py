"""The full-text indexes, which the database itself keeps up with `search_entry`.

Both databases answer under the same names: the views `search_document` and `search_title_part`.
On SQLite a later migration that rebuilds `search_entry` drops its triggers and has to create them
again; a test fails if it does not.
"""

import logging
from typing import Any

from django.db import migrations, transaction
from django.db.utils import DatabaseError

logger = logging.getLogger("faden.search")

SQLITE = [
    # "ascii" takes every letter beyond ASCII as part of a word: the stems arrive ready-made.
    """CREATE VIRTUAL TABLE search_document_fts USING fts5(
        title_stems, body_stems,
        content='search_entry', content_rowid='item_id', tokenize='ascii')""",
    "INSERT INTO search_document_fts(search_document_fts, rank) VALUES ('rank', 'bm25(5.0, 1.0)')",
    """CREATE VIRTUAL TABLE search_title_part_fts USING fts5(
        title_words, content='search_entry', content_rowid='item_id', tokenize='trigram')""",
    # The plus keeps the planner from asking the index once for every item (0.1 ms, not 170).
    """CREATE VIEW search_document AS
        SELECT +rowid AS item_id, search_document_fts AS words, -rank AS relevance
        FROM search_document_fts""",
    """CREATE VIEW search_title_part AS
        SELECT +rowid AS item_id, search_title_part_fts AS words FROM search_title_part_fts""",
    """CREATE TRIGGER search_entry_added AFTER INSERT ON search_entry BEGIN
        INSERT INTO search_document_fts(rowid, title_stems, body_stems)
        VALUES (new.item_id, new.title_stems, new.body_stems);
        INSERT INTO search_title_part_fts(rowid, title_words)
        VALUES (new.item_id, new.title_words);
    END""",
    """CREATE TRIGGER search_entry_removed AFTER DELETE ON search_entry BEGIN
        INSERT INTO search_document_fts(search_document_fts, rowid, title_stems, body_stems)
        VALUES ('delete', old.item_id, old.title_stems, old.body_stems);
        INSERT INTO search_title_part_fts(search_title_part_fts, rowid, title_words)
        VALUES ('delete', old.item_id, old.title_words);
    END""",
    """CREATE TRIGGER search_entry_changed AFTER UPDATE ON search_entry BEGIN
        INSERT INTO search_document_fts(search_document_fts, rowid, title_stems, body_stems)
        VALUES ('delete', old.item_id, old.title_stems, old.body_stems);
        INSERT INTO search_document_fts(rowid, title_stems, body_stems)
        VALUES (new.item_id, new.title_stems, new.body_stems);
        INSERT INTO search_title_part_fts(search_title_part_fts, rowid, title_words)
        VALUES ('delete', old.item_id, old.title_words);
        INSERT INTO search_title_part_fts(rowid, title_words)
        VALUES (new.item_id, new.title_words);
    END""",
]
SQLITE_UNDONE = [
    "DROP TRIGGER search_entry_added",
    "DROP TRIGGER search_entry_removed",
    "DROP TRIGGER search_entry_changed",
    "DROP VIEW search_document",
    "DROP VIEW search_title_part",
    "DROP TABLE search_document_fts",
    "DROP TABLE search_title_part_fts",
]

POSTGRESQL = [
    """ALTER TABLE search_entry ADD COLUMN document tsvector GENERATED ALWAYS AS (
        setweight(to_tsvector('simple', title_stems), 'A')
        || setweight(to_tsvector('simple', body_stems), 'D')) STORED""",
    "CREATE INDEX search_entry_document ON search_entry USING gin (document)",
    "CREATE VIEW search_document AS SELECT item_id, document AS words FROM search_entry",
    "CREATE VIEW search_title_part AS SELECT item_id, title_words AS words FROM search_entry",
]
POSTGRESQL_UNDONE = [
    "DROP VIEW search_document",
    "DROP VIEW search_title_part",
    "DROP INDEX IF EXISTS search_entry_title_part",
    "ALTER TABLE search_entry DROP COLUMN document",
]
TRIGRAMS = [
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    "CREATE INDEX search_entry_title_part ON search_entry USING gin (title_words gin_trgm_ops)",
]


def create(_apps: Any, schema_editor: Any) -> None:
    is_sqlite = schema_editor.connection.vendor == "sqlite"
    for sql in SQLITE if is_sqlite else POSTGRESQL:
        schema_editor.execute(sql)
    if not is_sqlite:
        create_trigrams(schema_editor)


def create_trigrams(schema_editor: Any) -> None:
    """Speed up parts of words; without the extension they are found by reading all titles."""
    try:
        with transaction.atomic(using=schema_editor.connection.alias):
            for sql in TRIGRAMS:
                schema_editor.execute(sql)
    except DatabaseError as error:
        logger.warning(
            "PostgreSQL refused the extension pg_trgm: %s. Everything is found, but parts of words"
            " are looked for without an index. To change that, let the administrator of the"
            ' database run "CREATE EXTENSION pg_trgm", then run "faden reindex".',
            str(error).strip().splitlines()[0],
        )


def drop(_apps: Any, schema_editor: Any) -> None:
    is_sqlite = schema_editor.connection.vendor == "sqlite"
    for sql in SQLITE_UNDONE if is_sqlite else POSTGRESQL_UNDONE:
        schema_editor.execute(sql)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]

    operations = [migrations.RunPython(create, drop)]
