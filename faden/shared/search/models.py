"""The words of all items that can be found, and the two indexes the database keeps of them.

Actions write `Entry` only. On SQLite triggers carry it into two FTS5 tables, on PostgreSQL it has a
generated column with a GIN index; `Document` and `TitlePart` are views with which both are asked.
"""

from collections.abc import Sequence
from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import F, FloatField, Func, Lookup
from django.db.models.expressions import Col
from django.db.models.sql.compiler import SQLCompiler

from faden.backbone.items.models import Item
from faden.lib.stems import Word, fts5_query, tsquery

TITLE_WEIGHTS = "{0.2, 0.2, 0.2, 1.0}"  # ts_rank's D to A: 1 to 5, as bm25 has it on SQLite
DIVIDED_BY_LENGTH = 1  # ts_rank: by 1 + the logarithm of the text's length

Sql = tuple[str, tuple[Any, ...]]


class Entry(models.Model):
    """What an item can be found by: its words, folded and as stems, separated by blanks."""

    item = models.OneToOneField(
        Item, on_delete=models.CASCADE, primary_key=True, related_name="search_entry"
    )
    language = models.CharField(max_length=10)  # by which the stems were made
    title_words = models.TextField()  # "neue radwege": parts of words are looked for here
    title_stems = models.TextField()  # "neu radweg"
    body_stems = models.TextField()

    class Meta:
        verbose_name_plural = "entries"

    def __str__(self) -> str:
        return f"{self.item_id}: {self.title_words}"


class WordsField(models.TextField):  # type: ignore[type-arg]  # Django's takes none when it runs
    """What can be asked which words it holds; for finding, not for reading."""


class Document(models.Model):
    """Title and text of an item as the full-text index has them."""

    item = models.OneToOneField(
        Item,
        on_delete=models.DO_NOTHING,  # the entry goes, and the index with it
        primary_key=True,
        related_name="search_document",
    )
    words = WordsField()

    class Meta:
        managed = False
        db_table = "search_document"

    def __str__(self) -> str:
        return f"document of {self.pk}"


class TitlePart(models.Model):
    """The title of an item where parts of words can be found: "weg" in "radweg"."""

    item = models.OneToOneField(
        Item, on_delete=models.DO_NOTHING, primary_key=True, related_name="search_title_part"
    )
    words = WordsField()

    class Meta:
        managed = False
        db_table = "search_title_part"

    def __str__(self) -> str:
        return f"title of {self.pk}"


@WordsField.register_lookup
class Holds(Lookup):
    """`document.words__holds=[Word, ...]`: all of them are in the document."""

    lookup_name = "holds"
    prepare_rhs = False

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> Sql:
        words, params = self.process_lhs(compiler, connection)
        return f"{words} MATCH %s", (*params, fts5_query(self.rhs))

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> Sql:
        words, params = self.process_lhs(compiler, connection)
        return f"{words} @@ to_tsquery('simple', %s)", (*params, tsquery(self.rhs))


@WordsField.register_lookup
class HasPart(Lookup):
    """`title_part.words__has_part=["weg", ...]`: one of these is in it; at least three letters."""

    lookup_name = "has_part"
    prepare_rhs = False

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> Sql:
        words, params = self.process_lhs(compiler, connection)
        return f"{words} MATCH %s", (*params, " OR ".join(f'"{part}"' for part in self.rhs))

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> Sql:
        words, params = self.process_lhs(compiler, connection)
        return f"{words} LIKE ANY(%s)", (*params, [f"%{part}%" for part in self.rhs])


class Relevance(Func):
    """How well a document fits the words it was found by: above 0, more is better.

    BM25 on SQLite, ts_rank on PostgreSQL; only numbers of one search compare.
    """

    def __init__(self, document_words: str, words: Sequence[Word]) -> None:
        super().__init__(F(document_words), output_field=FloatField())
        self.words = words

    def as_sqlite(
        self,
        compiler: SQLCompiler,  # noqa: ARG002 - Django's signature
        connection: BaseDatabaseWrapper,
        **extra_context: Any,  # noqa: ARG002 - as above
    ) -> Sql:
        (document_words,) = self.get_source_expressions()
        assert isinstance(document_words, Col)  # noqa: S101 - F() is resolved when this is called
        return f"{connection.ops.quote_name(document_words.alias)}.relevance", ()

    def as_postgresql(self, compiler: SQLCompiler, _connection: BaseDatabaseWrapper) -> Sql:
        (document_words,) = self.get_source_expressions()
        vector, params = compiler.compile(document_words)
        sql = f"ts_rank(%s, {vector}, to_tsquery('simple', %s), %s)"
        return sql, (TITLE_WEIGHTS, *params, tsquery(self.words), DIVIDED_BY_LENGTH)
