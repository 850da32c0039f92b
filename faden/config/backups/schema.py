"""The tables of PostgreSQL that a backup is loaded into: made beside those that are there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

BESIDE = "faden_restoring"
KINDS = {"r": "TABLE", "v": "VIEW"}
FILLED_BY_PEOPLE = ("people_person", "items_item", "places_place")
RELATIONS = """
    SELECT relname, relkind::text FROM pg_class
    WHERE relnamespace = %s::regnamespace AND relkind IN ('r', 'v') ORDER BY relkind, relname"""
EXTENSIONS = "SELECT extname FROM pg_extension WHERE extnamespace = %s::regnamespace"


def is_filled() -> bool:
    """Return whether somebody has worked with the database already."""
    with connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))
        return any(_has_rows(cursor, name) for name in FILLED_BY_PEOPLE if name in there)


@contextmanager
def beside(migrations: list[str]) -> Iterator[None]:
    """Work in fresh tables, made by these migrations; at the end they replace those of before.

    What fails in the block leaves the tables of before as they are.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_schema()")
        home = cursor.fetchone()[0]
        cursor.execute(f"DROP SCHEMA IF EXISTS {BESIDE} CASCADE")
        cursor.execute(f"CREATE SCHEMA {BESIDE}")
        try:
            cursor.execute(f"SET search_path TO {BESIDE}")
            MigrationRecorder(connection).ensure_schema()
            cursor.execute(f'SET search_path TO {BESIDE}, "{home}"')
            _migrate(migrations)
            yield
            _move_home(home)
        finally:
            cursor.execute(f'SET search_path TO "{home}"')
            cursor.execute(f"DROP SCHEMA IF EXISTS {BESIDE} CASCADE")


def _migrate(migrations: list[str]) -> None:
    executor = MigrationExecutor(connection)
    wanted = {(app, name) for app, _, name in (m.partition(".") for m in migrations)}
    graph = executor.loader.graph
    nodes = sorted(wanted & graph.nodes.keys())
    last = [
        node
        for node in nodes
        if not wanted & {child.key for child in graph.node_map[node].children}
    ]
    executor.migrate(last)


def _move_home(home: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(EXTENSIONS, [BESIDE])
        for (name,) in cursor.fetchall():
            cursor.execute(f'ALTER EXTENSION "{name}" SET SCHEMA "{home}"')
        cursor.execute(RELATIONS, [home])
        for name, kind in cursor.fetchall():
            cursor.execute(f'DROP {KINDS[kind]} IF EXISTS "{home}"."{name}" CASCADE')
        cursor.execute(RELATIONS, [BESIDE])
        for name, kind in cursor.fetchall():
            cursor.execute(f'ALTER {KINDS[kind]} {BESIDE}."{name}" SET SCHEMA "{home}"')


def _has_rows(cursor: Any, table: str) -> bool:
    cursor.execute(f'SELECT EXISTS (SELECT 1 FROM "{table}")')  # noqa: S608 - one of ours
    return bool(cursor.fetchone()[0])
