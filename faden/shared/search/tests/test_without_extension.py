"""PostgreSQL may refuse its extension pg_trgm: everything is found all the same."""

from importlib import import_module
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection

from faden.shared.search.queries import search
from faden.shared.search.tests.factories import a_found_item

migration = import_module("faden.shared.search.migrations.0002_full_text")

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.postgres_only,
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite needs no extension"),
]


@pytest.fixture
def an_account_with_few_rights():
    """Whoever migrates owns the tables, and may not install extensions."""
    with connection.cursor() as cursor:
        cursor.execute("DROP EXTENSION pg_trgm CASCADE")
        cursor.execute("CREATE ROLE faden_with_few_rights")
        cursor.execute("GRANT ALL ON ALL TABLES IN SCHEMA public TO faden_with_few_rights")
        cursor.execute("ALTER TABLE search_entry OWNER TO faden_with_few_rights")
        cursor.execute("SET LOCAL ROLE faden_with_few_rights")
        yield
        cursor.execute("RESET ROLE")


@pytest.mark.usefixtures("an_account_with_few_rights")
def test_the_migration_goes_on_and_says_what_to_do(caplog):
    migration.create_trigrams(connection.schema_editor())

    assert "refused the extension pg_trgm: permission denied" in caplog.text
    assert "CREATE EXTENSION pg_trgm" in caplog.text


@pytest.mark.usefixtures("an_account_with_few_rights")
def test_parts_of_words_are_found_without_their_index():
    a_found_item("Radweg")
    errors = StringIO()

    call_command("reindex", stdout=StringIO(), stderr=errors)

    assert "CREATE EXTENSION pg_trgm" in errors.getvalue()
    assert [item.title for item in search("Weg", language="de")] == ["Radweg"]


def test_the_index_is_made_once_the_extension_is_there():
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX search_entry_title_part")

    call_command("reindex", stdout=StringIO())

    with connection.cursor() as cursor:
        tables = connection.introspection.get_constraints(cursor, "search_entry")
    assert "search_entry_title_part" in tables
