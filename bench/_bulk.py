"""Many rows at once through the schema: COPY on PostgreSQL, one prepared statement on SQLite."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import Max, Model, QuerySet

Row = Mapping[str, Any]  # by column; what is missing has the default of its field


def insert(model: type[Model], rows: Iterable[Row]) -> None:
    """Insert into the model's own table; rows of a parent table are there already."""
    fields = model._meta.local_concrete_fields
    columns = [str(field.column) for field in fields]
    defaults = {str(field.column): field.get_default() for field in fields}
    lines = _lines(rows, columns, defaults)
    names = ", ".join(f'"{column}"' for column in columns)
    table = f'"{model._meta.db_table}" ({names})'
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            _copy(cursor, table, lines)
            for sql in connection.ops.sequence_reset_sql(no_style(), [model]):
                cursor.execute(sql)
        else:
            marks = ", ".join("?" * len(columns))
            insertion = f"INSERT INTO {table} VALUES ({marks})"  # noqa: S608 - names of our own
            cursor.connection.executemany(insertion, lines)


def _copy(cursor: Any, table: str, lines: Iterable[list[Any]]) -> None:
    with cursor.copy(f"COPY {table} FROM STDIN") as copy:
        for line in lines:
            copy.write_row(line)


def _lines(
    rows: Iterable[Row], columns: list[str], defaults: Mapping[str, Any]
) -> Iterator[list[Any]]:
    is_sqlite = connection.vendor == "sqlite"
    for row in rows:
        values = [row[name] if name in row else defaults.get(name) for name in columns]
        yield [_stored(value, is_sqlite=is_sqlite) for value in values]


def _stored(value: Any, *, is_sqlite: bool) -> Any:
    if isinstance(value, dict | list):
        return json.dumps(value)
    if is_sqlite and isinstance(value, datetime):
        return str(value.astimezone(UTC).replace(tzinfo=None))
    return value.hex if is_sqlite and isinstance(value, UUID) else value


def next_key(model: type[Model]) -> int:
    """Return the first key that no row has."""
    last = QuerySet(model).aggregate(last=Max("pk"))["last"]
    return int(last or 0) + 1


def analyse() -> None:
    """Let the database know how its tables are filled."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
