"""The keywords of an idea, read in one statement with the idea."""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import F, Func, JSONField
from django.db.models.sql.compiler import SQLCompiler

Sql = tuple[str, tuple[Any, ...]]

_TAGS = """
    SELECT tag.name, tag.slug FROM items_tag AS tag
    JOIN ideas_idea_tags AS tagged ON tagged.tag_id = tag.id
    WHERE tagged.idea_id = {idea} ORDER BY tag.name"""


class Keywords(Func):
    """`[[name, slug], ...]` of an idea's keywords, by name; null if it has none."""

    def __init__(self) -> None:
        super().__init__(F("pk"), output_field=JSONField())

    def as_sqlite(
        self,
        compiler: SQLCompiler,
        connection: BaseDatabaseWrapper,  # noqa: ARG002 - Django's signature
        **extra_context: Any,  # noqa: ARG002 - as above
    ) -> Sql:
        return self._aggregated("json_group_array(json_array(name, slug))", compiler)

    def as_postgresql(self, compiler: SQLCompiler, _connection: BaseDatabaseWrapper) -> Sql:
        return self._aggregated("jsonb_agg(jsonb_build_array(name, slug) ORDER BY name)", compiler)

    def _aggregated(self, aggregate: str, compiler: SQLCompiler) -> Sql:
        idea, params = compiler.compile(self.get_source_expressions()[0])
        tags = _TAGS.format(idea=idea)
        sql = f"(SELECT {aggregate} FROM ({tags}) AS ordered)"  # noqa: S608 - no value is in it
        return sql, tuple(params)
